import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { openRehearsal, sourceOf } from "./rehearsal.ts";

const people = (...lines: readonly string[]): string =>
  ["Email,First name,Last name,Licence,Department,Action", ...lines].join("\n");
const some = (count: number): string[] =>
  Array.from({ length: count }, (_unused, n) => `user${n}@acme.test,User,${n},Basic,,`);

test("creates, updates, leaves alone and reports; a second run changes nothing", async () => {
  await using rehearsal = await openRehearsal({
    account: { users: [{ email: "old@acme.test", firstName: "Old" }] },
  });
  const csv = people("new@acme.test,Nia,New,Basic,Sales,", "old@acme.test,New,,Basic,IT,", "bad,,,,,", "bad2 @x,,,,,");
  const first = await rehearsal.apply(csv);
  assert.equal(first.job.state, "done");
  assert.partialDeepStrictEqual(first.job.counts, {
    created: 1,
    updated: 1,
    unchanged: 0,
    adopted: 0,
    failed: 2,
    waiting: 0,
  });
  assert.deepEqual(first.rows[0]?.status, "pending");
  const second = await rehearsal.apply(csv);
  assert.partialDeepStrictEqual(second.job.counts, {
    created: 0,
    updated: 0,
    unchanged: 2,
    adopted: 0,
    failed: 2,
    waiting: 0,
  });
  assert.deepEqual(await rehearsal.emails("pending"), ["new@acme.test"]);
});

test("the failed rows can be corrected and applied as they are", async () => {
  await using rehearsal = await openRehearsal();
  const { job } = await rehearsal.apply(
    people("a@acme.test,A,A,Basic,,", "b at acme.test,B,B,Basic,,", "c@acme.test,C,C,Basic,"),
  );
  assert.equal(job.counts.failed, 2);
  const failed = readFileSync(job.failed ?? "", "utf8");
  assert.match(failed, /email_invalid/);
  assert.match(failed, /ragged_row/);
  const again = await rehearsal.apply(failed, {}, "failed.csv");
  assert.equal(again.job.counts.failed, 2, "uncorrected, both fail again: the ragged row stays ragged");
  const mended = failed.replaceAll("b at acme.test", "b@acme.test").replace(/,C,C,Basic,\r\n/, ",C,C,Basic,,\r\n");
  const last = await rehearsal.apply(mended, {}, "failed-mended.csv");
  assert.deepEqual([last.job.counts.created, last.job.counts.failed], [2, 0]);
});

test("the kinds of «already exists» are told apart", async () => {
  await using rehearsal = await openRehearsal({
    account: { elsewhere: { "paid@other.test": "paid", "claimed@other.test": "claimed", "free@other.test": "free" } },
  });
  const { rows } = await rehearsal.apply(
    people("paid@other.test,P,P,Basic,,", "claimed@other.test,C,C,Basic,,", "free@other.test,F,F,Basic,,"),
  );
  assert.deepEqual(
    rows.map((row) => [row.outcome, row.reasons[0]?.code]),
    [
      ["failed", "active_elsewhere"],
      ["failed", "claimed_elsewhere"],
      ["created", undefined],
    ],
  );
});

test("a user whose answer was lost is adopted, not made twice and not reported as failed", async () => {
  await using rehearsal = await openRehearsal();
  await rehearsal.control("POST", "/faults", {
    operation: "userCreate",
    every: 3,
    effect: { kind: "drop", after: true },
  });
  const { job } = await rehearsal.apply(people(...some(30)));
  assert.equal(job.counts.created + job.counts.adopted, 30);
  assert.ok(job.counts.adopted >= 10, String(job.counts.adopted));
  const emails = await rehearsal.emails("pending");
  assert.equal(new Set(emails).size, 30);
  assert.equal(emails.length, 30);
});

