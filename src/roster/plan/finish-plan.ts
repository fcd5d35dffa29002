import { createHash, randomBytes } from "node:crypto";

import { PackedCells } from "../read/index.ts";
import type { RosterAccount } from "../roster.ts";
import { blockWithoutSeat, costOf } from "./cost.ts";
import type { AccountUsers } from "./match.ts";
import { planFormat } from "./plan-file.ts";
import type { PlannedRow, PlanCounts, RosterPlan } from "./plan-types.ts";
import { type SafetyLimits, safetyOf } from "./safety.ts";

/** Names a content. */
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const countsOf = (rows: readonly PlannedRow[]): PlanCounts => {
  const counts = {
    create: 0,
    update: 0,
    same: 0,
    leave: 0,
    blocked: 0,
    activate: 0,
    deactivate: 0,
    reclaim: 0,
    offboard: 0,
    resend: 0,
    cancel: 0,
  };
  for (const { action } of rows) counts[action] += 1;
  return counts;
};

interface Unfinished {
  readonly account: RosterAccount;
  readonly users: AccountUsers;
  readonly source: RosterPlan["source"];
  readonly rows: readonly PlannedRow[];
  readonly limits: SafetyLimits;
  readonly now: number;
}

/** Seats, counts, cost and safety of planned rows: a plan. */
export const finishPlan = ({ account, users, source, rows: planned, limits, now }: Unfinished): RosterPlan => {
  const rows = blockWithoutSeat(planned, account, users);
  return {
    format: planFormat,
    id: `plan-${randomBytes(6).toString("hex")}`,
    createdAt: new Date(now).toISOString(),
    account: account.name,
    zoomPlan: account.zoomPlan,
    source,
    counts: countsOf(rows),
    cost: costOf(rows, account, users),
    safety: safetyOf(rows, users.present, limits),
    rows,
  };
};

/** The source of a plan that was made of the account itself, not of a file. */
export const generatedSource = (name: string, rows: readonly PlannedRow[]): RosterPlan["source"] => ({
  name,
  sha256: sha256(JSON.stringify(rows.map(({ email, action, access, update }) => [email, action, access, update]))),
  dialect: "the account",
  encoding: "utf-8",
  delimiter: ",",
  header: ["email"],
  mapping: [{ column: "email", field: "email" }],
  unmapped: [],
});

/** A row of such a plan. */
export const generatedRow = (row: number, email: string): Pick<PlannedRow, "row" | "line" | "email" | "cells"> => ({
  row,
  line: row,
  email,
  cells: new PackedCells([email]),
});
