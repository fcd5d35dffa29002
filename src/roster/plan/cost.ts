import { dayMs, invitesPerDay, labelLimits, userTypes } from "#zoom";

import type { RosterAccount } from "../roster.ts";
import type { AccountUsers } from "./match.ts";
import { changingActions, type FieldChange, type PlanCost, type PlannedRow, type SeatCost } from "./plan-types.ts";

const { basic, licensed } = userTypes;

const typeIn = (changes: readonly FieldChange[]): number | undefined => {
  const to = changes.find(({ field }) => field === "type")?.to;
  return typeof to === "number" ? to : undefined;
};

/** The type whose seat a row takes; undefined when it takes none. */
const seatTaken = (row: PlannedRow): number | undefined => {
  if (row.create !== undefined) return row.create.type;
  if (row.update !== undefined) return typeIn(row.update.changes);
  const { access } = row;
  if (access?.kind === "reclaim") return basic.type;
  return access?.kind === "activate" ? (typeIn(access.changes) ?? basic.type) : undefined;
};

/** The type whose seat a row gives back. */
const seatFreed = (row: PlannedRow): number | undefined => {
  const { access, seen } = row;
  if (seen === undefined || seen.status === "inactive") return undefined;
  if (access?.kind === "deactivate" || access?.kind === "offboard" || access?.kind === "cancel") return seen.type;
  if (access?.kind === "reclaim") return licensed.type;
  return row.update !== undefined && seatTaken(row) !== undefined ? seen.type : undefined;
};

const capOf = (account: RosterAccount, type: number): number | null | undefined => {
  if (type === basic.type) return account.seats?.basic;
  return type === licensed.type ? account.seats?.licensed : undefined;
};

/** Free seats of a type before anything is applied; undefined where the account does not say. */
const freeOf = (account: RosterAccount, users: AccountUsers, type: number): number | null | undefined => {
  const cap = capOf(account, type);
  return typeof cap === "number" ? Math.max(0, cap - users.seatsTaken(type)) : cap;
};

/** Blocks the rows, in the order of the file, for which no seat is left where the number of seats is known. */
export const blockWithoutSeat = (
  rows: readonly PlannedRow[],
  account: RosterAccount,
  users: AccountUsers,
): PlannedRow[] => {
  const left = new Map<number, number | null | undefined>(
    [basic, licensed].map(({ type }) => [type, freeOf(account, users, type)]),
  );
  // Seats are given back before others are taken: see apply/job-workflow.ts.
  for (const row of rows) {
    const freed = seatFreed(row);
    const free = freed === undefined ? undefined : left.get(freed);
    if (freed !== undefined && typeof free === "number") left.set(freed, free + 1);
  }
  return rows.map((row) => {
    const type = seatTaken(row);
    const free = type === undefined ? undefined : left.get(type);
    if (type === undefined || free === undefined || free === null) return row;
    left.set(type, free - 1);
    if (free > 0) return row;
    const name = type === basic.type ? basic.name : licensed.name;
    const { create: _create, update: _update, access: _access, ...rest } = row;
    return {
      ...rest,
      action: "blocked",
      reasons: [
        { code: "no_seat", message: `No ${name} seat is left for it: free one, buy one, or give another licence.` },
      ],
    };
  });
};

const seatCost = (rows: readonly PlannedRow[], account: RosterAccount, users: AccountUsers, type: number): SeatCost => {
  const needed = rows.filter((row) => seatTaken(row) === type).length;
  const free = freeOf(account, users, type);
  return free === undefined ? { needed } : { needed, free };
};

/** Rows a second when nothing limits us (measured against the emulator, see bench/). */
const unlimitedRate = 150;
/** The part of the published rate that is used, so that no second exceeds it. */
const usedShare = 0.95;
/** Rows in a page of the listing that reads the outcome back. */
const pageRows = 300;

const isChanging = ({ action }: PlannedRow): boolean => changingActions.some((known) => known === action);

const secondsFor = (rows: readonly PlannedRow[], account: RosterAccount, users: AccountUsers): number => {
  const changing = rows.filter(isChanging);
  // Taking access away looks at the user first; an invitation is sent again by two calls.
  const writes = changing.reduce((sum, { action }) => sum + (action === "create" || action === "update" ? 1 : 2), 0);
  const profiles = rows.filter(
    (row) => row.create !== undefined && row.create.action !== "create" && Object.keys(row.create.profile).length > 0,
  ).length;
  if (writes === 0) return 0;
  const limits = labelLimits[account.zoomPlan];
  const pages = 2 * Math.ceil((users.total + writes) / pageRows);
  const light = account.limited ? limits.Light.perWindow * usedShare : unlimitedRate;
  const medium = account.limited ? limits.Medium.perWindow * usedShare : unlimitedRate;
  return Math.ceil((writes + profiles) / light + pages / medium);
};

/** What the rows cost: invitations and the days they take, seats, and about how many seconds. */
export const costOf = (rows: readonly PlannedRow[], account: RosterAccount, users: AccountUsers): PlanCost => {
  const invites = rows.filter((row) => row.create?.action === "create" || row.action === "resend").length;
  const perDay = account.limited ? invitesPerDay[account.zoomPlan] : null;
  return {
    invites,
    invitesPerDay: perDay,
    days: perDay === null ? Math.min(invites, 1) : Math.ceil(invites / perDay),
    seats: {
      basic: seatCost(rows, account, users, basic.type),
      licensed: seatCost(rows, account, users, licensed.type),
    },
    seconds: Math.min(secondsFor(rows, account, users), dayMs / 1000),
  };
};
