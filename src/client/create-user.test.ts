import assert from "node:assert/strict";
import { test } from "node:test";

import { userCreate } from "#zoom";

import { LimitError } from "./errors.ts";
import type { NewUser } from "./new-user.ts";
import type { Budget } from "./options.ts";
import { bench, calls, noon, refusal, type Reply, sentBody } from "./scripted-network.test.ts";

const email = "mona.reyes@acme.test";
const input: NewUser = { action: "create", email, type: 1, firstName: "Mona" };
const made: Reply = { status: 201, json: { id: "u1", email, type: 1, first_name: "Mona", last_name: "" } };
const found = (status: string, more: Record<string, string> = {}): Reply => ({
  json: { id: "u1", email, type: 1, status, ...more },
});
const missing = refusal(404, 1001, "User does not exist");
const taken = refusal(409, 1005, "in use");
const post = "POST /users";
const look = "GET /users/mona.reyes%40acme.test";

test("created: one POST, no look-up", async () => {
  const table = bench([made]);
  assert.deepEqual(await table.client.users.create(input), { outcome: "created", id: "u1", email, type: 1 });
  assert.deepEqual(calls(table), [post]);
  assert.deepEqual(sentBody(table, 0), { action: "create", user_info: { email, type: 1, first_name: "Mona" } });
});

const losses: Record<string, Reply> = {
  "a broken connection": { lost: "socket hang up" },
  "HTTP 502": { status: 502, text: "<html>bad gateway</html>" },
  "a success that is no JSON": { status: 201, text: '{"id":"u1"' },
  "a success without an id": { status: 201, json: {} },
  "an empty success": { status: 201 },
};
for (const [what, lost] of Object.entries(losses)) {
  test(`${what}: looked up, found, adopted, not posted again`, async () => {
    const table = bench([lost, found("pending")]);
    const outcome = await table.client.users.create(input);
    assert.equal(outcome.outcome, "adopted");
    assert.deepEqual(calls(table), [post, look]);
  });
  test(`${what}: looked up, not found, posted again`, async () => {
    const table = bench([lost, missing, made]);
    assert.equal((await table.client.users.create(input)).outcome, "created");
    assert.deepEqual(calls(table), [post, look, post]);
  });
}

test("the second POST meets the first one's user: adopted", async () => {
  const table = bench([{ lost: "timeout" }, missing, taken, found("pending")]);
  assert.equal((await table.client.users.create(input)).outcome, "adopted");
  const slow = bench([{ lost: "timeout" }, missing, taken, missing, found("active")]);
  assert.equal((await slow.client.users.create(input)).outcome, "adopted");
});

test("the second POST is refused because the first took the last seat: adopted", async () => {
  const table = bench([{ lost: "timeout" }, missing, refusal(400, 3412, "seats"), found("pending")]);
  assert.equal((await table.client.users.create(input)).outcome, "adopted");
});

test("a user who was there long before our attempt is never adopted", async () => {
  const old = { user_created_at: "2020-01-01T00:00:00Z" };
  for (const status of ["active", "pending"]) {
    const table = bench([{ lost: "timeout" }, found(status, old)]);
    const outcome = await table.client.users.create(input);
    assert.ok(outcome.outcome === "exists" && outcome.kind === `${status} here`);
  }
  const fresh = bench([{ lost: "timeout" }, found("active", { user_created_at: new Date(noon).toISOString() })]);
  assert.equal((await fresh.client.users.create(input)).outcome, "adopted");
  const inactive = bench([{ lost: "timeout" }, found("inactive")]);
  assert.equal((await inactive.client.users.create(input)).outcome, "exists");
});

test("three attempts without an answer and without a user: unreachable", async () => {
  const lost: Reply = { lost: "timeout" };
  const table = bench([lost, missing, lost, missing, lost, missing]);
  await assert.rejects(table.client.users.create(input), { code: "RC_CLIENT_UNREACHABLE", exit: 7 });
  assert.equal(calls(table).filter((call) => call === post).length, 3);
});

