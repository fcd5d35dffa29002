import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";

import { type Answer, bodyText, type Exchange } from "#base";

import type { Dispatch } from "./answering.ts";
import { serve, type ServeOptions } from "./serve.ts";

const local = { host: "127.0.0.1", port: 0, maxBodyBytes: 1000 };
const text = (body: string, status = 200): Answer => ({ status, headers: ["content-type", "text/plain"], body });
const open = (dispatch: Dispatch, options: Partial<ServeOptions> = {}) => serve(dispatch, { ...local, ...options });

test("an exchange carries method, path, query, headers and body; answers may be plain or promised", async () => {
  const seen: Exchange[] = [];
  await using server = await open((exchange) => {
    seen.push(exchange);
    const answer = text(`${exchange.method} ${bodyText(exchange.body)}`, 201);
    return exchange.path === "/later" ? delay(5).then(() => answer) : answer;
  });
  const get = await fetch(`${server.url}/v2/users%20x?page=2&a=%3F?`, { headers: { "X-Mine": "1" } });
  assert.equal(get.status, 201);
  assert.equal(await get.text(), "GET ");
  assert.equal(get.headers.get("content-length"), "4");
  const body = "ä".repeat(300);
  const post = await fetch(`${server.url}/later`, { method: "POST", body });
  assert.equal(await post.text(), `POST ${body}`);
  assert.deepEqual(
    seen.map(({ method, path, query }) => [method, path, query]),
    [
      ["GET", "/v2/users%20x", "page=2&a=%3F?"],
      ["POST", "/later", ""],
    ],
  );
  assert.equal(seen[0]?.headers["x-mine"], "1");
});

test("a body over the limit is answered with 413, told or counted", async () => {
  let calls = 0;
  await using server = await open(() => {
    calls += 1;
    return text("no");
  });
  const told = await fetch(server.url, { method: "POST", body: "x".repeat(5_000_000) });
  assert.equal(told.status, 413);
  assert.deepEqual(await told.json(), { code: 413, message: "The request body is larger than 1000 bytes." });
  assert.equal(told.headers.get("connection"), "close");
  const stream = new ReadableStream({
    start(controller) {
      for (let part = 0; part < 20; part += 1) controller.enqueue(new Uint8Array(100));
      controller.close();
    },
  });
  const counted = await fetch(server.url, { method: "POST", body: stream, duplex: "half" });
  assert.equal(counted.status, 413);
  assert.equal(calls, 0);
  const exact = await fetch(server.url, { method: "POST", body: "x".repeat(1000) });
  assert.equal(exact.status, 200);
});

test("a dispatch that throws or rejects is a plain 500, and the error goes to onError", async () => {
  const errors: unknown[] = [];
  await using server = await open(
    ({ path }) => {
      if (path === "/header") return { status: 200, headers: ["bad\nname", "x"], body: "" };
      if (path === "/now") throw new Error("secret now");
      return Promise.reject(new Error("secret later"));
    },
    { onError: (error) => errors.push(error) },
  );
  for (const path of ["/now", "/later", "/header"]) {
    const answer = await fetch(server.url + path);
    assert.equal(answer.status, 500);
    assert.deepEqual(await answer.json(), { code: 500, message: "Internal error." });
  }
  assert.match(errors.map(String).join(), /secret now.*secret later.*bad\nname/s);
});

test("a lost answer kills the connection; Date can be set; 204 has no length; HEAD no body", async () => {
  await using server = await open(({ path }) => {
    if (path === "/lost") return { ...text("gone"), lost: true };
    if (path === "/204") return { status: 204, headers: [], body: "" };
    if (path === "/date") return { ...text("then"), headers: ["Date", "Thu, 01 Jan 1970 00:00:00 GMT"] };
    return { ...text(""), body: Buffer.from("bytes") };
  });
  await assert.rejects(fetch(`${server.url}/lost`));
  assert.equal((await fetch(`${server.url}/date`)).headers.get("date"), "Thu, 01 Jan 1970 00:00:00 GMT");
  assert.equal((await fetch(`${server.url}/204`)).headers.get("content-length"), null);
  const head = await fetch(server.url, { method: "HEAD" });
  assert.equal(head.headers.get("content-length"), "5");
  assert.ok(head.headers.has("date"));
  assert.equal(await head.text(), "");
  assert.equal(await (await fetch(server.url)).text(), "bytes");
});

test("callers that go away in mid-body or mid-wait do no harm", async () => {
  const paths: string[] = [];
  await using server = await open(async ({ path }) => {
    paths.push(path);
    await delay(50);
    return text("late");
  });
  const half = connect(server.port, "127.0.0.1");
  half.write("POST /half HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc");
  await delay(20);
  half.destroy();
  await assert.rejects(fetch(`${server.url}/wait`, { signal: AbortSignal.timeout(20) }));
  await delay(60);
  assert.equal(await (await fetch(`${server.url}/next`)).text(), "late");
  assert.deepEqual(paths, ["/wait", "/next"]);
});

test("close ends idle connections at once and lets running answers finish", async () => {
  const { promise: asked, resolve: isAsked } = Promise.withResolvers<undefined>();
  const server = await open(async () => {
    isAsked(undefined);
    await delay(100);
    return text("finished");
  });
  const idle = connect(server.port, "127.0.0.1");
  await once(idle, "connect");
  const running = fetch(server.url);
  await asked;
  const began = Date.now();
  const closing = server.close();
  assert.equal(await (await running).text(), "finished");
  await Promise.all([closing, server.close()]);
  assert.ok(Date.now() - began < 1900, "without waiting out the grace of two seconds");
  idle.destroy();
});

test("close does not wait for an answer longer than its grace", async () => {
  const server = await open(() => new Promise(() => undefined));
  const running = assert.rejects(fetch(server.url));
  await delay(30);
  await server.close({ graceMs: 50 });
  await running;
});

test("a taken port and an impossible address are named", async () => {
  await using server = await open(() => text(""));
  await assert.rejects(
    open(() => text(""), { port: server.port }),
    {
      code: "RC_SYSTEM_PORT_TAKEN",
      message: `port ${server.port} on 127.0.0.1 is in use`,
    },
  );
  await assert.rejects(
    open(() => text(""), { host: "192.0.2.1" }),
    { code: "RC_SYSTEM_LISTEN_FAILED" },
  );
  await using everywhere = await open(() => text("here"), { host: "::" });
  assert.equal(everywhere.url, `http://[::1]:${everywhere.port}`);
});

test("an answer may be a stream: pieces arrive as they are sent, and it ends with its caller or the server", async () => {
  const sinks: ((piece: string) => void)[] = [];
  const { promise: stopped, resolve: stop } = Promise.withResolvers<undefined>();
  const server = await open(() => ({
    status: 200,
    headers: ["content-type", "text/event-stream"],
    body: "",
    stream: (sink) => {
      sinks.push(sink);
      return () => {
        stop(undefined);
      };
    },
  }));
  const leaving = new AbortController();
  const response = await fetch(server.url, { signal: leaving.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  sinks[0]?.("one");
  assert.equal((await reader?.read())?.value, "one");
  sinks[0]?.("two");
  assert.equal((await reader?.read())?.value, "two");
  leaving.abort();
  await stopped;
  const other = await fetch(server.url);
  const rest = other.text();
  sinks[1]?.("three");
  await server.close({ graceMs: 60_000 });
  assert.equal(await rest, "three");
});
