import type { Clock } from "#base";
import type { Statement, Store } from "#system";

import type { AuditLog } from "../audit/audit-log.ts";
import type { AuditEvent } from "../audit/chain.ts";
import type { RosterPlan } from "../plan/plan-types.ts";
import { type JobRow, parseRow, type RowState } from "./job-records.ts";
import type { JobStore, RowChange } from "./job-store.ts";

/** Rows in one INSERT: well below what either database takes in parameters. */
const perInsert = 100;
const columns = "job, row, line, email, action, cells, want, state, outcome, reasons, seen";

const valuesOf = (job: string, row: RosterPlan["rows"][number]): NonNullable<Statement["values"]> => {
  const want = row.create ?? row.update ?? row.access;
  const isOpen = want !== undefined;
  return [
    job,
    row.row,
    row.line,
    // PostgreSQL takes no U+0000; an address that holds one is blocked, and its cells show it.
    row.email.replaceAll("\0", "\uFFFD"),
    row.action,
    row.cells.json,
    want === undefined ? null : JSON.stringify(want),
    isOpen ? "todo" : "settled",
    isOpen ? null : row.action === "blocked" ? "failed" : "unchanged",
    JSON.stringify(row.reasons),
    row.seen === undefined ? null : JSON.stringify(row.seen),
  ];
};

const marks = `(${columns
  .split(", ")
  .map(() => "?")
  .join(", ")})`;

/** What puts a plan's rows down, open or settled as the plan has them. */
export const insertRows = (job: string, { rows }: Pick<RosterPlan, "rows">): Statement[] =>
  Array.from({ length: Math.ceil(rows.length / perInsert) }, (_unused, at) => {
    const some = rows.slice(at * perInsert, (at + 1) * perInsert);
    return {
      sql: `INSERT INTO job_row (${columns}) VALUES ${some.map(() => marks).join(", ")}`,
      values: some.flatMap((row) => valuesOf(job, row)),
    };
  });

/** Outcomes that touched nobody are not worth it: they were decided when the plan was made. */
const isWorthAuditing = ({ state, outcome }: RowChange, before: JobRow): boolean => {
  const now = outcome ?? before.outcome;
  if (state === "made") return true;
  if (state === "retracted") return before.state !== "retracted";
  return state === "settled" && now !== undefined && (outcome !== undefined || before.state === "completing");
};

const eventOf = (
  row: JobRow,
  { state, outcome, reasons }: RowChange,
  { account, at }: { readonly account: string; readonly at: string },
): AuditEvent => {
  const code = reasons?.at(-1)?.code;
  return {
    at,
    account,
    run: row.job,
    row: row.row,
    action: row.action,
    outcome: state === "retracted" ? "retracted" : (outcome ?? row.outcome ?? state),
    ...(code === undefined ? {} : { code }),
    email: row.email,
  };
};

const always: Statement = { sql: "1 = 1" };

/** Nothing is written when the row has got on meanwhile. */
const updateRow = (before: JobRow, change: RowChange, condition: Statement): Statement[] => {
  const { state, outcome, status, userId, reasons, intentAt } = change;
  const update = {
    sql: `UPDATE job_row SET state = ?, outcome = coalesce(?, outcome), status = coalesce(?, status),
           user_id = coalesce(?, user_id), reasons = coalesce(?, reasons),
           intent_at = CASE WHEN CAST(? AS BIGINT) = 1 THEN CAST(? AS BIGINT) ELSE intent_at END
           WHERE job = ? AND row = ? AND state = ? AND ${condition.sql}`,
    values: [
      state,
      outcome ?? null,
      status ?? null,
      userId ?? null,
      reasons === undefined ? null : JSON.stringify(reasons),
      intentAt === undefined ? 0 : 1,
      intentAt ?? null,
      before.job,
      before.row,
      before.state,
      ...(condition.values ?? []),
    ],
  };
  const isOver = state === "made" || state === "settled";
  const forget = {
    sql: `DELETE FROM job_secret WHERE job = ? AND row = ? AND ${condition.sql}`,
    values: [before.job, before.row, ...(condition.values ?? [])],
  };
  return isOver ? [update, forget] : [update];
};

type RowPart = Pick<JobStore, "rows" | "row" | "rowsIn" | "count" | "setRow" | "reopen">;

const ofJob = "SELECT * FROM job_row WHERE job = ?";

/** A settled row stays as it is, and what another process has just recorded is not recorded again. */
const isOverFor = (before: JobRow, { state }: RowChange): boolean =>
  before.state === "settled" || (before.state === "made" && state === "made");

const makeSetRow =
  (store: Store, audit: AuditLog, clock: Clock): RowPart["setRow"] =>
  async (job, row, change) => {
    const before = (await store.all(`${ofJob} AND row = ?`, job, row)).map(parseRow)[0];
    if (before === undefined || isOverFor(before, change)) return;
    if (!isWorthAuditing(change, before)) {
      await store.batch(updateRow(before, change, always));
      return;
    }
    const account = String((await store.get("SELECT account FROM job WHERE id = ?", job))?.["account"] ?? "");
    await audit.record({
      event: eventOf(before, change, { account, at: new Date(clock()).toISOString() }),
      condition: {
        sql: "EXISTS (SELECT 1 FROM job_row WHERE job = ? AND row = ? AND state = ?)",
        values: [job, row, before.state],
      },
      statements: (recorded) => updateRow(before, change, recorded),
    });
  };

/** The rows of jobs. */
export const rowPart = (store: Store, audit: AuditLog, clock: Clock): RowPart => ({
  rows: async (job) => (await store.all(`${ofJob} ORDER BY row`, job)).map(parseRow),
  row: async (job, row) => (await store.all(`${ofJob} AND row = ?`, job, row)).map(parseRow)[0],
  rowsIn: async (job, state: RowState, actions) =>
    (await store.all("SELECT row, action FROM job_row WHERE job = ? AND state = ? ORDER BY row", job, state))
      .filter(({ action }) => actions === undefined || actions.includes(String(action)))
      .map(({ row }) => Number(row)),
  count: async (job) =>
    new Map(
      (
        await store.all(
          "SELECT coalesce(outcome, 'pending') AS outcome, count(*) AS n FROM job_row WHERE job = ? GROUP BY 1",
          job,
        )
      ).map(({ outcome, n }) => [String(outcome), Number(n)]),
    ),
  setRow: makeSetRow(store, audit, clock),
  reopen: (job) =>
    store.batch([
      { sql: "UPDATE job_row SET state = 'todo', outcome = NULL WHERE job = ? AND state = 'waiting'", values: [job] },
      { sql: "UPDATE job_row SET outcome = NULL WHERE job = ? AND state = 'retracted'", values: [job] },
    ]),
});
