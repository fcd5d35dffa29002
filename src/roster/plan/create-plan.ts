import { createHash, randomBytes } from "node:crypto";

import type { UserDetail, UserRow } from "#client";
import { userTypes } from "#zoom";

import { emailKey, publicCells, type Roster as PeopleFile, readRoster, type SourceRow } from "../read/index.ts";
import type { PlanOptions, RosterAccount, Source } from "../roster.ts";
import { blockWithoutSeat, costOf } from "./cost.ts";
import { diff, profileOf } from "./diff.ts";
import { type AccountUsers, readAccountUsers } from "./match.ts";
import { type PlannedRow, type PlannedUser, type Reason, type RosterPlan } from "./plan-types.ts";

/** What every planned row has, whatever it comes to. */
type RowBasis = Pick<PlannedRow, "row" | "line" | "email" | "cells">;

const basisOf = (row: SourceRow, file: PeopleFile): RowBasis => {
  const emailColumn = file.mapping.find(({ field }) => field === "email")?.column;
  const at = file.header.findIndex((name) => name.trim() === emailColumn);
  return {
    row: row.row,
    line: row.line,
    email: row.person.email ?? row.cells[at]?.trim() ?? "",
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
  return { ...basis, action: "same", reasons: noted(row, { code: "pending_here", message }) };
};

const planExisting = (row: SourceRow, basis: RowBasis, user: UserRow | UserDetail): PlannedRow => {
  if (user.status === "pending") return planPending(row, basis, user);
  if (user.status === "inactive" || user.id === undefined)
    return {
      ...basis,
      action: "blocked",
      reasons: [
        {
          code: "inactive_here",
          message: "Deactivated in this account: reactivate it first (it comes back without its licence).",
        },
      ],
    };
  const changes = diff(row.person, user);
  return changes.length === 0
    ? { ...basis, action: "same", reasons: noted(row) }
    : { ...basis, action: "update", reasons: noted(row), update: { id: user.id, changes } };
};

const planRow = (row: SourceRow, file: PeopleFile, users: AccountUsers, options: PlanOptions): PlannedRow => {
  const basis = basisOf(row, file);
  if (row.problems.length > 0)
    return { ...basis, action: "blocked", reasons: row.problems.map(({ code, message }) => ({ code, message })) };
  const user = users.byEmail.get(emailKey(basis.email));
  return user === undefined ? planNew(row, basis, options) : planExisting(row, basis, user);
};

/** Fields that are recognised in files but that this version cannot set. */
const notSet: ReadonlySet<string> = new Set(["phoneNumber"]);

const describeSource = (source: Source, file: PeopleFile): RosterPlan["source"] => ({
  name: source.name,
  ...(source.path === undefined ? {} : { path: source.path }),
  sha256: sha256(source.bytes),
  dialect: file.dialect,
  encoding: file.encoding,
  delimiter: file.delimiter,
  header: file.header,
  mapping: file.mapping.filter(({ field }) => !notSet.has(field)),
  unmapped: [...file.unmapped, ...file.mapping.filter(({ field }) => notSet.has(field)).map(({ column }) => column)],
});

/** Names a file's content. */
export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * Compares a people file with an account. Reads only: nothing is sent that changes anything.
 * @throws RC_ROSTER_… for a file that cannot be used; RC_CLIENT_… for an account that cannot be read
 */
export const createPlan = async (
  source: Source,
  account: RosterAccount,
  options: PlanOptions,
  now: number,
): Promise<RosterPlan> => {
  const file = readRoster(source.bytes, source.name, {
    ...(options.map === undefined ? {} : { map: options.map }),
    ...(options.action === undefined ? {} : { action: options.action }),
  });
  const users = await readAccountUsers(account.client, file.rows);
  const rows = blockWithoutSeat(
    file.rows.map((row) => planRow(row, file, users, options)),
    account,
    users,
  );
  const count = (action: PlannedRow["action"]): number => rows.filter((row) => row.action === action).length;
  return {
    format: 1,
    id: `plan-${randomBytes(6).toString("hex")}`,
    createdAt: new Date(now).toISOString(),
    account: account.name,
    zoomPlan: account.zoomPlan,
    source: describeSource(source, file),
    counts: {
      create: count("create"),
      update: count("update"),
      same: count("same"),
      leave: count("leave"),
      blocked: count("blocked"),
    },
    cost: costOf(rows, account, users),
    rows,
  };
};