test("a look-up that gets no answer either: unreachable, and no second POST", async () => {
  const table = bench(Array.from({ length: 6 }, (): Reply => ({ lost: "ECONNREFUSED" })));
  await assert.rejects(table.client.users.create(input), { code: "RC_CLIENT_UNREACHABLE" });
  assert.deepEqual(calls(table), [post, look, look, look, look, look]);
});

test("intent again: looks before it posts", async () => {
  const there = bench([found("pending")]);
  assert.equal((await there.client.users.create(input, { intent: "again" })).outcome, "adopted");
  const gone = bench([missing, made]);
  assert.equal((await gone.client.users.create(input, { intent: "again" })).outcome, "created");
  assert.deepEqual(calls(gone), [look, post]);
  const since = noon - 3_600_000;
  const before = bench([found("active", { user_created_at: "2026-11-20T10:00:00Z" })]);
  assert.equal((await before.client.users.create(input, { intent: "again", since })).outcome, "exists");
  const after = bench([found("active", { user_created_at: "2026-11-20T11:00:01Z" })]);
  assert.equal((await after.client.users.create(input, { intent: "again", since })).outcome, "adopted");
});

test("already exists is told apart", async () => {
  const elsewhere = refusal(400, 1009, "active account");
  const kinds: [Reply, Reply, string][] = [
    [taken, found("active"), "active here"],
    [taken, found("pending"), "pending here"],
    [taken, found("inactive"), "inactive here"],
    [taken, missing, "claimed or expired, not visible"],
    [taken, refusal(400, 1010), "claimed or expired, not visible"],
    [taken, refusal(400, 1120), "claimed or expired, not visible"],
    [refusal(400, 1120), missing, "claimed or expired, not visible"],
    [elsewhere, refusal(400, 1010), "active elsewhere"],
    [elsewhere, missing, "active elsewhere"],
    [elsewhere, found("active"), "active here"],
  ];
  for (const [answer, lookUp, kind] of kinds) {
    const table = bench([answer, lookUp]);
    const outcome = await table.client.users.create(input);
    assert.ok(outcome.outcome === "exists", outcome.outcome);
    assert.equal(outcome.kind, kind);
    assert.deepEqual(calls(table), [post, look]);
  }
});

test("every documented refusal is a value with a fix, unless it is a credentials problem", async () => {
  const others = new Set([1005, 1009, 429]);
  for (const { status, code, message } of Object.values(userCreate.errors)) {
    if (others.has(code)) continue;
    const table = bench([refusal(status, code, message.replace("{permission}", "User:Edit"))]);
    const outcome = table.client.users.create(input);
    if (message.includes("{permission}")) {
      await assert.rejects(outcome, { code: "RC_CLIENT_PERMISSION", message: /User:Edit/, exit: 6 });
      continue;
    }
    const settled = await outcome;
    assert.ok(settled.outcome === "refused", `${code} ${settled.outcome}`);
    assert.equal(settled.code, code);
    assert.ok(settled.fix.length > 20);
  }
});

test("field errors are kept, and a password that Zoom repeats is masked", async () => {
  const password = "Sesame-Open-1";
  const table = bench([
    {
      status: 400,
      json: {
        code: 300,
        message: `bad ${password}`,
        errors: [{ field: "user_info.email", message: "Invalid field." }],
      },
    },
  ]);
  const outcome = await table.client.users.create({ ...input, action: "autoCreate", password });
  assert.ok(outcome.outcome === "refused");
  assert.equal(outcome.message, "bad ***");
  assert.deepEqual(outcome.fields, [{ field: "user_info.email", message: "Invalid field." }]);
  assert.match(table.requests[0]?.body ?? "", /Sesame/);
  assert.ok(!JSON.stringify(table.events).includes("Sesame"));
});

test("a password is sent for autoCreate only", async () => {
  const table = bench([made]);
  await table.client.users.create({ ...input, password: "Sesame-Open-1" });
  assert.ok(!(table.requests[0]?.body ?? "").includes("Sesame"));
});

