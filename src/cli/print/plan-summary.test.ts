import assert from "node:assert/strict";
import { test } from "node:test";

import type { PlanView } from "#server";

import type { Session } from "../session.ts";
import { costSentence, hasChanges, planSummary } from "./plan-summary.ts";
import { makeStyle } from "./style.ts";

const session: Session = {
  io: {
    out: () => undefined,
    err: () => undefined,
    outIsTerminal: false,
    errIsTerminal: false,
    env: {},
    cwd: "/",
    ask: undefined,
    stdin: () => [],
    onStop: () => () => undefined,
  },
  style: makeStyle(false, {}),
  rollcall: "rollcall",
};

const none = { activate: 0, deactivate: 0, reclaim: 0, offboard: 0, resend: 0, cancel: 0 };
const plan: PlanView = {
  format: 2,
  safety: { removals: 0, of: 5, maxRemovals: 25, maxPercent: 10, exceeded: false },
  id: "plan-1",
  account: "emulator",
  zoomPlan: "pro",
  source: { name: "p.csv", dialect: "generic", encoding: "utf-8", delimiter: "\t", mapping: [], unmapped: [] },
  counts: { create: 55, update: 0, same: 0, leave: 0, blocked: 0, ...none },
  cost: {
    invites: 55,
    invitesPerDay: 1500,
    days: 1,
    seats: { basic: { needed: 36, free: null }, licensed: { needed: 19, free: 38 } },
    seconds: 4,
  },
  rows: [],
};

test("the cost in one sentence", () => {
  assert.equal(costSentence(plan), "55 invites = 1 day at the Pro cap of 1,500; needs 19 licences, 38 free; about 4 s");
  const unknown = { ...plan, cost: { ...plan.cost, seats: { basic: { needed: 0 }, licensed: { needed: 1 } } } };
  assert.match(costSentence(unknown), /needs 1 licence \(Zoom does not say how many are free\)/);
  assert.match(costSentence({ ...plan, cost: { ...plan.cost, invitesPerDay: null } }), /^55 invites; /);
});

test("nothing to change is said plainly", () => {
  const counts = { create: 0, update: 0, same: 3, leave: 0, blocked: 0, ...none };
  const same = { ...plan, counts };
  assert.equal(hasChanges(same), false);
  assert.match(planSummary(same, session, "some"), /Nothing to change: everybody in the file is in the account/);
  const some = planSummary({ ...plan, counts: { ...counts, blocked: 1 } }, session, "some");
  assert.match(some, /! 1 blocked[\s\S]*Nothing to change: everybody else in the file/);
});

test("of many rows the first are shown, --all shows them all, blocked ones always", () => {
  const rows = Array.from({ length: 20 }, (_unused, at) => ({
    row: at + 1,
    line: at + 2,
    email: `p${at}@acme.test`,
    action: at % 2 === 0 ? ("create" as const) : ("blocked" as const),
    reasons: [{ code: "x", message: `Line ${at + 2}: wrong.` }],
    ...(at % 2 === 0 ? { create: { action: "create" as const, type: 1, firstName: "P" } } : {}),
  }));
  const some = planSummary({ ...plan, rows }, session, "some");
  assert.equal(some.match(/^ {2}! {2}line/gm)?.length, 10);
  assert.equal(some.match(/^ {2}\+ {2}line/gm)?.length, 8);
  assert.match(some, /\+ and 2 more/);
  assert.match(some, /Notes\n {2}x {2}10 rows {2}line 2: wrong\./);
  assert.equal(planSummary({ ...plan, rows }, session, "all").match(/^ {2}\+ {2}line/gm)?.length, 10);
});
