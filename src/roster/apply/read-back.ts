import type { UserRow, UserStatus } from "#client";

import { valueOf } from "../plan/diff.ts";
import { emailKey } from "../read/index.ts";
import type { RosterAccount } from "../roster.ts";
import type { JobRow } from "./job-records.ts";
import type { JobStore, RowChange } from "./job-store.ts";

/** Where rows of an outcome are looked for first; everywhere else after it. */
const statusesFor = (rows: readonly JobRow[]): readonly UserStatus[] => {
  const has = (...outcomes: readonly string[]): boolean => rows.some(({ outcome = "" }) => outcomes.includes(outcome));
  return [
    ...(has("created", "adopted", "resent", "canceled", "offboarded") ? (["pending"] as const) : []),
    "active",
    ...(has("deactivated", "offboarded") ? (["inactive"] as const) : []),
  ];
};

const lookFor = async (account: RosterAccount, rows: readonly JobRow[]): Promise<Map<string, UserRow>> => {
  const wanted = new Set(rows.map((row) => emailKey(row.email)));
  const found = new Map<string, UserRow>();
  for (const status of statusesFor(rows)) {
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

const seenAs = (user: UserRow): Pick<RowChange, "status" | "userId"> => ({
  status: user.status,
  ...(user.id === undefined ? {} : { userId: user.id }),
});

const createdChange = (row: JobRow, user: UserRow | undefined): RowChange => {
  if (user === undefined)
    return {
      state: "settled",
      reasons: [
        ...row.reasons,
        { code: "not_listed_yet", message: "Zoom accepted it; the account's list does not show it yet." },
      ],
    };
  // What Zoom takes from active users only is set next; a pending user's would be dropped in silence.
  return { state: user.status === "active" && hasProfile(row) ? "completing" : "settled", ...seenAs(user) };
};

/** What Zoom said yes to and did not do. */
const notDone = (code: string, message: string, fix: string): RowChange => ({
  state: "settled",
  outcome: "failed",
  reasons: [{ code, message, fix }],
});

const wantedChanges = ({ update, access }: JobRow): NonNullable<JobRow["update"]>["changes"] => {
  if (update !== undefined) return update.changes;
  return access?.kind === "activate" ? access.changes : [];
};

/** Fields whose new value the account does not show. Zoom may write a value its own way: that is told, not failed. */
const shownOtherwise = (row: JobRow, user: UserRow): RowChange["reasons"] => {
  const other = wantedChanges(row).flatMap(({ field, to }) => {
    const now = valueOf(user, field);
    return now === undefined || now === to ? [] : [`${field} (${JSON.stringify(now)})`];
  });
  return other.length === 0
    ? []
    : [{ code: "shown_otherwise", message: `Zoom accepted the change, and shows another value: ${other.join(", ")}.` }];
};

const changedChange = (row: JobRow, user: UserRow): RowChange => {
  if (user.status === "pending")
    return notDone(
      "dropped_pending",
      "Zoom accepted the change and dropped it: the user is pending again.",
      "Wait until the invitation is accepted, then apply the file again.",
    );
  return { state: "settled", ...seenAs(user), reasons: [...row.reasons, ...(shownOtherwise(row, user) ?? [])] };
};

const expected: Readonly<Record<string, (user: UserRow) => boolean>> = {
  deactivated: ({ status }) => status === "inactive",
  activated: ({ status }) => status === "active",
  reclaimed: ({ type }) => type === 1,
};

const accessChange = (row: JobRow, user: UserRow | undefined): RowChange => {
  const isRemoved = row.outcome === "offboarded" || row.outcome === "canceled";
  if (user === undefined && isRemoved) return { state: "settled" };
  const holds = user !== undefined && !isRemoved && expected[row.outcome ?? ""]?.(user) === true;
  if (holds) return changedChange(row, user);
  const now = user === undefined ? "is not in the account" : `is ${user.status}, type ${user.type}`;
  return notDone(
    "not_applied",
    `Zoom accepted it, but the user ${now}.`,
    "Plan again; if it stays so, ask Zoom Support.",
  );
};

const isCreation = ({ outcome }: JobRow): boolean =>
  outcome === "created" || outcome === "adopted" || outcome === "resent";

const changeFor = (row: JobRow, user: UserRow | undefined): RowChange => {
  if (isCreation(row)) return createdChange(row, user);
  if (row.outcome !== "updated") return accessChange(row, user);
  return user === undefined
    ? {
        state: "settled",
        reasons: [...row.reasons, { code: "not_listed", message: "Changed; the list does not show the user." }],
      }
    : changedChange(row, user);
};

/** A listing may lag behind: whoever it shows otherwise than expected is asked for alone. */
const confirmed = async (account: RosterAccount, row: JobRow, user: UserRow | undefined): Promise<RowChange> => {
  const change = changeFor(row, user);
  const isMissing = row.outcome === "updated" && user === undefined;
  if (change.outcome !== "failed" && !isMissing) return change;
  const alone = await account.client.users.get(row.seen?.id ?? row.email);
  return changeFor(row, "notHere" in alone ? undefined : alone);
};

/**
 * Reads back how everything came out: `create` can come out active and `ssoCreate` pending (DF-143729, DF-69260: wire),
 * and what is written to pending users is dropped (client code). One listing for all costs less than a call for each.
 */
export const readBack = async (store: JobStore, account: RosterAccount, job: string): Promise<void> => {
  const rows = (await store.rows(job)).filter(({ state }) => state === "made");
  if (rows.length === 0) return;
  const found = await lookFor(account, rows);
  for (const row of rows)
    await store.setRow(job, row.row, await confirmed(account, row, found.get(emailKey(row.email))));
};
