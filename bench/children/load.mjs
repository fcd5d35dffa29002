// The load: keep-alive connections, each with one request under way, over raw sockets so that the client costs little.
// Each message {port, token, kind, count, connections} is one round; the answer is {seconds, bad}.
import { connect } from "node:net";

/** Ids that the servers gave out, by port: what GET asks for. */
const ids = new Map();
let made = 0;

const post = (token, action, path = "/v2/users") => {
  made += 1;
  const body = JSON.stringify({
    action,
    user_info: {
      email: `jordan.walker${made}@acme.test`,
      type: 1,
      first_name: "Jordan",
      last_name: `Walker${made}`,
      ...(action === "autoCreate" ? { password: "Sunny7Harbour" } : {}),
    },
  });
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};

/** The same person as a user of Okta's; emulate lets a token make 5,000 requests an hour. */
const okta = (token) => {
  made += 1;
  const email = `jordan.walker${made}@acme.test`;
  const body = JSON.stringify({
    profile: { firstName: "Jordan", lastName: `Walker${made}`, email, login: email },
  });
  return `POST /api/v1/users HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: SSWS ${token}${Math.floor(made / 4000)}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};

/** Prism serves the paths of its document, without the server's own. */
const requestOf = (kind, token) => {
  if (kind === "okta") return okta(token);
  return kind === "prism" ? post(token, "create", "/users") : post(token, kind);
};

/** Whether an answer has come to its end: by its length, or by the last chunk. */
const isWhole = (answer) => {
  const head = answer.indexOf("\r\n\r\n");
  if (head === -1) return false;
  if (/transfer-encoding: chunked/i.test(answer.slice(0, head))) return answer.endsWith("\r\n0\r\n\r\n");
  const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
  return answer.length >= head + 4 + length;
};

const get = (token, id) => `GET /v2/users/${id} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`;

/** Sends the requests of one connection, one after the other. */
const drive = (port, next, heard) =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let pending = "";
    const sendNext = () => {
      const request = next();
      if (request === undefined) {
        socket.destroy();
        resolve();
      } else socket.write(request);
    };
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    socket.on("error", reject);
    socket.on("connect", sendNext);
    socket.on("data", (text) => {
      pending += text;
      if (!isWhole(pending)) return;
      heard(pending);
      pending = "";
      sendNext();
    });
  });

process.on("message", async ({ port, token, kind, count, connections }) => {
  let known = ids.get(port);
  if (known === undefined) {
    known = [];
    ids.set(port, known);
  }
  // Prepared before the clock starts.
  const requests = Array.from({ length: count }, (_unused, at) =>
    kind === "get" ? get(token, known[Math.floor((at * known.length) / count)]) : requestOf(kind, token),
  );
  const good = kind === "get" ? "HTTP/1.1 200" : "HTTP/1.1 201";
  let bad = 0;
  const heard = (answer) => {
    if (!answer.startsWith(good)) bad += 1;
    else if (kind !== "get") known.push(/"id":"([^"]+)"/.exec(answer)[1]);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, () => drive(port, () => requests.pop(), heard)));
  process.send({ seconds: (performance.now() - started) / 1000, bad });
});
process.on("disconnect", () => process.exit());
