// The whole life of a user by plans: activate, deactivate, take licences, offboard, resend, and back again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import type { RosterPlan } from "#roster";

import { openRehearsal, type Rehearsal, sourceOf } from "./rehearsal.ts";

const staff = [
  { email: "ana@acme.test", firstName: "Ana", lastName: "Ayala", type: 2 },
  { email: "ben@acme.test", firstName: "Ben", lastName: "Bloom", type: 2 },
  { email: "cas@acme.test", firstName: "Cas", lastName: "Cole", status: "inactive" as const },
  { email: "dot@acme.test", firstName: "Dot", lastName: "Dean", status: "pending" as const },
  { email: "eva@acme.test", firstName: "Eva", lastName: "Ebert", roleId: "1" as const, type: 2 },
];

const open = (more: Parameters<typeof openRehearsal>[0] = {}): Promise<Rehearsal> =>
  openRehearsal({ account: { users: staff, domain: "acme.test" }, ...more });

const actions = (plan: RosterPlan): Record<string, string> =>
  Object.fromEntries(
    plan.rows.map(({ email, action, reasons }) => [email, `${action} ${reasons.at(-1)?.code ?? ""}`.trim()]),
  );

/** Saves a plan and applies the file, as `apply plan.json` does. */
const applyPlan = async (
  rehearsal: Rehearsal,
  plan: RosterPlan,
  more?: Parameters<Rehearsal["apply"]>[1],
): Promise<Awaited<ReturnType<Rehearsal["apply"]>>> =>
  await rehearsal.apply(readFileSync(await rehearsal.roster.savePlan(plan)), more, "plan.json");

const onlyAna = "Email,First name,Last name\nana@acme.test,Ana,Ayala\n";

test("people who are not in the file are left alone until it is said what becomes of them", async () => {
  await using rehearsal = await open();
  const plan = await rehearsal.roster.plan(sourceOf(onlyAna), "emulator");
  assert.equal(plan.rows.length, 1);
  const reported = await rehearsal.roster.plan(sourceOf(onlyAna), "emulator", { leavers: "report" });
  assert.equal(reported.counts.leave, 5, "with the Owner, who is in no file");
  assert.equal(reported.safety.removals, 0);
  const planned = await rehearsal.roster.plan(sourceOf(onlyAna), "emulator", { leavers: "deactivate" });
  assert.deepEqual(actions(planned), {
    "ana@acme.test": "same",
    "owner@acme.test": "leave owner_protected",
    "ben@acme.test": "deactivate not_in_file",
    "cas@acme.test": "same inactive_here",
    "dot@acme.test": "cancel not_in_file",
    "eva@acme.test": "leave admin_protected",
  });
  const { job } = await applyPlan(rehearsal, planned);
  assert.deepEqual([job.counts.deactivated, job.counts.canceled, job.counts.failed], [1, 1, 0]);
  assert.deepEqual(await rehearsal.emails("inactive"), ["ben@acme.test", "cas@acme.test"]);
  assert.deepEqual(await rehearsal.emails("pending"), []);
});

test("an admin only loses access by name, and not where Zoom refuses it", async () => {
  await using rehearsal = await open();
  const list = sourceOf("Email\neva@acme.test\nowner@acme.test\nben@acme.test\nnobody@acme.test\n", "leavers.csv");
  const unnamed = await rehearsal.roster.plan(list, "emulator", { everybody: "delete" });
  assert.deepEqual(actions(unnamed), {
    "eva@acme.test": "blocked admin_protected",
    "owner@acme.test": "blocked owner_protected",
    "ben@acme.test": "offboard named_leaver",
    "nobody@acme.test": "same not_here",
  });
  const admins = ["EVA@acme.test"];
  const named = await rehearsal.roster.plan(list, "emulator", { everybody: "delete", admins });
  assert.equal(actions(named)["eva@acme.test"], "offboard named_leaver");
  const softer = await rehearsal.roster.plan(list, "emulator", { everybody: "deactivate", admins });
  assert.equal(actions(softer)["eva@acme.test"], "blocked admin_role");
  const lower = await rehearsal.roster.plan(sourceOf("Email,Licence\neva@acme.test,Basic\n"), "emulator");
  assert.equal(actions(lower)["eva@acme.test"], "same admin_protected", "a lower licence takes access too");
});

test("offboarding hands over what people own, to somebody who stays", async () => {
  await using rehearsal = await open();
  const list = sourceOf("Email\nben@acme.test\n", "leavers.csv");
  const give = (to: string) =>
    rehearsal.roster.plan(list, "emulator", { everybody: "delete", transfer: { to, what: ["meeting"] } });
  for (const to of ["nobody@acme.test", "cas@acme.test", "dot@acme.test", "ben@acme.test"])
    await assert.rejects(give(to), { code: "RC_ROSTER_TRANSFER" }, to);
  const { job } = await applyPlan(rehearsal, await give("ana@acme.test"));
  assert.equal(job.counts.offboarded, 1);
  const requests = JSON.stringify(await rehearsal.control("GET", "/requests"));
  assert.match(requests, /action=delete&transfer_email=ana%40acme\.test&transfer_meeting=true/);
});

