import type { UserRow } from "#client";

import { emailKey } from "../read/index.ts";
import type { RosterAccount } from "../roster.ts";
import type { JobRow } from "./job-records.ts";
import type { JobStore, RowChange } from "./job-store.ts";

const lookFor = async (account: RosterAccount, wanted: Set<string>): Promise<Map<string, UserRow>> => {
  const found = new Map<string, UserRow>();
  for (const status of ["pending", "active"] as const) {
    if (found.size === wanted.size) break;
    for await (const user of account.client.users.list(status)) {
      const key = emailKey(user.email);
      if (wanted.has(key)) found.set(key, user);
      if (found.size === wanted.size) break;
    }
  }
  return found;
};

const hasProfile = (row: JobRow): boolean => Object.keys(row.create?.profile ?? {}).length > 0;

const changeFor = (row: JobRow, user: UserRow | undefined): RowChange => {
  if (user === undefined)
    return {
      state: "settled",
      reasons: [
        ...row.reasons,
        { code: "not_listed_yet", message: "Zoom accepted it; the account's list does not show it yet." },
      ],
    };
  return {
    // What Zoom takes from active users only is set next; a pending user's would be dropped in silence.
    state: user.status === "active" && hasProfile(row) ? "completing" : "settled",
    status: user.status,
    ...(user.id === undefined ? {} : { userId: user.id }),
  };
};

/**
 * Reads back in which state the created users came out: `create` can come out active and `ssoCreate` pending
 * (DF-143729, DF-69260: wire). One listing for all of them costs less than a call for each.
 */
export const readBack = async (store: JobStore, account: RosterAccount, job: string): Promise<void> => {
  const made = store.rowsIn(job, "made");
  if (made.length === 0) return;
  const rows = made.flatMap((row) => store.row(job, row) ?? []);
  const found = await lookFor(account, new Set(rows.map((row) => emailKey(row.email))));
  for (const row of rows) store.setRow(job, row.row, changeFor(row, found.get(emailKey(row.email))));
};
