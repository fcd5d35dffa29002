import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";

import { type Answer, type Exchange, randomFrom } from "#base";

import { HeadWriter } from "./answer-head.ts";
import { createAsk, type Dispatch } from "./answering.ts";
import { DirectRequest } from "./direct-request.ts";
import { PlainConnection } from "./plain-lane.ts";
import { requestListener } from "./request-listener.ts";
import { serve, type Serving } from "./serve.ts";

const date = ["Date", "Thu, 01 Jan 1970 00:00:00 GMT"];
const options = { host: "127.0.0.1", port: 0, maxBodyBytes: 100_000 };

/** Says what it was asked; some paths have answers of their own. */
const echo = (exchange: Exchange): Answer => {
  const asked = JSON.stringify({ ...exchange, body: Buffer.from(exchange.body).toString("hex") });
  const headers = [...date, "X-Method", exchange.method];
  switch (exchange.path) {
    case "/204":
      return { status: 204, headers, body: "" };
    case "/304":
      return { status: 304, headers, body: "" };
    case "/799":
      return { status: 799, headers, body: "" };
    case "/bytes":
      return { status: 200, headers, body: Buffer.from([0, 255, 10]) };
    case "/text":
      return { status: 200, headers, body: "日本 é" };
    case "/latin":
      return { status: 200, headers: [...headers, "X-Latin", "caf\u{e9}"], body: "plain" };
    case "/close":
      return { status: 200, headers: [...headers, "Connection", "close"], body: asked };
    case "/throws":
      throw new Error("thrown");
    case "/forbidden":
      return { status: 200, headers: [...headers, "X-Two", "one\r\nTwo: two"], body: "" };
    default:
      return { status: 200, headers, body: asked };
  }
};

const dispatch: Dispatch = (exchange) =>
  exchange.query.includes("later") ? delay(1).then(() => echo(exchange)) : echo(exchange);

const portOf = (server: Server): number => {
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
};

interface Oracle extends AsyncDisposable {
  readonly port: number;
}