test("too many removals are refused until a higher limit is typed", async () => {
  const users = Array.from({ length: 60 }, (_unused, n) => ({ email: `user${n}@acme.test`, type: 1 }));
  await using rehearsal = await openRehearsal({ account: { users } });
  const few = sourceOf("Email\nuser0@acme.test\n");
  const plan = await rehearsal.roster.plan(few, "emulator", { leavers: "deactivate" });
  assert.deepEqual([plan.safety.removals, plan.safety.of, plan.safety.exceeded], [59, 61, true]);
  await assert.rejects(applyPlan(rehearsal, plan), { code: "RC_ROSTER_TOO_MANY", exit: 4, message: /59 of 61 users/ });
  assert.deepEqual(await rehearsal.roster.jobs(), []);
  assert.deepEqual(await rehearsal.emails("inactive"), []);
  await assert.rejects(
    applyPlan(rehearsal, plan, { maxRemovals: 100 }),
    { code: "RC_ROSTER_TOO_MANY" },
    "the share counts too",
  );
  const applied = await applyPlan(rehearsal, plan, { maxRemovals: 59, maxRemovalsPercent: 97 });
  assert.equal(applied.job.counts.deactivated, 59);
  const three = await rehearsal.roster.plan(
    sourceOf("Email\nuser1@acme.test\nuser2@acme.test\nuser3@acme.test\n"),
    "emulator",
    {
      everybody: "delete",
    },
  );
  assert.equal(three.safety.exceeded, false, "a handful is no accident");
});

test("who is missing cannot be told from a part of a file, a report, or rows that nobody can read", async () => {
  await using rehearsal = await open();
  const refused = (csv: string, more: object) =>
    assert.rejects(rehearsal.roster.plan(sourceOf(csv), "emulator", { leavers: "deactivate", ...more }), {
      code: "RC_ROSTER_PARTIAL",
      exit: 4,
    });
  await refused(onlyAna, { limit: 1 });
  await refused(onlyAna, { where: ["First name=Ana"] });
  await refused("rollcall_code,rollcall_fix,Email\nx,y,ana@acme.test\n", {});
  await refused("Email\nana@acme.test\nben at acme.test\n", {});
});

test("reactivation gives back what the file says, with its licence", async () => {
  await using rehearsal = await open();
  const file = sourceOf("Email,Licence,Department\ncas@acme.test,Licensed,Sales\n");
  assert.equal(actions(await rehearsal.roster.plan(file, "emulator"))["cas@acme.test"], "blocked inactive_here");
  const plan = await rehearsal.roster.plan(file, "emulator", { reactivate: true });
  const { job, rows } = await applyPlan(rehearsal, plan);
  assert.deepEqual([job.counts.activated, rows[0]?.status], [1, "active"]);
  const again = await rehearsal.roster.plan(file, "emulator", { reactivate: true });
  assert.deepEqual(actions(again), { "cas@acme.test": "same" });
});

test("a plan that the account has outgrown is refused, or applied without what has changed", async () => {
  await using rehearsal = await open();
  const csv =
    "Email,First name,Last name\nana@acme.test,Anna,Ayala\nben@acme.test,Benjamin,Bloom\nnew@acme.test,Nia,New\n";
  const plan = await rehearsal.roster.plan(sourceOf(csv), "emulator");
  await rehearsal.apply("Email,First name\nana@acme.test,Annika\n", {}, "other.csv");
  await assert.rejects(applyPlan(rehearsal, plan), {
    code: "RC_ROSTER_DRIFT",
    exit: 4,
    message: /ana@acme\.test firstName was "Ana" and is "Annika" now/,
  });
  const { job, rows } = await applyPlan(rehearsal, plan, { skipDrifted: true });
  assert.deepEqual([job.counts.updated, job.counts.created, job.counts.failed], [1, 1, 1]);
  assert.deepEqual(
    rows[0]?.reasons.map(({ code }) => code),
    ["drifted"],
  );
  const repeated = await rehearsal.roster.plan(sourceOf(csv), "emulator");
  await applyPlan(rehearsal, repeated);
  const twice = await applyPlan(rehearsal, repeated);
  assert.equal(twice.job.counts.failed, 0, "what a plan has done itself is no drift");
});

