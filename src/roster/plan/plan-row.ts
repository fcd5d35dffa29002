import type { UserDetail, UserRow } from "#client";
import { userTypes } from "#zoom";

import { emailKey, publicCells, type Roster as PeopleFile, type SourceRow } from "../read/index.ts";
import type { PlanOptions } from "../roster.ts";
import { diff, profileOf } from "./diff.ts";
import type { AccountUsers } from "./match.ts";
import type { FieldChange, LeaverMode, PlannedRow, PlannedUser, Reason } from "./plan-types.ts";
import { hasRole, planRemoval, type RemovalPolicy, seenOf } from "./removal.ts";

/** What every planned row has, whatever it comes to. */
type RowBasis = Pick<PlannedRow, "row" | "line" | "email" | "cells">;

const basisOf = (row: SourceRow, file: PeopleFile): RowBasis => {
  const emailColumn = file.mapping.find(({ field }) => field === "email")?.column;
  const at = file.header.findIndex((name) => name.trim() === emailColumn);
  return {
    row: row.row,
    line: row.line,
    email: row.person.email ?? row.cells.list()[at]?.trim() ?? "",
    cells: publicCells(row, file),
  };
};

const newUser = (row: SourceRow, email: string, options: PlanOptions): PlannedUser => {
  const { firstName, lastName, displayName, type, action, password } = row.person;
  return {
    email,
    action: action ?? options.action ?? "create",
    type: type ?? options.type ?? userTypes.basic.type,
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(displayName === undefined ? {} : { displayName }),
    hasPassword: password !== undefined && password !== "",
    profile: profileOf(row.person),
  };
};

const noted = (row: SourceRow, ...more: readonly Reason[]): Reason[] => [
  ...row.notes.map(({ code, message }) => ({ code, message })),
  ...more,
];

const planNew = (row: SourceRow, basis: RowBasis, options: PlanOptions): PlannedRow => {
  const create = newUser(row, basis.email, options);
  const later = Object.keys(create.profile);
  const waits: Reason[] =
    create.action === "create" && later.length > 0
      ? [
          {
            code: "after_acceptance",
            message: `${later.join(", ")} can only be set once the invitation is accepted: apply the file again then.`,
          },
        ]
      : [];
  return { ...basis, action: "create", reasons: noted(row, ...waits), create };
};

const planPending = (row: SourceRow, basis: RowBasis, user: UserRow): PlannedRow => {
  const open = diff(row.person, user).map(({ field }) => field);
  const message =
    open.length === 0
      ? "Invited already, not accepted yet."
      : `Invited already, not accepted yet: Zoom drops changes until then (${open.join(", ")}).`;
  return { ...basis, action: "same", reasons: noted(row, { code: "pending_here", message }), seen: seenOf(user) };
};

/** How this plan removes people, in one way. */
export const policyOf = (options: PlanOptions, mode: LeaverMode, named: boolean): RemovalPolicy => ({
  mode,
  named,
  admins: new Set((options.admins ?? []).map(emailKey)),
  ...(options.transfer === undefined ? {} : { transfer: options.transfer }),
});

const planInactive = (
  row: SourceRow,
  basis: RowBasis,
  user: UserRow | UserDetail,
  options: PlanOptions,
): PlannedRow => {
  const seen = seenOf(user);
  if (options.reactivate !== true || user.id === undefined) {
    const message =
      "Deactivated in this account. Plan with --reactivate to activate it again (it comes back Basic; a licence in the file is given anew).";
    return { ...basis, action: "blocked", reasons: [{ code: "inactive_here", message }], seen };
  }
  const basicAgain = { ...user, type: userTypes.basic.type };
  const changes = diff(row.person, basicAgain);
  return { ...basis, action: "activate", reasons: noted(row), access: { kind: "activate", changes }, seen };
};

const isLoweredLicence = ({ field, from, to }: FieldChange): boolean =>
  field === "type" && from === userTypes.licensed.type && to !== userTypes.licensed.type;

/** An admin's licence is only taken when the admin was named. */
const allowedChanges = (
  changes: readonly FieldChange[],
  user: UserRow,
  options: PlanOptions,
): { readonly changes: readonly FieldChange[]; readonly reasons: readonly Reason[] } => {
  const isNamed = (options.admins ?? []).some((admin) => emailKey(admin) === emailKey(user.email));
  if (!hasRole(user) || isNamed || !changes.some(isLoweredLicence)) return { changes, reasons: [] };
  const message = "Keeps the licence: holds a role beyond Member. Name the address with --admin to take it.";
  return { changes: changes.filter((one) => !isLoweredLicence(one)), reasons: [{ code: "admin_protected", message }] };
};

const planExisting = (
  row: SourceRow,
  basis: RowBasis,
  user: UserRow | UserDetail,
  options: PlanOptions,
): PlannedRow => {
  if (user.status === "pending") return planPending(row, basis, user);
  if (user.status === "inactive" || user.id === undefined) return planInactive(row, basis, user, options);
  const { changes, reasons } = allowedChanges(diff(row.person, user), user, options);
  const seen = seenOf(user);
  return changes.length === 0
    ? { ...basis, action: "same", reasons: noted(row, ...reasons), seen }
    : { ...basis, action: "update", reasons: noted(row, ...reasons), update: { id: user.id, changes }, seen };
};

const isGone = ({ code }: Reason): boolean => code === "inactive_in_source";

/** Somebody whom the file, or its whole purpose, names as leaving. */
const planLeaver = (row: SourceRow, basis: RowBasis, user: UserRow | undefined, policy: RemovalPolicy): PlannedRow => {
  const gone = row.problems.find(isGone);
  const why = gone ?? { code: "named_leaver", message: "Named as leaving." };
  if (user !== undefined) return { ...basis, ...planRemoval(user, { code: why.code, message: why.message }, policy) };
  const message = "Nobody of this address is in the account: nothing to take away. Check the spelling.";
  return { ...basis, action: "same", reasons: noted(row, { code: "not_here", message }) };
};

const blocked = (basis: RowBasis, problems: SourceRow["problems"]): PlannedRow => ({
  ...basis,
  action: "blocked",
  reasons: problems.map(({ code, message }) => ({ code, message })),
});

const nameKey = (first = "", last = ""): string => `${first} ${last}`.trim().toLowerCase();

/** An address that was made of a name may be another person's. */
const isSomebodyElse = ({ made, person }: SourceRow, user: UserRow | undefined): boolean =>
  made === true &&
  user !== undefined &&
  nameKey(user.firstName, user.lastName) !== nameKey(person.firstName, person.lastName);

/** What one row of a people file comes to. */
export const planRow = (row: SourceRow, file: PeopleFile, users: AccountUsers, options: PlanOptions): PlannedRow => {
  const basis = basisOf(row, file);
  const user = users.byEmail.get(emailKey(basis.email));
  const mode = options.everybody ?? (row.problems.some(isGone) ? options.gone : undefined);
  const problems = mode === undefined ? row.problems : row.problems.filter((problem) => !isGone(problem));
  if (problems.length > 0) return blocked(basis, problems);
  if (isSomebodyElse(row, user)) {
    const message = `The address made of this name belongs to ${user?.firstName} ${user?.lastName} already: fill in another one.`;
    return blocked(basis, [{ code: "template_taken", message }]);
  }
  if (mode !== undefined) return planLeaver(row, basis, user, policyOf(options, mode, true));
  return user === undefined ? planNew(row, basis, options) : planExisting(row, basis, user, options);
};
