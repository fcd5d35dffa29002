import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";

import { assertRefused, dig, onBothHosts, overSocket, type Stage } from "./hosts.ts";

const json = { "content-type": "application/json" };
const userJson = (email: string, more = ""): string =>
  `{"action":"create","user_info":{"email":"${email}","type":1${more}}}`;

const unlimited = { switches: { limits: "off" } } as const;

const isAlive = async (stage: Stage): Promise<void> =>
  assert.equal((await stage.call("GET", "/v2/users/me")).status, 200, "the emulator is alive");

/** A socket with everything it has received so far. */
const raw = (stage: Stage): { readonly socket: Socket; readonly received: () => string } => {
  const socket = connect(Number(new URL(stage.url).port), "127.0.0.1");
  let text = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => (text += chunk));
  socket.on("error", () => undefined);
  return { socket, received: () => text };
};

const until = async (condition: () => boolean): Promise<void> => {
  for (let round = 0; !condition(); round += 1) {
    assert.ok(round < 2000, "waited in vain");
    await delay(10);
  }
};

onBothHosts("a JSON body of 10 MB is 413 in Zoom's envelope", async (host) => {
  await using stage = await host.open();
  const body = userJson("a@acme.test", `,"first_name":"${"x".repeat(10_000_000)}"`);
  const reply = await stage.call("POST", "/v2/users", { body, headers: json });
  assertRefused(reply, 413, 413, "Request Entity Too Large");
  assert.match(reply.headers.get("x-rollcall-hint") ?? "", /1 MiB/);
  await isAlive(stage);
  const fits = userJson("a@acme.test", `,"x":"${"x".repeat(1_000_000)}"`);
  assert.equal((await stage.call("POST", "/v2/users", { body: fits, headers: json })).status, 201);
});

test("a body above every limit is 413 before it is read", async () => {
  await using stage = await overSocket.open();
  const answer = await fetch(`${stage.url}/v2/users`, {
    method: "POST",
    body: new Uint8Array(17_000_000),
    headers: json,
  });
  assert.equal(answer.status, 413);
  assert.match(await answer.text(), /"code":413.*larger than/);
  await isAlive(stage);
});

test("a body that is cut off has no effect", async () => {
  await using stage = await overSocket.open();
  const half = raw(stage);
  half.socket.write(
    `POST /v2/users HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${stage.token}\r\ncontent-type: application/json\r\ncontent-length: 200\r\n\r\n${userJson("cut@acme.test")}`,
  );
  await delay(50);
  half.socket.destroy();
  await delay(20);
  assertRefused(await stage.call("GET", "/v2/users/cut@acme.test"), 404, 1001);
});

test("a body in single bytes is the same body", async () => {
  await using stage = await overSocket.open();
  const bytes = Buffer.from(userJson("slow@acme.test", ',"first_name":"Jörg 名"'));
  const { socket, received } = raw(stage);
  socket.setNoDelay(true);
  socket.write(
    `POST /v2/users HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${stage.token}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  for (const byte of bytes) {
    socket.write(Buffer.concat([Buffer.from("1\r\n"), Buffer.of(byte), Buffer.from("\r\n")]));
    await delay(0);
  }
  socket.write("0\r\n\r\n");
  await until(() => received().includes("\r\n\r\n{"));
  assert.match(received(), /^HTTP\/1\.1 201/);
  assert.equal(dig((await stage.call("GET", "/v2/users/slow@acme.test")).body, "first_name"), "Jörg 名");
  socket.destroy();
});

const garbage: readonly (readonly [what: string, text: string, answer: RegExp])[] = [
  ["no HTTP", "\u0000\u0001\u0002 hello\r\n\r\n", /^HTTP\/1\.1 400/],
  ["a huge header", `GET / HTTP/1.1\r\nhost: x\r\nx-huge: ${"x".repeat(100_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
  ["an unknown method", "BREW /v2/users HTTP/1.1\r\nhost: x\r\n\r\n", /^HTTP\/1\.1 400/],
  [
    "two lengths",
    "POST /v2/users HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx",
    /^HTTP\/1\.1 400/,
  ],
  [
    "length and chunks",
    "POST /v2/users HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    /^HTTP\/1\.1 400/,
  ],
  ["no host", "GET /v2/users HTTP/1.1\r\n\r\n", /^HTTP\/1\.1 400/],
  ["a star", "OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n", /^HTTP\/1\.1 404/],
  ["a whole URL", "GET http://api.zoom.us/v2/users HTTP/1.1\r\nhost: x\r\n\r\n", /^HTTP\/1\.1 404/],
  ["broken percents", "GET /v2/users/%zz%E0%A4?%%=%& HTTP/1.1\r\nhost: x\r\n\r\n", /^HTTP\/1\.1 401/],
  ["a path of 10,000 slashes", `GET /v2/users${"/".repeat(10_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, /^HTTP\/1\.1 401/],
  ["a path of 7,000 parts", `GET /v2/users${"/a".repeat(7000)} HTTP/1.1\r\nhost: x\r\n\r\n`, /^HTTP\/1\.1 404/],
];

test("what is no request is refused and the next one is served", async () => {
  await using stage = await overSocket.open();
  for (const [what, text, answer] of garbage) {
    const { socket, received } = raw(stage);
    socket.write(text, "latin1");
    await until(() => received() !== "");
    assert.match(received(), answer, what);
    socket.destroy();
    await isAlive(stage);
  }
});

test("requests in one packet are answered one by one, in order", async () => {
  await using stage = await overSocket.open({ account: unlimited });
  const one = (path: string): string =>
    `GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${stage.token}\r\n\r\n`;
  const { socket, received } = raw(stage);
  socket.write(one("/v2/users/me") + one("/v2/users/nobody") + one("/v2/nothing"));
  await until(() => received().includes("2300"));
  assert.deepEqual(
    [...received().matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
    ["200", "404", "404"],
  );
  socket.destroy();
});

test("a thousand requests at once: each is answered, none twice", async () => {
  await using stage = await overSocket.open({ account: unlimited, tickMs: 0 });
  const replies = await Promise.all(
    Array.from({ length: 1000 }, (_unused, at) =>
      stage.create("create", { email: at % 2 ? `user${at}@acme.test` : "same@acme.test", type: 1 }),
    ),
  );
  const made = replies.filter(({ status }) => status === 201);
  assert.equal(made.length, 501);
  assert.equal(replies.filter(({ status, code }) => status === 409 && code === 1005).length, 499);
  assert.equal(new Set(made.map(({ body }) => dig(body, "id"))).size, 501);
  assert.equal(dig((await stage.call("GET", "/v2/users/summary")).body, "pending_users_count"), 501);
});

test("slow and silent clients keep nobody waiting", async () => {
  await using stage = await overSocket.open({ account: unlimited });
  const idle = Array.from({ length: 100 }, (_unused, at) => {
    const { socket } = raw(stage);
    const heads = ["", "GET /v2/us", "POST /v2/users HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n{"];
    socket.write(heads[at % 3] ?? "");
    return socket;
  });
  await delay(50);
  for (let call = 0; call < 20; call += 1) await isAlive(stage);
  const closing = performance.now();
  await stage.emulator.close();
  assert.ok(performance.now() - closing < 15_000, "closing does not wait for them");
  for (const socket of idle) socket.destroy();
});
