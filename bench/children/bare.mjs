// The baseline: what node:http itself costs. Collect the body, JSON.parse, a Map, JSON.stringify, one header.
import { createServer } from "node:http";

import { answerParent } from "./answer-parent.mjs";

const users = new Map();
let count = 0;

const send = (response, status, value) => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
};

const server = createServer((request, response) => {
  if (request.method === "GET") {
    const user = users.get(request.url.slice("/v2/users/".length));
    send(response, user === undefined ? 404 : 200, user ?? { code: 1001 });
    return;
  }
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const { user_info: info } = JSON.parse(Buffer.concat(chunks).toString());
    count += 1;
    const user = { id: `u${count}`, ...info };
    users.set(user.id, user);
    send(response, 201, user);
  });
});

const [port = "0"] = process.argv.slice(2);
server.listen(Number(port), "127.0.0.1", () => {
  // As long as the emulator's tokens: both servers are sent the same number of bytes.
  answerParent({ port: server.address().port, token: "n".repeat(601) });
});
