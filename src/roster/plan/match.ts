import type { Client, UserDetail, UserRow } from "#client";

import { emailKey, type SourceRow } from "../read/index.ts";
import { profileFields } from "./plan-types.ts";

/** The users of the account as far as a plan needs them. */
export interface AccountUsers {
  /** By `emailKey`. */
  readonly byEmail: ReadonlyMap<string, UserRow | UserDetail>;
  /** Active and pending users of a type: they hold its seats. */
  readonly seatsTaken: (type: number) => number;
  /** Users of every status. */
  readonly total: number;
  /** Active and pending ones. */
  readonly present: number;
}

/** What a listing shows of a profile; the other fields need a call for each user. */
const listed: ReadonlySet<string> = new Set(["department", "timezone", "language"]);
const unlisted = profileFields.filter((field) => !listed.has(field));

/** Fields of a user, by `emailKey`, that are to be compared. */
export type ComparedFields = ReadonlyMap<string, readonly string[]>;

/** What a people file wants compared. */
export const comparedIn = (rows: readonly SourceRow[]): ComparedFields =>
  new Map(
    rows.map(({ person }) => [
      emailKey(person.email ?? ""),
      unlisted.filter((field) => person[field] !== undefined && person[field] !== ""),
    ]),
  );

const isUnlisted = (field: string): boolean => unlisted.some((known) => known === field);

/** Reads every user of the account, whatever the status, and the details of those that are to be compared by them. */
export const readAccountUsers = async (client: Client, compared: ComparedFields): Promise<AccountUsers> => {
  const byEmail = new Map<string, UserRow | UserDetail>();
  const taken = new Map<number, number>();
  let present = 0;
  for await (const user of client.users.all()) {
    byEmail.set(emailKey(user.email), user);
    if (user.status === "inactive") continue;
    taken.set(user.type, (taken.get(user.type) ?? 0) + 1);
    present += 1;
  }
  for (const [key, fields] of compared) {
    const user = byEmail.get(key);
    if (user?.id === undefined || user.status === "pending" || !fields.some(isUnlisted)) continue;
    const detail = await client.users.get(user.id);
    if (!("notHere" in detail)) byEmail.set(key, detail);
  }
  return { byEmail, seatsTaken: (type) => taken.get(type) ?? 0, total: byEmail.size, present };
};
