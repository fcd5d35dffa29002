import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import type { OutboundOptions, OutboundRequest, OutboundResult } from "./outbound.ts";
import { isPrivateAddress } from "./private-address.ts";
import { sendOutbound } from "./send-outbound.ts";

test("addresses that are nobody's on the internet", () => {
  const closed =
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 224.0.0.1 " +
    "255.255.255.255 :: ::1 fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 ::ffff:127.0.0.1 ::ffff:7f00:1 " +
    "::ffff:8.8.8.8 0:0:0:0:0:ffff:a00:1 64:ff9b::7f00:1 2002:7f00:1:: ::7f00:1";
  for (const address of closed.split(" ")) assert.ok(isPrivateAddress(address), address);
  for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "193.168.1.1"])
    assert.ok(!isPrivateAddress(address), address);
});

type Handle = (request: IncomingMessage, response: ServerResponse, origin: string) => void;

/** A server on this machine that notes what it was sent. */
const open = async (handle: Handle) => {
  const seen: { method: string; url: string; headers: IncomingMessage["headers"]; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
      handle(request, response, origin);
    });
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", listening.resolve);
  await listening.promise;
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    port,
    seen,
    async [Symbol.asyncDispose]() {
      const closed = Promise.withResolvers<unknown>();
      server.close(closed.resolve);
      server.closeAllConnections();
      await closed.promise;
    },
  };
};

const allowed = { allowPrivate: ["127.0.0.1"] };
const get = (url: string, more: Partial<OutboundRequest> = {}): OutboundRequest => ({ method: "GET", url, ...more });
const failed = async (request: OutboundRequest, options: OutboundOptions = {}) => {
  const result = await sendOutbound(request, options);
  assert.ok(!result.ok, JSON.stringify(result));
  return { ...result.failure, exchanges: result.exchanges };
};
const text = (result: OutboundResult): string => {
  assert.ok(result.ok, JSON.stringify(result));
  return Buffer.from(result.answer.body).toString();
};

test("an allowed host answers, and the exchange is recorded without secrets", async () => {
  await using server = await open((_request, response) => {
    response.setHeader("x-echo", "s3cret-value").end('{"token":"abc","note":"s3cret-value"}');
  });
  const result = await sendOutbound(
    {
      method: "post",
      url: `${server.origin}/a?key=s3cret-value`,
      headers: { Authorization: "Bearer s3cret-value" },
      body: "s3cret-value",
    },
    { ...allowed, redact: (plain) => plain.replaceAll("s3cret-value", "***") },
  );
  assert.match(text(result), /s3cret-value/);
  assert.equal(server.seen[0]?.headers.authorization, "Bearer s3cret-value");
  const recorded = JSON.stringify(result.exchanges);
  assert.ok(!recorded.includes("s3cret-value") && !recorded.includes("abc"), recorded);
  assert.deepEqual(
    result.exchanges.map(({ method, status, address }) => [method, status, address]),
    [["POST", 200, "127.0.0.1"]],
  );
});

test("private addresses are refused however they are written; an allowed name opens itself only", async () => {
  await using server = await open((_request, response) => response.end("inside"));
  const { port } = server;
  const hosts = ["127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"];
  for (const host of hosts) {
    const failure = await failed(get(`http://${host}:${port}/`));
    assert.deepEqual(
      [failure.kind, "reason" in failure && failure.reason],
      ["refused", "address"],
      `${host}: ${failure.message}`,
    );
  }
  assert.equal((await failed(get(`${server.origin}/`), { allowPrivate: [`127.0.0.1:${port + 1}`] })).kind, "refused");
  assert.equal(server.seen.length, 0);
  assert.equal(
    text(await sendOutbound(get(`http://localhost:${port}/`), { allowPrivate: [`localhost:${port}`] })),
    "inside",
  );
});

test("a redirect to a private address is refused", async () => {
  await using inside = await open((_request, response) => response.end("inside"));
  await using server = await open((_request, response) => {
    response.writeHead(302, { location: `http://localhost:${inside.port}/` }).end();
  });
  const failure = await failed(get(server.origin), { allowPrivate: [`127.0.0.1:${server.port}`] });
  assert.equal("reason" in failure && failure.reason, "address");
  assert.equal(inside.seen.length, 0);
  assert.deepEqual(
    failure.exchanges.map(({ status }) => status),
    [302, undefined],
  );
});

