import assert from "node:assert/strict";
import { test } from "node:test";

import { PackedCells } from "../read/index.ts";
import { planPieces, readPlan } from "./plan-file.ts";
import type { RosterPlan } from "./plan-types.ts";

const read = async (text: string): Promise<unknown> =>
  await readPlan({ name: "file", open: () => [new TextEncoder().encode(text)] });

const row = { line: 2, reasons: [], cells: new PackedCells(["x"]), email: "b@acme.test", action: "same" } as const;
const noSeats = { basic: { needed: 0 }, licensed: { needed: 0 } };
const plan = (rows: number): RosterPlan => ({
  format: 2,
  id: "plan-0a1b",
  createdAt: "2026-11-22T10:00:00.000Z",
  account: "emulator",
  zoomPlan: "pro",
  source: {
    name: "people.csv",
    header: ["Email"],
    delimiter: ",",
    sha256: "abc",
    dialect: "generic",
    encoding: "utf-8",
    mapping: [],
    unmapped: [],
  },
  counts: {
    create: 0,
    update: 0,
    same: rows,
    leave: 0,
    blocked: 0,
    activate: 0,
    deactivate: 0,
    reclaim: 0,
    offboard: 0,
    resend: 0,
    cancel: 0,
  },
  safety: { removals: 0, of: 3, maxRemovals: 25, maxPercent: 10, exceeded: false },
  cost: { invites: 0, invitesPerDay: null, days: 0, seats: noSeats, seconds: 0 },
  rows: Array.from({ length: rows }, (_unused, at) => ({ ...row, row: at + 1 })),
});

test("a plan that was written in pieces is read as it was, whatever its size", async () => {
  for (const rows of [0, 1, 1000, 2001]) assert.deepEqual(await read([...planPieces(plan(rows))].join("")), plan(rows));
});

test("a people file is no plan, JSON or not", async () => {
  assert.equal(await read("Email\na@acme.test\n"), undefined);
  assert.equal(await read(""), undefined);
  assert.equal(await read("\u{feff}Email;Name"), undefined);
  assert.equal(await read('{"email":"a@acme.test"}\n'), undefined);
  assert.equal(await read('{"users":[{"email":"a@acme.test"}]}'), undefined);
});

test("what begins like a plan and is none is refused with the reason", async () => {
  const start = '{"format":2,"id":"plan-0a1b"';
  await assert.rejects(read(`${start},"rows":[]`), { code: "RC_ROSTER_PLAN_BROKEN", message: /cut off/ });
  await assert.rejects(read(`{"format":3,"id":"plan-0a1b","rows":[]}`), { message: /plan format 3/ });
  await assert.rejects(read(`{"format":1,"id":"plan-0a1b","rows":[]}`), { message: /plan format 1/ });
  await assert.rejects(read(`${start},"rows":[],"source":{}}`), { message: /damaged at/ });
});
