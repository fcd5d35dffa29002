// roster: people in a file become users of an account: read, match, plan, apply, report.
// It refuses to know whether an account is Zoom's or an emulator's, where secrets live, and how commands are typed.
// A plan sends nothing; an apply is a durable job that any crash only interrupts. Passwords are sealed and never shown.
// Start reading at roster.ts (what it offers), then read/index.ts, plan/create-plan.ts and apply/apply-row.ts.
export { rosterErrors } from "./errors.ts";
export { rowCodes } from "./row-codes.ts";
export { rowOutcomes } from "./row-outcomes.ts";
export { resealPasswords } from "./apply/reseal-passwords.ts";
export { openRoster } from "./open-roster.ts";
export { openRosterWorker, type RosterWorker, type RosterWorkerOptions } from "./open-roster-worker.ts";
export { planPieces, planText } from "./plan/plan-file.ts";
export {
  type AccessChange,
  changingActions,
  type FieldChange,
  type LeaverMode,
  leaverModes,
  type PlanCost,
  type PlanCounts,
  type PlannedRow,
  type PlanSafety,
  type Reason,
  type RosterPlan,
  type RowAction,
  rowActions,
} from "./plan/plan-types.ts";
export {
  type CreateAction,
  type Field,
  fields,
  maxStreamedBytes,
  type Roster as PeopleFile,
  readErrors,
  readPeopleFile,
} from "./read/index.ts";
export type { ActionCheck, DoctorReport, SeatLine } from "./doctor/doctor.ts";
export type { IdleUser, SeatReport } from "./doctor/seats.ts";
export type { Forgotten } from "./forget.ts";
export type {
  Accepted,
  ApplyOptions,
  AuditView,
  ChangeRequest,
  JobCounts,
  JobState,
  JobView,
  PlanOptions,
  Roster,
  RosterAccount,
  RosterOptions,
  RowOutcome,
  Source,
} from "./roster.ts";
