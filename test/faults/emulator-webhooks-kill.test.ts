import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";

import { dig, listIn } from "../conformance/hosts.ts";
import { makeEndpoint, serveEndpoint } from "../conformance/webhook-endpoint.ts";

const child = new URL("emulator-child.ts", import.meta.url).pathname;

interface Running {
  readonly process: ChildProcess;
  readonly send: (method: string, path: string, json?: unknown) => Promise<unknown>;
}

const start = async (directory: string): Promise<Running> => {
  const started = spawn(process.execPath, ["--conditions=rollcall-source", child, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: started.stdout })) {
    const ready: unknown = JSON.parse(line);
    const headers = { authorization: `Bearer ${String(dig(ready, "token"))}`, "content-type": "application/json" };
    const send: Running["send"] = async (method, path, json) => {
      const body = json === undefined ? {} : { body: JSON.stringify(json) };
      const response = await fetch(`${String(dig(ready, "url"))}${path}`, { method, headers, ...body });
      const text = await response.text();
      assert.ok(response.ok, `${method} ${path}: ${text}`);
      const answer: unknown = text === "" ? undefined : JSON.parse(text);
      return answer;
    };
    return { process: started, send };
  }
  throw new Error("the child ended before it listened");
};

const kill = async ({ process: running }: Running): Promise<void> => {
  const ended = once(running, "exit");
  running.kill("SIGKILL");
  await ended;
};

const emailIn = (event: unknown): string => String(dig(event, "payload", "object", "email"));
const emailsOf = (events: readonly unknown[]): string[] => events.map(emailIn).toSorted();

const names = Array.from({ length: 30 }, (_unused, number) => `user${String(number).padStart(2, "0")}`);

test("after kill -9 no answered change goes untold, and retries go on where they were", async (t) => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-hooks-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const endpoint = makeEndpoint();
  await using server = await serveEndpoint(endpoint);
  const url = `http://127.0.0.1:${server.port}/zoom`;
  const first = await start(directory);
  t.after(() => first.process.kill("SIGKILL"));
  await first.send("POST", "/_rollcall/webhooks", { url, events: ["user.created"], secret: endpoint.secret });
  await first.send("PUT", "/_rollcall/clock", { to: "2026-12-01T12:00:00Z", frozen: true });
  const invite = (name: string): Promise<unknown> =>
    first.send("POST", "/v2/users", { action: "ssoCreate", user_info: { email: `${name}@acme.test`, type: 1 } });
  endpoint.answers = 500;
  await invite("refused");
  await first.send("GET", "/_rollcall/deliveries?wait=10s");
  assert.equal(endpoint.events.length, 1);
  endpoint.answers = "hang";
  await Promise.all(names.map(invite));
  await kill(first);

  // What the first one had sent may lie unread: it must not be taken for what the second one sends.
  await server.hangUp();
  endpoint.events.length = 0;
  endpoint.answers = 200;
  const second = await start(directory);
  t.after(() => second.process.kill("SIGKILL"));
  const waiting = await second.send("GET", "/_rollcall/deliveries?wait=10s&state=waiting");
  const untold = listIn(waiting, "deliveries");
  // A machine that stood still for 3 seconds before the kill has written down that some attempts failed.
  const everybody = [...names, "refused"].map((name) => `${name}@acme.test`).toSorted();
  assert.deepEqual([...emailsOf(endpoint.events), ...untold.map(emailIn)].toSorted(), everybody);
  assert.ok(untold.some((delivery) => emailIn(delivery) === "refused@acme.test"));
  for (const delivery of untold)
    assert.deepEqual(
      [dig(delivery, "next_attempt"), listIn(delivery, "attempts").length],
      ["2026-12-01T12:05:00.000Z", 1],
    );
  await second.send("PUT", "/_rollcall/clock", { advance_ms: 300_000 });
  const delivered = await second.send("GET", "/_rollcall/deliveries?wait=10s&state=delivered");
  assert.equal(dig(delivered, "total"), everybody.length);
  assert.deepEqual(emailsOf(endpoint.events), everybody);
  await kill(second);
});
