import type { UserDetail, UserRow } from "#client";

import { rosterErrors } from "../errors.ts";
import { emailKey } from "../read/index.ts";
import type { RosterAccount } from "../roster.ts";
import { valueOf } from "./diff.ts";
import { type AccountUsers, type ComparedFields, readAccountUsers } from "./match.ts";
import type { FieldChange, PlannedRow, RosterPlan } from "./plan-types.ts";

/** A row that no longer fits the account. */
export interface Drift {
  readonly row: number;
  readonly line: number;
  readonly email: string;
  /** What is different now. */
  readonly what: string;
}

const changesOf = ({ update, access }: PlannedRow): readonly FieldChange[] => {
  if (update !== undefined) return update.changes;
  return access?.kind === "activate" ? access.changes : [];
};

/** A field that is neither as it was nor as it is to become: somebody else changed it meanwhile. */
const otherValue = (row: PlannedRow, user: UserRow | UserDetail): string | undefined => {
  for (const { field, from, to } of row.update === undefined ? [] : changesOf(row)) {
    const now = valueOf(user, field);
    if (now !== undefined && now !== from && now !== to)
      return `${field} was ${JSON.stringify(from)} and is ${JSON.stringify(now)} now`;
  }
  return undefined;
};

/** The state a row wants is there already: nothing is lost by going on. */
const isReached = ({ action }: PlannedRow, user: UserRow | undefined): boolean => {
  if (action === "offboard" || action === "cancel") return user === undefined;
  if (action === "deactivate") return user?.status === "inactive";
  if (action === "activate") return user?.status === "active";
  return action === "reclaim" && user?.type === 1;
};

/** What is different now from what the plan saw; undefined when the row still fits. */
export const driftOf = (row: PlannedRow, user: UserRow | UserDetail | undefined): string | undefined => {
  const { seen } = row;
  // Somebody else invited a person who is to be created: told as such when it is applied, and harmless.
  if (seen === undefined || row.action === "same" || row.action === "leave" || row.action === "blocked")
    return undefined;
  if (isReached(row, user)) return undefined;
  if (user === undefined) return "is no longer in the account";
  if (seen.id !== undefined && user.id !== undefined && seen.id !== user.id) return "is another user now";
  if (seen.status !== user.status) return `was ${seen.status} and is ${user.status} now`;
  if (row.access !== undefined && seen.roleId !== user.roleId) return "has another role now";
  if (row.action === "reclaim" && seen.lastLoginAt !== user.lastLoginAt) return "has signed in since";
  return otherValue(row, user);
};

/** Every row of a plan that no longer fits. */
export const findDrift = ({ rows }: RosterPlan, users: AccountUsers): Drift[] =>
  rows.flatMap((row) => {
    const what = driftOf(row, users.byEmail.get(emailKey(row.email)));
    return what === undefined ? [] : [{ row: row.row, line: row.line, email: row.email, what }];
  });

const comparedBy = ({ rows }: RosterPlan): ComparedFields =>
  new Map(
    rows
      .filter(({ update }) => update !== undefined)
      .map((row) => [emailKey(row.email), changesOf(row).map(({ field }) => field)]),
  );

const told = 5;

const refuse = (plan: RosterPlan, drifts: readonly Drift[]): Error => {
  const some = drifts.slice(0, told).map(({ email, what }) => `${email} ${what}`);
  const more = drifts.length > told ? `; and ${drifts.length - told} more` : "";
  return rosterErrors.make(
    "RC_ROSTER_DRIFT",
    `${drifts.length} of the users in ${plan.id} have changed since ${plan.createdAt.slice(0, 16)}: ${some.join("; ")}${more}`,
  );
};

/**
 * A saved plan against the account as it is now: returned as it is when it still fits.
 * @param skip what no longer fits is blocked instead of refusing the whole plan
 * @throws RC_ROSTER_DRIFT
 */
export const checkDrift = async (plan: RosterPlan, account: RosterAccount, skip: boolean): Promise<RosterPlan> => {
  const users = await readAccountUsers(account.client, comparedBy(plan));
  const drifts = findDrift(plan, users);
  if (drifts.length === 0) return plan;
  if (!skip) throw refuse(plan, drifts);
  const drifted = new Map(drifts.map(({ row, what }) => [row, what]));
  return {
    ...plan,
    rows: plan.rows.map((row) => {
      const what = drifted.get(row.row);
      if (what === undefined) return row;
      const { create: _create, update: _update, access: _access, ...rest } = row;
      const reason = { code: "drifted", message: `Left alone: ${what}. Plan again.` };
      return { ...rest, action: "blocked", reasons: [reason] };
    }),
  };
};