/** node:http alone: what the lane must not differ from. */
const openOracle = async (): Promise<Oracle> => {
  const listener = requestListener(dispatch, options);
  const server = createServer({ IncomingMessage: DirectRequest, optimizeEmptyRequests: true }, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: portOf(server),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

/** So many turns of 20 ms without an answer are silence. Turns, not time: a machine that stands still is not silent. */
const quietTurns = 10;

/** What comes back until the server ends the connection; our side ends it when there has been silence. */
const talk = async (port: number, pieces: readonly string[]): Promise<string> => {
  const socket = connect(port, "127.0.0.1").setNoDelay(true).setEncoding("latin1");
  const { promise: closed, resolve } = Promise.withResolvers<undefined>();
  let heard = "";
  let turns = 0;
  socket.on("data", (text: string) => {
    heard += text;
    turns = 0;
  });
  socket.on("error", () => undefined).once("close", () => resolve(undefined));
  for (const piece of pieces) {
    socket.write(piece, "latin1");
    if (pieces.length > 1) await delay(1);
  }
  for (; !socket.destroyed && turns < quietTurns; turns += 1) await Promise.race([closed, delay(20)]);
  socket.end();
  await closed;
  // Bytes that are no HTTP, behind a request: whether they are called so depends on whether its answer is off already.
  const refused = /(?<=.)HTTP\/1\.1 4\d\d [\w ]+\r\nConnection: close\r\n\r\n$/s;
  // An answer that the host makes itself has the machine's date.
  return heard.replace(refused, "").replaceAll(/^Date: .*GMT/gm, "Date: some day");
};

const end = "GET /end HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/** Asserts that both answer the same bytes, the way they come and in whatever pieces. */
const compare = async (lane: Serving, oracle: Oracle, pieces: readonly string[]): Promise<string> => {
  const [mine, nodes] = await Promise.all([talk(lane.port, pieces), talk(oracle.port, pieces)]);
  assert.equal(mine, nodes, JSON.stringify(pieces));
  return mine;
};

const request = (line: string, headers: readonly string[] = [], body = ""): string =>
  `${[line, "Host: x", ...headers].join("\r\n")}\r\n\r\n${body}`;

/** What a plain request is not, and what it may be at most. */
const cases: Readonly<Record<string, string>> = {
  "a GET": request("GET /a/b?c=d%20e&f HTTP/1.1", ["Accept: */*"]),
  "a POST": request("POST /v2/users HTTP/1.1", ["Content-Type: application/json", "Content-Length: 7"], '{"a":1}'),
  "a POST without a body": request("POST /x HTTP/1.1"),
  "a GET with a body": request("GET /x HTTP/1.1", ["Content-Length: 3"], "abc"),
  "two at once": request("PUT /1 HTTP/1.1", ["Content-Length: 1"], "a") + request("DELETE /2 HTTP/1.1"),
  "answers of every kind": ["204", "304", "799", "bytes", "text", "latin", "throws", "forbidden", "end"]
    .map((path) => request(`GET /${path} HTTP/1.1`))
    .join(""),
  "answers that come later": ["a?later", "b", "text?later", "throws?later", "forbidden?later"]
    .map((path) => request(`PATCH /${path} HTTP/1.1`, ["Content-Length: 2"], "{}"))
    .join(""),
  "an answer that ends the connection": request("GET /close HTTP/1.1") + request("GET /never HTTP/1.1"),
  "a header twice": request("GET /x HTTP/1.1", [
    "X-One: 1",
    "x-one: 2",
    "Cookie: a=b",
    "Cookie: c=d",
    "Accept: a",
    "accept: b",
  ]),
  "a length twice": request("POST /x HTTP/1.1", ["Content-Length: 1", "Content-Length: 2"], "ab"),
  "blanks around values": request("GET /x HTTP/1.1", ["X-A:b", "X-C: \t d e \t ", "X-Empty:", "X-Blank:   "]),
  "a header over two lines": request("GET /x HTTP/1.1", ["X-A: b", " c"]),
  "a blank before the colon": request("GET /x HTTP/1.1", ["X-A : b"]),
  "a name that is none": request("GET /x HTTP/1.1", ["X(A): b"]),
  "a line without a colon": request("GET /x HTTP/1.1", ["nothing"]),
  "names of an object's own": request("GET /x HTTP/1.1", ["constructor: a", "__proto__: b", "toString: c"]),
  "a control character": request("GET /x HTTP/1.1", ["X-A: b\x01c"]),
  "a NUL": request("GET /x HTTP/1.1", ["X-A: b\0c"]),
  "a lone line feed": "GET /x HTTP/1.1\nHost: x\n\n",
  "a lone line feed among others": request("GET /x HTTP/1.1", ["X-A: b\nX-C: d"]),
  "a lone carriage return": request("GET /x HTTP/1.1", ["X-A: b\rX-C: d"]),
  "bytes above ASCII": request("GET /x HTTP/1.1", ["X-A: caf\xe9"]),
  "a path above ASCII": request("GET /caf\xe9 HTTP/1.1"),
  "no host": "GET /x HTTP/1.1\r\nAccept: a\r\n\r\n",
  "HTTP/1.0": request("GET /x HTTP/1.0"),
  "HTTP/1.0 that stays": request("GET /x HTTP/1.0", ["Connection: keep-alive"]),
  "HTTP/2.0": request("GET /x HTTP/2.0"),
  "the preface of HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "a whole URL": request("GET http://x/y HTTP/1.1"),
  "a star": request("OPTIONS * HTTP/1.1"),
  "another method": request("OPTIONS /x HTTP/1.1") + request("PROPFIND /x HTTP/1.1"),
  HEAD: request("HEAD /x HTTP/1.1"),
  "an unknown method": request("FETCH /x HTTP/1.1"),
  "a method in small letters": request("get /x HTTP/1.1"),
  "two blanks in the first line": request("GET  /x HTTP/1.1"),
  "empty lines before it": `\r\n\r\n${request("GET /x HTTP/1.1")}`,
  chunks: request("POST /x HTTP/1.1", ["Transfer-Encoding: chunked"], "3\r\nabc\r\n0\r\n\r\n"),
  "chunks and a length": request("POST /x HTTP/1.1", ["Transfer-Encoding: chunked", "Content-Length: 3"], "0\r\n\r\n"),
  "chunks with a trailer": request("POST /x HTTP/1.1", ["Transfer-Encoding: chunked"], "1\r\na\r\n0\r\nX-T: u\r\n\r\n"),
  "an expectation": request("POST /x HTTP/1.1", ["Expect: 100-continue", "Content-Length: 1"], "a"),
  "another expectation": request("POST /x HTTP/1.1", ["Expect: wonders", "Content-Length: 1"], "a"),
  "an upgrade": request("GET /x HTTP/1.1", ["Connection: Upgrade", "Upgrade: h2c", "HTTP2-Settings: AAA"]),
  "a connection that stays": request("GET /x HTTP/1.1", ["Connection: Keep-Alive"]),
  "a connection that is to end": request("GET /x HTTP/1.1", ["Connection: close"]) + request("GET /never HTTP/1.1"),
  "lengths that are none": request("POST /x HTTP/1.1", ["Content-Length: +1"], "a"),
  "a length with a zero before it": request("POST /x HTTP/1.1", ["Content-Length: 01"], "a"),
  "a length below zero": request("POST /x HTTP/1.1", ["Content-Length: -1"], "a"),
  "a body that is too long": request("POST /x HTTP/1.1", ["Content-Length: 100001"], "a".repeat(100_001)),
  "a body that is long": request("POST /x HTTP/1.1", ["Content-Length: 99999"], "a".repeat(99_999)),
  "a head that is long": request("GET /x HTTP/1.1", [`X-A: ${"a".repeat(9000)}`]),
  "a head that is too long": request("GET /x HTTP/1.1", [`X-A: ${"a".repeat(20_000)}`]),
  "another protocol": "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03",
  words: "HELLO\r\nHELLO\r\n",
};

describe("the lane answers as node:http does, to the byte", () => {
  for (const [name, bytes] of Object.entries(cases))
    test(name, async () => {
      await using lane = await serve(dispatch, options);
      await using oracle = await openOracle();
      const whole = bytes + end;
      await compare(lane, oracle, [whole]);
      const middle = Math.floor(whole.length / 2);
      await compare(lane, oracle, [whole.slice(0, middle), whole.slice(middle)]);
    });
});

/** A connection of the lane by itself, whose seconds pass when we say so. */
const openConnection = async () => {
  const { promise: accepted, resolve } = Promise.withResolvers<Socket>();
  const server = createTcpServer({ allowHalfOpen: true }, resolve).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect(portOf(server), "127.0.0.1").setEncoding("latin1");
  const socket = await accepted;
  const handed: string[] = [];
  const connection = new PlainConnection(socket, {
    ask: createAsk(dispatch, options),
    heads: new HeadWriter(),
    maxBodyBytes: options.maxBodyBytes,
    keepAliveSeconds: 5,
    handOver: (bytes) => handed.push(bytes.toString("latin1")),
  });
  const say = async (text: string): Promise<void> => {
    const heard = once(socket, "data");
    client.write(text);
    await heard;
  };
  const dispose = (): void => {
    client.destroy();
    socket.destroy();
    server.close();
  };
  return { client, socket, connection, handed, say, [Symbol.dispose]: dispose };
};

const ticks = (connection: PlainConnection, seconds: number): void => {
  for (let second = 0; second < seconds; second += 1) connection.tick();
};

test("a connection that has been used may be idle for a second more than it is told; one that has not, for a minute", async () => {
  using used = await openConnection();
  await used.say(request("GET /x HTTP/1.1"));
  ticks(used.connection, 6);
  assert.equal(used.socket.destroyed, false);
  await used.say(request("GET /x HTTP/1.1"));
  ticks(used.connection, 7);
  assert.equal(used.socket.destroyed, true);
  assert.deepEqual(used.handed, []);
  using silent = await openConnection();
  ticks(silent.connection, 60);
  assert.equal(silent.socket.destroyed, false);
  ticks(silent.connection, 1);
  assert.equal(silent.socket.destroyed, true);
});

test("plain requests are answered by the lane itself", async () => {
  for (const name of ["a GET", "a POST", "a POST without a body", "a GET with a body", "two at once"]) {
    using plain = await openConnection();
    const answered = once(plain.client, "data");
    await plain.say(cases[name] ?? "");
    assert.match(String((await answered)[0]), /^HTTP\/1\.1 200 OK/, name);
    assert.deepEqual(plain.handed, [], name);
  }
});

test("a request that does not come to its end is node:http's within a second, one in too many pieces at once", async () => {
  using slow = await openConnection();
  await slow.say("GET /x HTT");
  assert.deepEqual(slow.handed, []);
  slow.connection.tick();
  assert.deepEqual(slow.handed, ["GET /x HTT"]);
  using crumbs = await openConnection();
  for (const letter of "GET /xy ") await crumbs.say(letter);
  assert.deepEqual(crumbs.handed, ["GET /xy "]);
});

test("a body that was cut in two, behind a wait, reaches the dispatch whole", async () => {
  await using lane = await serve(dispatch, options);
  const socket = connect(lane.port, "127.0.0.1").setEncoding("latin1");
  let heard = "";
  socket.on("data", (text: string) => (heard += text));
  socket.write(request("POST /x HTTP/1.1", ["Content-Length: 4"], "ab"));
  await delay(1300);
  socket.write(`cd${end}`);
  await once(socket, "close");
  assert.match(heard, /"body":"61626364"/);
});

test("who asks without reading is not heard until it reads, and then gets every answer", async () => {
  await using lane = await serve(() => ({ status: 200, headers: [], body: "x".repeat(100_000) }), options);
  const socket = connect(lane.port, "127.0.0.1");
  socket.pause().write(request("GET /x HTTP/1.1").repeat(300) + end);
  await delay(100);
  let size = 0;
  socket.on("data", (bytes: Buffer) => (size += bytes.length)).resume();
  await once(socket, "close");
  assert.ok(size > 301 * 100_000, `${size} bytes`);
});

test("a dispatch is asked for one answer of a connection at a time", async () => {
  let running = 0;
  let most = 0;
  await using lane = await serve(async ({ path }) => {
    running += 1;
    most = Math.max(most, running);
    await delay(2);
    running -= 1;
    return { status: 200, headers: [], body: path };
  }, options);
  const paths = ["/1", "/2", "/3", "/4", "/5"];
  const heard = await talk(lane.port, [paths.map((path) => request(`GET ${path} HTTP/1.1`)).join("") + end]);
  assert.deepEqual(
    [...heard.matchAll(/\r\n\r\n(\/(?:\d|end))/g)].map(([, path]) => path),
    [...paths, "/end"],
  );
  assert.equal(most, 1);
});

test("random requests, some of them damaged, in random pieces", async (t) => {
  const seed = Number(process.env["ROLLCALL_SEED"] ?? Date.now() % 1_000_000_000);
  t.diagnostic(`seed ${seed} (repeat with ROLLCALL_SEED=${seed})`);
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  await using lane = await serve(dispatch, options);
  await using oracle = await openOracle();
  const cut = (bytes: string): readonly string[] => {
    const cuts = Array.from({ length: below(4) }, () => below(bytes.length)).toSorted((left, right) => left - right);
    const pieces = [0, ...cuts].map((from, at) => bytes.slice(from, cuts[at] ?? bytes.length));
    return pieces.filter((piece) => piece !== "");
  };
  const damage = (bytes: string): string => {
    const at = below(bytes.length);
    const inserted = "\r\n\0 :\t,;aZ09\x7f\xff".charAt(below(15));
    return bytes.slice(0, at) + inserted + bytes.slice(at + below(3));
  };
  const short = Object.values(cases).filter((bytes) => bytes.length < 1000);
  // When it meets bytes that are no HTTP, node:http forgets answers that wait behind another: one request then, not many.
  const single = short.filter((bytes) => bytes.split(" HTTP/").length === 2);
  const isGood = async (bytes: string): Promise<boolean> => (await talk(oracle.port, [bytes + end])).includes("/end");
  const good = (await Promise.all(short.map(isGood))).flatMap((is, at) => (is ? [short[at] ?? ""] : []));
  const one = (from: readonly string[]): string => from[below(from.length)] ?? "";
  const next = (): string =>
    random() < 0.5 ? damage(one(single)) : Array.from({ length: 2 + below(3) }, () => one(good)).join("");
  let answered = 0;
  for (let round = 0; round < 60; round += 1) {
    const heard = await Promise.all(Array.from({ length: 10 }, () => compare(lane, oracle, cut(next() + end))));
    answered += heard.filter((text) => text.startsWith("HTTP/1.1 200")).length;
  }
  assert.ok(answered > 100, `only ${answered} of 600 began with an answer`);
});