test("the daily invite cap defers, and only the invitations are blocked", async () => {
  const blocked: unknown[] = [];
  const budget: Budget = {
    reserve: async (label, kind) => {
      blocked.push([label, kind]);
      return { waitMs: 0 };
    },
    block: async (...what) => {
      blocked.push(what);
    },
  };
  const table = bench(
    [refusal(429, 429, userCreate.errors.invites.message, { "Retry-After": "2026-11-21T00:00:00Z" })],
    {
      budget,
    },
  );
  const outcome = await table.client.users.create(input);
  const until = Date.parse("2026-11-21T00:00:00Z");
  assert.ok(outcome.outcome === "deferred");
  assert.deepEqual([outcome.until, outcome.intent], [until, "first"]);
  assert.deepEqual(blocked, [
    ["Light", "invite"],
    [until, "invites", "Light"],
  ]);
});

test("a deferral after a lost answer says that the next attempt must look first", async () => {
  const cap = refusal(429, 429, "daily", {});
  const table = bench([{ lost: "timeout" }, missing, cap]);
  const outcome = await table.client.users.create(input);
  assert.ok(outcome.outcome === "deferred");
  assert.equal(outcome.intent, "again");
  const lookUpLimited = bench([{ lost: "timeout" }, cap]);
  const second = await lookUpLimited.client.users.create(input);
  assert.ok(second.outcome === "deferred" && second.intent === "again");
});

test("a budget that is used up defers without a request, and stops other calls with LimitError", async () => {
  const deferUntil = noon + 1000;
  const budget: Budget = { reserve: async () => ({ deferUntil }), block: async () => undefined };
  const table = bench([], { budget });
  const outcome = await table.client.users.create(input);
  assert.ok(outcome.outcome === "deferred" && outcome.until === deferUntil);
  await assert.rejects(
    table.client.users.get("u1"),
    (error) => error instanceof LimitError && error.exit === 5 && error.until === deferUntil,
  );
  assert.equal(table.requests.length, 0);
});

test("a per-second limit had no effect: waited out and posted again", async () => {
  const table = bench([refusal(429, 429, "per-second", { "X-RateLimit-Type": "QPS" }), made]);
  assert.equal((await table.client.users.create(input)).outcome, "created");
  assert.deepEqual(calls(table), [post, post]);
  assert.ok((table.sleeps[0] ?? 0) >= 1000);
  const forever = bench(Array.from({ length: 8 }, () => refusal(429, 429, "per-second")));
  const outcome = await forever.client.users.create(input);
  assert.ok(outcome.outcome === "deferred" && outcome.until > noon);
});

test("licence codes keep every digit, and a number that lost some is refused", async () => {
  const table = bench([made]);
  const code = 2n ** 59n;
  await table.client.users.create({
    ...input,
    licences: {
      workplaceCode: code,
      phone: true,
      unitedPlan: "1",
      list: [{ kind: "ZOOM_WORKPLACE_BUNDLE", option: 2n ** 57n, subscriptionId: "SUBREF-1" }],
    },
    divisionIds: ["d1"],
    lastName: "Reyes",
    displayName: "Mona R",
  });
  assert.ok(table.requests[0]?.body?.includes(`"zoom_one_type":${code}`));
  assert.ok(table.requests[0]?.body?.includes('"license_option":144115188075855872'));
  await assert.rejects(table.client.users.create({ ...input, licences: { workplaceCode: 2 ** 57 } }), {
    code: "RC_CLIENT_INPUT",
  });
});

test("two creations of one address wait for each other", async () => {
  const table = bench([made, taken, found("pending")]);
  const both = await Promise.all([
    table.client.users.create(input),
    table.client.users.create({ ...input, email: email.toUpperCase() }),
  ]);
  assert.deepEqual(
    both.map(({ outcome }) => outcome),
    ["created", "exists"],
  );
});
