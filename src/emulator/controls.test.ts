import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { RollcallError } from "#base";

import { createEmulator, type Emulator } from "./create-emulator.ts";

const ask = async (zoom: Emulator, method: string, path: string, body?: object): Promise<Response> =>
  await zoom.fetch(`https://api.zoom.us/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${zoom.account.token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const create = async (zoom: Emulator, email: string): Promise<number> =>
  (await ask(zoom, "POST", "/users", { action: "create", user_info: { email, type: 1 } })).status;
const isCode = (code: string) => (error: unknown) => error instanceof RollcallError && error.code === code;

describe("what a test does besides calling", () => {
  test("reads the inbox and activates", async () => {
    await using zoom = await createEmulator();
    assert.equal(await zoom.inbox.latest({ to: "mona@acme.test" }), undefined);
    const waiting = zoom.inbox.latest({ to: "mona@acme.test", waitMs: 10_000 });
    await create(zoom, "mona@acme.test");
    const mail = await waiting;
    assert.ok(mail !== undefined);
    assert.match(mail.subject, /Activate/);
    await zoom.inbox.open(mail.id);
    assert.match(await (await ask(zoom, "GET", "/users/mona@acme.test")).text(), /"status":"active"/);
    assert.equal((await zoom.inbox.list()).length, 1);
    await zoom.inbox.clear();
    assert.deepEqual(await zoom.inbox.list({ q: "mona" }), []);
    await assert.rejects(zoom.inbox.open("no-such-mail"), isCode("RC_EMULATOR_CONTROL"));
  });

  test("moves and stops the clock", async () => {
    await using zoom = await createEmulator({ clock: () => Date.UTC(2026, 0, 1, 12) });
    assert.equal((await zoom.clock.now()).toISOString(), "2026-01-01T12:00:00.000Z");
    assert.equal((await zoom.clock.advance(60_000)).toISOString(), "2026-01-01T12:01:00.000Z");
    assert.equal((await zoom.clock.moveTo("midnight")).toISOString(), "2026-01-02T00:00:00.000Z");
    assert.equal((await zoom.clock.moveTo(new Date("2027-01-01T00:00:00Z"))).getUTCFullYear(), 2027);
    assert.equal((await zoom.clock.freeze()).getUTCFullYear(), 2027);
    assert.equal((await zoom.clock.freeze(false)).getUTCFullYear(), 2027);
    assert.equal((await zoom.clock.reset()).getUTCFullYear(), 2026);
  });

  test("disturbs calls, and reads what was asked", async () => {
    await using zoom = await createEmulator();
    const rule = await zoom.faults.add({ operation: "userCreate", first: 1, effect: { kind: "rate-limit" } });
    assert.equal(await create(zoom, "mona@acme.test"), 429);
    assert.equal(await create(zoom, "mona@acme.test"), 201);
    await zoom.faults.remove(rule);
    await assert.rejects(zoom.faults.remove(rule), isCode("RC_EMULATOR_CONTROL"));
    await zoom.faults.add({ effect: { kind: "status", status: 500, code: 1, message: "" } });
    await zoom.faults.clear();
    assert.equal(await create(zoom, "bob@acme.test"), 201);
    const [last] = await zoom.requests(1);
    assert.equal(last?.operation, "userCreate");
  });

  test("keeps and restores the state, and begins again", async () => {
    await using zoom = await createEmulator();
    const before = await zoom.snapshot();
    await create(zoom, "mona@acme.test");
    await zoom.restore(before);
    assert.equal((await ask(zoom, "GET", "/users/mona@acme.test")).status, 404);
    await assert.rejects(zoom.restore("{}"), isCode("RC_EMULATOR_CONTROL"));
    await create(zoom, "mona@acme.test");
    await zoom.reset();
    assert.deepEqual(await zoom.inbox.list(), []);
  });

  test("says so where there is no control plane", async () => {
    await using zoom = await createEmulator({ control: false });
    await assert.rejects(zoom.clock.now(), isCode("RC_EMULATOR_NO_CONTROL"));
  });
});
