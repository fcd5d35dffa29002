import assert from "node:assert/strict";
import { test } from "node:test";

import { assertRefused, dig, inProcess, onBothHosts, overSocket, type Stage } from "./hosts.ts";

const rule = (stage: Stage, json: object): Promise<unknown> => stage.control("POST", "/faults", json);
const me = (stage: Stage) => stage.call("GET", "/v2/users/me");
const amy = { email: "amy@acme.test", type: 1 };
const unavailable = { kind: "status", status: 503, code: 5000, message: "Try «later»." };

const statuses = async (stage: Stage, count: number): Promise<readonly number[]> => {
  const seen: number[] = [];
  for (let call = 0; call < count; call += 1) seen.push((await me(stage)).status);
  return seen;
};

onBothHosts("first N, every Nth, both, and all", async (host) => {
  const cases = [
    [{ first: 2 }, [503, 503, 200, 200, 200]],
    [{ every: 2 }, [200, 503, 200, 503, 200]],
    [{ first: 3, every: 2 }, [200, 503, 200, 200, 200]],
    [{}, [503, 503, 503, 503, 503]],
    [{ operation: "userCreate" }, [200, 200, 200, 200, 200]],
    [{ operation: "user", first: 1 }, [503, 200, 200, 200, 200]],
  ] as const;
  for (const [which, wanted] of cases) {
    await using stage = await host.open();
    await rule(stage, { ...which, effect: unavailable });
    assert.deepEqual(await statuses(stage, 5), wanted, JSON.stringify(which));
    assert.equal(
      dig(await stage.control("GET", "/faults"), 0, "seen"),
      "operation" in which && which.operation === "userCreate" ? 0 : 5,
    );
  }
});

onBothHosts("an error in Zoom's shape, with no effect; the log says what struck", async (host) => {
  await using stage = await host.open();
  const made = await rule(stage, { operation: "userCreate", first: 1, effect: unavailable });
  const reply = await stage.create("create", amy);
  assertRefused(reply, 503, 5000, "Try «later».");
  assert.match(reply.headers.get("x-rollcall-hint") ?? "", new RegExp(String(dig(made, "id"))));
  assert.ok(reply.headers.get("x-zm-trackingid"));
  assert.equal(dig(await stage.control("GET", "/requests"), 0, "status"), 503);
  assert.equal((await stage.create("create", amy)).status, 201);
});

onBothHosts("rate limits: per second, and daily with Retry-After", async (host) => {
  await using stage = await host.open();
  await rule(stage, { first: 1, effect: { kind: "rate-limit" } });
  await rule(stage, { first: 2, effect: { kind: "rate-limit", daily: true } });
  const first = await me(stage);
  assertRefused(first, 429, 429, "You have reached the maximum per-second rate limit for this API. Try again later.");
  assert.equal(first.headers.get("retry-after"), null);
  const second = await me(stage);
  assert.match(second.text, /maximum daily rate limit/);
  assert.equal(second.headers.get("retry-after"), "2026-11-23T00:00:00Z");
  assert.equal((await me(stage)).status, 200);
});

onBothHosts("the token endpoint can be struck too, and nothing else by that rule", async (host) => {
  await using stage = await host.open();
  await rule(stage, { operation: "token", effect: unavailable });
  assert.equal((await stage.call("POST", "/oauth/token")).status, 503);
  assert.equal((await me(stage)).status, 200);
});

onBothHosts("latency delays the answer and nothing else", async (host) => {
  await using stage = await host.open();
  await rule(stage, { operation: "userCreate", first: 1, effect: { kind: "latency", ms: 1000 } });
  const order: string[] = [];
  const slow = stage.create("create", amy).then(({ status }) => order.push(`create ${status}`));
  await me(stage).then(({ status }) => order.push(`get ${status}`));
  await slow;
  assert.deepEqual(order, ["get 200", "create 201"], "others do not wait");
});

onBothHosts("a drop after the effect: the connection breaks, the user is there", async (host) => {
  await using stage = await host.open();
  await rule(stage, { operation: "userCreate", first: 1, effect: { kind: "drop", after: true } });
  await assert.rejects(stage.create("create", amy), TypeError);
  assertRefused(await stage.create("create", amy), 409, 1005);
  const entry = dig(await stage.control("GET", "/requests"), 1);
  assert.deepEqual([dig(entry, "lost"), dig(entry, "status")], [true, 201]);
  assert.equal(dig(await stage.control("GET", "/inbox"), "total"), 1);
});

onBothHosts("a drop before the effect: the connection breaks, nothing has happened", async (host) => {
  await using stage = await host.open();
  await rule(stage, { operation: "userCreate", first: 1, effect: { kind: "drop", after: false } });
  await assert.rejects(stage.create("create", amy), TypeError);
  assertRefused(await stage.call("GET", "/v2/users/amy@acme.test"), 404, 1001);
  assert.equal((await stage.create("create", amy)).status, 201);
});

for (const host of [inProcess, overSocket])
  test(`a caller may give up during a latency; the emulator goes on (${host.name})`, async () => {
    await using stage = await host.open();
    await rule(stage, { first: 1, effect: { kind: "latency", ms: 1200 } });
    const send = host === inProcess ? stage.emulator.fetch : fetch;
    await assert.rejects(send(`${stage.url}/v2/users/me`, { signal: AbortSignal.timeout(30) }));
    assert.equal((await me(stage)).status, 200);
  });
