import type { UserDetail, UserRow } from "#client";

import type { Job, JobRow } from "../apply/job-records.ts";
import { emailKey } from "../read/index.ts";
import type { ChangeRequest, PlanOptions, RosterAccount } from "../roster.ts";
import { valueOf } from "./diff.ts";
import { finishPlan, generatedRow, generatedSource } from "./finish-plan.ts";
import { type AccountUsers, type ComparedFields, readAccountUsers } from "./match.ts";
import type { FieldChange, PlannedRow, RosterPlan } from "./plan-types.ts";
import { hasRole, seenOf } from "./removal.ts";

type UndoRequest = Extract<ChangeRequest, { kind: "undo" }>;
type Undone = Pick<PlannedRow, "action" | "reasons"> & Partial<Pick<PlannedRow, "update" | "access" | "seen">>;

const blocked = (code: string, message: string): Undone => ({ action: "blocked", reasons: [{ code, message }] });
const same = (code: string, message: string): Undone => ({ action: "same", reasons: [{ code, message }] });

const undoCreation = (user: UserRow | undefined, { mode }: UndoRequest, options: PlanOptions): Undone => {
  if (user === undefined) return same("not_here", "Is not in the account any more.");
  const seen = seenOf(user);
  const why = { code: "undo_create", message: "Made by that run." };
  if (user.status === "pending") return { action: "cancel", reasons: [why], access: { kind: "cancel" }, seen };
  if (hasRole(user)) return { ...blocked("admin_protected", "Has been given a role since: not taken back."), seen };
  if (mode === undefined)
    return {
      ...blocked("mode_needed", "Is active by now: say with --mode what becomes of it, disassociate or delete."),
      seen,
    };
  const { transfer } = options;
  const access = { kind: "offboard", mode, ...(transfer === undefined ? {} : { transfer }) } as const;
  return { action: "offboard", reasons: [why], access, seen };
};

/** The changes the other way round, as far as the fields still hold what the run wrote. */
const backwards = (changes: readonly FieldChange[], user: UserRow | UserDetail): readonly FieldChange[] =>
  changes.flatMap(({ field, from, to }) => (valueOf(user, field) === to ? [{ field, from: to, to: from }] : []));

const undoUpdate = (changes: readonly FieldChange[], user: UserRow | UserDetail | undefined): Undone => {
  if (user?.id === undefined) return same("not_here", "Is not in the account any more.");
  const back = backwards(changes, user);
  const kept = changes.length - back.length;
  const note =
    kept === 0
      ? []
      : [{ code: "changed_since", message: `${kept} of ${changes.length} fields were changed again since, and stay.` }];
  if (back.length === 0) return { action: "same", reasons: note };
  return { action: "update", reasons: note, update: { id: user.id, changes: back }, seen: seenOf(user) };
};

const undoDeactivation = (row: JobRow, user: UserRow | undefined): Undone => {
  if (user?.status !== "inactive") return same("changed_since", "Is not deactivated any more.");
  const type = row.seen?.type ?? user.type;
  // Activating brings a user back as Basic; the licence is given anew.
  const changes = type === 1 ? [] : [{ field: "type" as const, from: 1, to: type }];
  return { action: "activate", reasons: [], access: { kind: "activate", changes }, seen: seenOf(user) };
};

const undoActivation = (user: UserRow | undefined): Undone => {
  if (user?.status !== "active") return same("changed_since", "Is not active any more.");
  return { action: "deactivate", reasons: [], access: { kind: "deactivate" }, seen: seenOf(user) };
};

const undoRow = (row: JobRow, users: AccountUsers, request: UndoRequest, options: PlanOptions): Undone | undefined => {
  const user = users.byEmail.get(emailKey(row.email));
  switch (row.outcome) {
    case "created":
    case "adopted":
      return undoCreation(user, request, options);
    case "updated":
      return row.update === undefined ? undefined : undoUpdate(row.update.changes, user);
    case "deactivated":
      return undoDeactivation(row, user);
    case "activated":
      return undoActivation(user);
    case "reclaimed":
      return undoUpdate([{ field: "type", from: row.seen?.type ?? 2, to: 1 }], user);
    case "offboarded":
      return blocked("not_undoable", "A removed user cannot be brought back: invite the person anew.");
    case "canceled":
      return blocked("not_undoable", "An invitation that was taken back must be made anew.");
    case "resent":
    case "failed":
    case "unchanged":
    case "waiting":
    case undefined:
      break;
  }
  return undefined;
};

const comparedBy = (rows: readonly JobRow[]): ComparedFields =>
  new Map(rows.map((row) => [emailKey(row.email), row.update?.changes.map(({ field }) => field) ?? []]));

/** Plans what takes a run's effects back. What others have changed since is left alone. */
export const undoPlan = async (
  { job, rows }: { readonly job: Job; readonly rows: readonly JobRow[] },
  account: RosterAccount,
  request: UndoRequest,
  { options, now }: { readonly options: PlanOptions; readonly now: number },
): Promise<RosterPlan> => {
  const users = await readAccountUsers(account.client, comparedBy(rows));
  // The last that was done is the first to be taken back.
  const undone = rows.toReversed().flatMap((row) => {
    const planned = undoRow(row, users, request, options);
    return planned === undefined ? [] : [{ email: row.email, planned }];
  });
  const planned = undone.map(({ email, planned: row }, at) => ({ ...generatedRow(at + 1, email), ...row }));
  // Taking back is asked for by name: the run's size is its limit.
  const limits = {
    maxRemovals: options.maxRemovals ?? rows.length,
    maxRemovalsPercent: options.maxRemovalsPercent ?? 100,
  };
  return finishPlan({
    account,
    users,
    source: generatedSource(`undo of ${job.id}`, planned),
    rows: planned,
    limits,
    now,
  });
};
