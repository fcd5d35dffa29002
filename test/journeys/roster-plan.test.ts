import assert from "node:assert/strict";
import { test } from "node:test";

import { openRehearsal, sourceOf } from "./rehearsal.ts";

const people = (...lines: readonly string[]): string =>
  ["Email,First name,Last name,Licence,Department", ...lines].join("\n");

test("each row is planned by what the account holds, with its reason", async () => {
  await using rehearsal = await openRehearsal({
    account: {
      users: [
        { email: "same@acme.test", firstName: "Sam", lastName: "Same", type: 2 },
        { email: "update@acme.test", firstName: "Old", lastName: "Name", type: 1 },
        { email: "gone@acme.test", status: "inactive" },
        { email: "invited@acme.test", firstName: "Ida", status: "pending" },
      ],
    },
  });
  const plan = await rehearsal.roster.plan(
    sourceOf(
      people(
        "new@acme.test,Nia,New,Basic,Sales",
        "SAME@acme.test,Sam,Same,Licensed,",
        "update@acme.test,New,Name,Licensed,",
        "gone@acme.test,Gone,Girl,Basic,",
        "invited@acme.test,Ida,Berg,Basic,",
        "not an address,Bad,Mail,Basic,",
        "new@acme.test,Nia,Again,Basic,Sales",
      ),
    ),
    "emulator",
  );
  assert.partialDeepStrictEqual(plan.counts, { create: 1, update: 1, same: 2, leave: 0, blocked: 3 });
  assert.deepEqual(
    plan.rows.map((row) => [row.line, row.action, row.reasons.map(({ code }) => code).join(" ")]),
    [
      [2, "create", "after_acceptance"],
      [3, "same", ""],
      [4, "update", ""],
      [5, "blocked", "inactive_here"],
      [6, "same", "pending_here"],
      [7, "blocked", "email_invalid"],
      [8, "blocked", "duplicate_row"],
    ],
  );
  assert.deepEqual(plan.rows[2]?.update?.changes, [
    { field: "firstName", from: "Old", to: "New" },
    { field: "type", from: 1, to: 2 },
  ]);
});

test("a plan sends nothing that changes anything", async () => {
  await using rehearsal = await openRehearsal();
  await rehearsal.roster.plan(sourceOf(people("new@acme.test,Nia,New,Basic,Sales")), "emulator");
  assert.deepEqual(await rehearsal.emails("pending"), []);
  const requests = await rehearsal.control("GET", "/requests");
  assert.ok(Array.isArray(requests));
  assert.ok(
    requests.every(
      (request: { method: string; path: string }) => request.method === "GET" || request.path === "/oauth/token",
    ),
  );
});

test("fields that a listing does not show are compared by a look at each user", async () => {
  await using rehearsal = await openRehearsal({
    account: { users: [{ email: "amy@acme.test", profile: { job_title: "Clerk", location: "Oslo" } }] },
  });
  const plan = await rehearsal.roster.plan(
    sourceOf("Email,Job title,Location\namy@acme.test,Manager,Oslo\n"),
    "emulator",
  );
  assert.deepEqual(plan.rows[0]?.update?.changes, [{ field: "jobTitle", from: "Clerk", to: "Manager" }]);
});

test("rows beyond the known seats are blocked in the order of the file", async () => {
  await using rehearsal = await openRehearsal({ seats: { licensed: 3 } });
  const lines = [1, 2, 3, 4].map((n) => `user${n}@acme.test,U,${n},Licensed,`);
  const plan = await rehearsal.roster.plan(sourceOf(people(...lines)), "emulator");
  // The Owner holds one of the three.
  assert.deepEqual(
    plan.rows.map(({ action }) => action),
    ["create", "create", "blocked", "blocked"],
  );
  assert.equal(plan.rows[2]?.reasons[0]?.code, "no_seat");
  assert.deepEqual(plan.cost.seats.licensed, { needed: 2, free: 2 });
  assert.equal(plan.cost.seats.basic.free, undefined);
});

test("invitations beyond the daily cap take more days", async () => {
  await using rehearsal = await openRehearsal({ limited: true });
  const lines = Array.from({ length: 1501 }, (_unused, n) => `user${n}@acme.test,U,${n},Basic,`);
  const { cost } = await rehearsal.roster.plan(sourceOf(people(...lines)), "emulator");
  assert.deepEqual([cost.invites, cost.invitesPerDay, cost.days], [1501, 1500, 2]);
  // 1,501 Light calls at 95 % of 30 a second, and the listing that reads back.
  assert.ok(cost.seconds >= 52 && cost.seconds <= 56, String(cost.seconds));
});
