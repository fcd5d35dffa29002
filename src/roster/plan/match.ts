import type { Client, UserDetail, UserRow } from "#client";

import { emailKey, type SourceRow } from "../read/index.ts";
import { profileFields } from "./plan-types.ts";

/** The users of the account as far as a plan needs them. */
export interface AccountUsers {
  /** By `emailKey`. */
  readonly byEmail: ReadonlyMap<string, UserRow | UserDetail>;
  /** Active and pending users of a type: they hold its seats. */
  readonly seatsTaken: (type: number) => number;
  /** Calls that were made to find out. */
  readonly total: number;
}

/** What a listing shows of a profile; the other fields need a call for each user. */
const listed: ReadonlySet<string> = new Set(["department", "timezone", "language"]);
const unlisted = profileFields.filter((field) => !listed.has(field));

const needsDetail = (user: UserRow, row: SourceRow): boolean =>
  user.status === "active" && user.id !== undefined && unlisted.some((field) => row.person[field] !== undefined);

/** Reads every user of the account, whatever the status, and the details of those the file wants to compare. */
export const readAccountUsers = async (client: Client, rows: readonly SourceRow[]): Promise<AccountUsers> => {
  const byEmail = new Map<string, UserRow | UserDetail>();
  const taken = new Map<number, number>();
  for await (const user of client.users.all()) {
    byEmail.set(emailKey(user.email), user);
    if (user.status !== "inactive") taken.set(user.type, (taken.get(user.type) ?? 0) + 1);
  }
  for (const row of rows) {
    const key = emailKey(row.person.email ?? "");
    const user = byEmail.get(key);
    if (user?.id === undefined || !needsDetail(user, row)) continue;
    const detail = await client.users.get(user.id);
    if (!("notHere" in detail)) byEmail.set(key, detail);
  }
  return { byEmail, seatsTaken: (type) => taken.get(type) ?? 0, total: byEmail.size };
};