test("credentials stay on their host, and a POST becomes a GET where it should", async () => {
  await using other = await open((_request, response) => response.end("other"));
  await using server = await open((request, response, origin) => {
    const to = { "/same": `${origin}/end`, "/other": `${other.origin}/end`, "/keep": `${origin}/end` }[
      request.url ?? ""
    ];
    if (to === undefined) response.end("same");
    else response.writeHead(request.url === "/keep" ? 307 : 302, { location: to }).end();
  });
  const headers = {
    authorization: "Bearer x",
    "X-Api-Key": "k",
    cookie: "c=1",
    "x-plain": "p",
    "content-type": "text/plain",
  };
  const send = (path: string) =>
    sendOutbound({ method: "POST", url: server.origin + path, headers, body: "hi" }, allowed);
  assert.equal(text(await send("/same")), "same");
  assert.deepEqual(
    [server.seen[1]?.method, server.seen[1]?.headers.authorization, server.seen[1]?.body],
    ["GET", "Bearer x", ""],
  );
  assert.equal(text(await send("/other")), "other");
  const [moved] = other.seen;
  assert.deepEqual(
    ["authorization", "x-api-key", "cookie", "x-plain", "content-type"].map((name) => moved?.headers[name]),
    [undefined, undefined, undefined, "p", undefined],
  );
  await send("/keep");
  assert.deepEqual([server.seen.at(-1)?.method, server.seen.at(-1)?.body], ["POST", "hi"]);
});

test("endless redirects, huge answers, packed bombs and silence end", async () => {
  const bomb = gzipSync(Buffer.alloc(50 * 1_048_576));
  await using server = await open((request, response) => {
    if (request.url === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else if (request.url === "/big") response.end(Buffer.alloc(3_000_000));
    else if (request.url === "/bomb") response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    else if (request.url === "/packed") response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("small"));
  });
  const options = { ...allowed, limits: { maxBytes: 1_048_576, timeoutMs: 20_000 } };
  assert.equal((await failed(get(`${server.origin}/loop`), options)).kind, "redirects");
  assert.equal((await failed(get(`${server.origin}/big`), options)).kind, "too-large");
  assert.equal((await failed(get(`${server.origin}/bomb`), options)).kind, "too-large");
  assert.equal(text(await sendOutbound(get(`${server.origin}/packed`), options)), "small");
  assert.equal(
    (await failed(get(`${server.origin}/silent`), { ...allowed, limits: { timeoutMs: 100 } })).kind,
    "timeout",
  );
  const tooMuch = { ...get(server.origin), method: "POST", body: "12345" };
  assert.equal((await failed(tooMuch, { ...allowed, limits: { maxRequestBytes: 4 } })).kind, "refused");
  const signal = AbortSignal.abort();
  assert.equal((await failed(get(server.origin), { ...allowed, signal })).kind, "canceled");
});

test("nothing in a request can become a second one", async () => {
  await using server = await open((_request, response) => response.end("ok"));
  const wrong: Partial<OutboundRequest>[] = [
    { headers: { "x-a": "1\r\nhost: evil" } },
    { headers: { "x-a": "1\n2" } },
    { headers: { "x-a": "\u{10d}" } },
    { headers: { "x a": "1" } },
    { headers: { "x-a: 1\r\ny": "1" } },
    { method: "GET / HTTP/1.1\r\nx:" },
    { method: "CONNECT" },
    { url: "http://user:pass@127.0.0.1/" },
    { url: "file:///etc/passwd" },
    { url: "not a url" },
  ];
  for (const more of wrong) {
    const failure = await failed(get(server.origin, more), allowed);
    assert.equal(failure.kind, "refused", JSON.stringify(more));
    assert.ok(!failure.message.includes("pass@") && !failure.message.includes("\n"));
  }
  assert.equal(server.seen.length, 0);
  await sendOutbound(get(server.origin, { headers: { host: "evil", "transfer-encoding": "chunked" } }), allowed);
  assert.equal(server.seen[0]?.headers.host, `127.0.0.1:${server.port}`);
  assert.equal((await failed(get("http://127.0.0.1:1/"), allowed)).kind, "unreachable");
});
