import type { Clock } from "#base";
import { userTypes } from "#zoom";

import { idleDays, invitedDays } from "../plan/account-plan.ts";
import { readAccountUsers } from "../plan/match.ts";
import type { RosterAccount } from "../roster.ts";
import { type SeatLine, seatLine } from "./doctor.ts";

/** A licensed person who has not signed in for long. */
export interface IdleUser {
  readonly email: string;
  readonly days: number;
  /** ISO; absent when never. Zoom moves it only after three days. */
  readonly lastLoginAt?: string;
}

export interface SeatReport {
  readonly account: string;
  readonly basic: SeatLine;
  readonly licensed: SeatLine;
  /** Pending users hold a seat of their type too: they are counted above as well. */
  readonly pending: number;
  readonly inactive: number;
  readonly idleDays: number;
  /** Longest first. */
  readonly idle: readonly IdleUser[];
  /** Pending users whose invitation runs out within a week: 30 days after it was sent. */
  readonly expiring: number;
}

const lifeDays = 30;
const soonDays = 7;

/** Counts seats by listing everybody: a summary does not tell which seats pending users hold. */
export const countSeats = async (account: RosterAccount, days: number, clock: Clock): Promise<SeatReport> => {
  const users = await readAccountUsers(account.client, new Map());
  const all = [...users.byEmail.values()];
  const now = clock() + account.client.clockOffsetMs();
  const idle = all
    .filter(({ status, type }) => status === "active" && type === userTypes.licensed.type)
    .flatMap((user) => {
      const idleFor = idleDays(user, now);
      if (idleFor === undefined || idleFor < days) return [];
      const { email, lastLoginAt } = user;
      return [{ email, days: idleFor, ...(lastLoginAt === undefined ? {} : { lastLoginAt }) }];
    })
    .toSorted((a, b) => b.days - a.days);
  const pending = all.filter(({ status }) => status === "pending");
  return {
    account: account.name,
    basic: seatLine(users.seatsTaken(userTypes.basic.type), account.seats?.basic),
    licensed: seatLine(users.seatsTaken(userTypes.licensed.type), account.seats?.licensed),
    pending: pending.length,
    inactive: all.filter(({ status }) => status === "inactive").length,
    idleDays: days,
    idle,
    expiring: pending.filter((user) => lifeDays - (invitedDays(user, now) ?? 0) <= soonDays).length,
  };
};