test("undo takes back what a run did, and leaves alone what others changed since", async () => {
  await using rehearsal = await open();
  const first = await rehearsal.apply(
    "Email,First name,Last name,Licence\nnew@acme.test,Nia,New,Basic\nana@acme.test,Anna,Ayala,Basic\nben@acme.test,Benjamin,Bloom,Licensed\n",
    { maxRemovals: 5, maxRemovalsPercent: 100 },
  );
  assert.deepEqual([first.job.counts.created, first.job.counts.updated], [1, 2]);
  await rehearsal.apply("Email,First name\nben@acme.test,Benno\n", {}, "later.csv");
  const plan = await rehearsal.roster.planChange({ kind: "undo", run: first.job.run }, undefined);
  assert.deepEqual(actions(plan), {
    "ben@acme.test": "same changed_since",
    "ana@acme.test": "update",
    "new@acme.test": "cancel undo_create",
  });
  const undone = await applyPlan(rehearsal, plan);
  assert.deepEqual([undone.job.counts.updated, undone.job.counts.canceled, undone.job.counts.failed], [1, 1, 0]);
  const back = await rehearsal.roster.plan(
    sourceOf("Email,First name,Licence\nana@acme.test,Ana,Licensed\n"),
    "emulator",
  );
  assert.deepEqual(actions(back), { "ana@acme.test": "same" });
  assert.deepEqual(await rehearsal.emails("pending"), ["dot@acme.test"]);
});

test("undo of a deactivation gives the licence back; of a user who has become active it asks how", async () => {
  await using rehearsal = await openRehearsal({
    account: { users: staff, switches: { createOutcome: "active", limits: "off" } },
  });
  const list = sourceOf("Email\nben@acme.test\n", "leavers.csv");
  const away = await applyPlan(rehearsal, await rehearsal.roster.plan(list, "emulator", { everybody: "deactivate" }));
  const back = await applyPlan(
    rehearsal,
    await rehearsal.roster.planChange({ kind: "undo", run: away.job.run }, undefined),
  );
  assert.equal(back.job.counts.activated, 1);
  const licence = await rehearsal.roster.plan(sourceOf("Email,Licence\nben@acme.test,Licensed\n"), "emulator");
  assert.deepEqual(actions(licence), { "ben@acme.test": "same" });

  const made = await rehearsal.apply("Email\nnia@acme.test\n", {}, "nia.csv");
  assert.equal(made.rows[0]?.status, "active", "`create` came out active on this account");
  const asked = await rehearsal.roster.planChange({ kind: "undo", run: made.job.run }, "emulator");
  assert.deepEqual(actions(asked), { "nia@acme.test": "blocked mode_needed" });
  const told = await rehearsal.roster.planChange({ kind: "undo", run: made.job.run, mode: "delete" }, "emulator");
  assert.equal((await applyPlan(rehearsal, told)).job.counts.offboarded, 1);
  await assert.rejects(rehearsal.roster.planChange({ kind: "undo", run: made.job.run }, "other"), {
    code: "RC_ROSTER_PLAN_ACCOUNT",
  });
  await rehearsal.control("POST", "/faults", { operation: "userCreate", effect: { kind: "rate-limit", daily: true } });
  const waiting = await rehearsal.apply("Email\nlater@acme.test\n", {}, "waiting.csv");
  await assert.rejects(rehearsal.roster.planChange({ kind: "undo", run: waiting.job.run }, undefined), {
    code: "RC_ROSTER_UNFINISHED",
  });
});

test("an invitation is sent again by taking it back and making it anew, names and licence kept", async () => {
  await using rehearsal = await open();
  const mails = async (): Promise<unknown> => await rehearsal.control("GET", "/inbox?to=dot@acme.test");
  const plan = await rehearsal.roster.planChange({ kind: "resend", emails: ["DOT@acme.test"] }, "emulator");
  const { job, rows } = await applyPlan(rehearsal, plan);
  assert.deepEqual([job.counts.resent, rows[0]?.status], [1, "pending"]);
  assert.match(JSON.stringify(await mails()), /dot@acme\.test/);
  const kept = await rehearsal.roster.plan(
    sourceOf("Email,First name,Last name\ndot@acme.test,Dot,Dean\n"),
    "emulator",
  );
  assert.match(kept.rows[0]?.reasons[0]?.message ?? "", /not accepted yet\.$/);
  await assert.rejects(rehearsal.roster.planChange({ kind: "resend", emails: ["ana@acme.test"] }, "emulator"), {
    code: "RC_ROSTER_NO_USER",
  });
  const cancel = await rehearsal.roster.planChange({ kind: "cancel" }, "emulator");
  assert.equal((await applyPlan(rehearsal, cancel)).job.counts.canceled, 1);
});

test("licences of people who have not signed in are found and taken", async () => {
  await using rehearsal = await open();
  await rehearsal.control("PUT", "/clock", { advance_ms: 100 * 86_400_000 });
  const plan = await rehearsal.roster.planChange({ kind: "reclaim", idleDays: 90 }, "emulator", {
    maxRemovalsPercent: 100,
  });
  assert.equal(plan.counts.reclaim, 2);
  const { job } = await applyPlan(rehearsal, plan);
  assert.equal(job.counts.reclaimed, 2);
});

test("what is done is in a chain that shows every change made to it", async () => {
  await using rehearsal = await open();
  await applyPlan(rehearsal, await rehearsal.roster.plan(sourceOf(onlyAna), "emulator", { leavers: "deactivate" }));
  assert.deepEqual(await rehearsal.roster.verifyAudit(), { file: `${rehearsal.directory}/audit.jsonl`, entries: 4 });
});