test("what Zoom takes from active users only is set after the read-back", async () => {
  await using rehearsal = await openRehearsal({ account: { preset: "business", switches: { limits: "off" } } });
  const { rows } = await rehearsal.apply(
    people("sso@acme.test,S,S,Basic,Sales,ssoCreate", "foreign@else.test,F,F,Basic,Sales,ssoCreate"),
  );
  assert.deepEqual(
    rows.map(({ status }) => status),
    ["active", "pending"],
  );
  const plan = await rehearsal.apply(people("sso@acme.test,S,S,Basic,Sales,ssoCreate"));
  assert.equal(plan.job.counts.unchanged, 1, "the department was set");
});

test("Zoom's refusals are reported with code and plain fix", async () => {
  await using rehearsal = await openRehearsal();
  const { rows } = await rehearsal.apply(
    people("sso@acme.test,S,S,Basic,,ssoCreate", "blocked@mailinator.com,B,B,Basic,,"),
  );
  assert.deepEqual(
    rows.map((row) => row.reasons[0]?.code),
    ["zoom_2002", "zoom_11321"],
  );
  assert.ok(rows.every((row) => (row.reasons[0]?.fix ?? "").length > 10));
});

test("the daily cap makes a job wait; the same command goes on when the account's day has begun", async () => {
  await using rehearsal = await openRehearsal({ limited: true });
  const snapshot = await rehearsal.emulator.fetch("http://zoom.invalid/_rollcall/snapshot");
  const state = (await snapshot.text()).replace('"quotaDay":0,"quotas":{}', () => {
    const today = Math.floor(Date.now() / 86_400_000);
    return `"quotaDay":${today},"quotas":{"invites":1496}`;
  });
  const restored = await rehearsal.emulator.fetch("http://zoom.invalid/_rollcall/snapshot", {
    method: "PUT",
    body: state,
    headers: { "content-type": "application/json" },
  });
  assert.equal(restored.status, 200);
  const csv = people(...some(10));
  const first = await rehearsal.apply(csv);
  assert.equal(first.job.state, "waiting");
  assert.deepEqual([first.job.counts.created, first.job.counts.waiting, first.job.counts.failed], [4, 6, 0]);
  const sameDay = await rehearsal.apply(csv);
  assert.deepEqual([sameDay.continued, sameDay.job.state, sameDay.job.counts.waiting], [true, "waiting", 6]);
  await rehearsal.control("PUT", "/clock", { to: "midnight" });
  const nextDay = await rehearsal.apply(csv);
  assert.deepEqual([nextDay.continued, nextDay.job.state, nextDay.job.counts.created], [true, "done", 10]);
});

test("wrong credentials stop a job before its first row; the same command goes on with right ones", async () => {
  await using rehearsal = await openRehearsal({ clientSecret: "wrong" });
  await assert.rejects(rehearsal.apply(people(...some(3))), { code: "RC_CLIENT_TOKEN" });
  assert.deepEqual(await rehearsal.roster.jobs(), [], "an account that cannot be read cannot be planned for");
});

test("an account that stops answering stops the job; nothing is lost", async () => {
  await using rehearsal = await openRehearsal();
  const csv = people(...some(6));
  const plan = await rehearsal.roster.plan(sourceOf(csv, "p"), "emulator");
  const saved = await rehearsal.roster.savePlan(plan);
  await rehearsal.control("POST", "/faults", {
    operation: "userCreate",
    effect: { kind: "status", status: 400, code: 4711, message: "x scopes:[a:b]" },
  });
  const stopped = await rehearsal.apply(readFileSync(saved), {}, "plan.json");
  assert.deepEqual(
    [stopped.job.state, stopped.job.problem?.code, stopped.job.problem?.exit],
    ["stopped", "RC_CLIENT_SCOPE", 6],
  );
  await rehearsal.control("DELETE", "/faults");
  const done = await rehearsal.apply(readFileSync(saved), {}, "plan.json");
  assert.deepEqual([done.continued, done.job.state, done.job.counts.created], [true, "done", 6]);
});
