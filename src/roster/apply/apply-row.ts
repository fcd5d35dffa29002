import { type CreateOutcome, LimitError, type NewUser, RefusedError, type UserChanges } from "#client";

import type { RosterAccount } from "../roster.ts";
import type { JobRow } from "./job-records.ts";
import type { JobStore, RowChange } from "./job-store.ts";

/** What applying one row needs. */
export interface RowWork {
  readonly store: JobStore;
  readonly account: RosterAccount;
  /** Milliseconds on the account's clock. */
  readonly accountNow: () => number;
}

/** A row that cannot go on before a limit of the account ends: `until` on the account's clock. */
export interface Waiting {
  readonly waitUntil: number;
  /** An attempt of unknown outcome is open since then: look before sending again. */
  readonly openSince?: number;
}

const settle = (change: Omit<RowChange, "state">): RowChange => ({ ...change, state: "settled", intentAt: null });

const existsMessages: Readonly<Record<string, string>> = {
  "inactive here": "This address is deactivated in the account: reactivate it instead.",
  "active elsewhere":
    "This address has a paid account elsewhere; Zoom lets nobody invite it. Its owner must leave it first.",
  "claimed or expired, not visible":
    "This address is claimed by a Zoom account that cannot be seen from here, or by an invitation that ran out. Ask its owner to sign in at zoom.us and delete that account, or use another address.",
};

const existsCodes: Readonly<Record<string, string>> = {
  "inactive here": "inactive_here",
  "active elsewhere": "active_elsewhere",
  "claimed or expired, not visible": "claimed_elsewhere",
};

const describeExisting = (outcome: Extract<CreateOutcome, { outcome: "exists" }>): RowChange => {
  const { kind, user } = outcome;
  const found = user?.id === undefined ? {} : { userId: user.id };
  if (kind === "active here" || kind === "pending here")
    return settle({
      ...found,
      outcome: "unchanged",
      status: kind === "active here" ? "active" : "pending",
      reasons: [
        {
          code: kind === "active here" ? "active_here" : "pending_here",
          message: "Somebody made this user after the plan was made; it was left as it is.",
        },
      ],
    });
  const message = existsMessages[kind] ?? kind;
  return settle({
    ...found,
    outcome: "failed",
    reasons: [{ code: existsCodes[kind] ?? "exists", message, fix: message }],
  });
};

const describeOutcome = (row: JobRow, outcome: CreateOutcome, intentAt: number): RowChange | Waiting => {
  switch (outcome.outcome) {
    case "created":
    case "adopted":
      return {
        state: "made",
        intentAt: null,
        outcome: outcome.outcome,
        reasons: row.reasons,
        ...(outcome.id === undefined ? {} : { userId: outcome.id }),
      };
    case "exists":
      return describeExisting(outcome);
    case "refused": {
      const fields = (outcome.fields ?? []).map(({ field, message }) => ` ${field}: ${message}`).join("");
      const reason = { code: `zoom_${outcome.code}`, message: outcome.message + fields, fix: outcome.fix };
      return settle({ outcome: "failed", reasons: [reason] });
    }
    case "deferred":
      return { waitUntil: outcome.until, ...(outcome.intent === "again" ? { openSince: intentAt } : {}) };
  }
};

const newUserOf = (create: NonNullable<JobRow["create"]>, password: string | undefined): NewUser => {
  const { email, action, type, firstName, lastName, displayName } = create;
  return {
    email,
    action,
    type,
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(password === undefined ? {} : { password }),
  };
};

const noPassword: RowChange = settle({
  outcome: "failed",
  reasons: [
    {
      code: "password_unavailable",
      message:
        "The password of this row is not to be had: plans never hold any, and the people file was moved or edited.",
      fix: "Apply the people file itself, or put it back where it was when the plan was made.",
    },
  ],
});

/** Creates the row's user. The intent is recorded first, so that a killed process looks before it sends again. */
const applyCreate = async (
  { store, account, accountNow }: RowWork,
  row: JobRow,
  create: NonNullable<JobRow["create"]>,
): Promise<RowChange | Waiting> => {
  const password = create.hasPassword ? store.password(row.job, row.row) : undefined;
  if (create.action === "autoCreate" && create.hasPassword && password === undefined) return noPassword;
  const intentAt = row.intentAt ?? accountNow();
  if (row.intentAt === undefined) store.setRow(row.job, row.row, { state: "todo", intentAt });
  const again = row.intentAt === undefined ? {} : ({ intent: "again", since: intentAt } as const);
  return describeOutcome(row, await account.client.users.create(newUserOf(create, password), again), intentAt);
};

const changesOf = (changes: NonNullable<JobRow["update"]>["changes"]): UserChanges =>
  Object.fromEntries(changes.map(({ field, to }) => [field, to]));

const refusedChange = (error: RefusedError): RowChange =>
  settle({
    outcome: "failed",
    reasons: [{ code: `zoom_${error.refusal.code}`, message: error.refusal.message, fix: error.fix }],
  });

/** An update is the same however often it is sent. */
const applyUpdate = async (
  { account }: RowWork,
  update: NonNullable<JobRow["update"]>,
): Promise<RowChange | Waiting> => {
  try {
    await account.client.users.update(update.id, changesOf(update.changes));
    return settle({ outcome: "updated", status: "active", userId: update.id });
  } catch (error) {
    if (error instanceof RefusedError) return refusedChange(error);
    if (error instanceof LimitError) return { waitUntil: error.until };
    throw error;
  }
};

/** Sets what could not be given at creation, now that the user is active. */
const applyProfile = async ({ account }: RowWork, row: JobRow): Promise<RowChange | Waiting> => {
  try {
    await account.client.users.update(row.userId ?? row.email, row.create?.profile ?? {});
    return settle({});
  } catch (error) {
    if (error instanceof RefusedError) {
      const { code, message } = error.refusal;
      const reason = {
        code: `profile_${code}`,
        message: `Created, but its profile was refused: ${message}`,
        fix: error.fix,
      };
      return settle({ outcome: "failed", reasons: [reason] });
    }
    if (error instanceof LimitError) return { waitUntil: error.until };
    throw error;
  }
};

const isWaiting = (result: RowChange | Waiting): result is Waiting => "waitUntil" in result;

const work = async (context: RowWork, row: JobRow): Promise<RowChange | Waiting> => {
  if (row.state === "completing") return applyProfile(context, row);
  if (row.create !== undefined) return applyCreate(context, row, row.create);
  return row.update === undefined ? settle({ outcome: "unchanged" }) : applyUpdate(context, row.update);
};

/**
 * Does what a row still needs and records how it came out. Safe to repeat: a settled row is left alone, an open attempt
 * is looked up first.
 * @returns when it may go on, if a limit stopped it
 * @throws RollcallError for what concerns all rows: credentials, an unreachable account
 */
export const applyRow = async (context: RowWork, job: string, rowNumber: number): Promise<Waiting | undefined> => {
  const { store } = context;
  const row = store.row(job, rowNumber);
  if (row === undefined || row.state === "settled" || row.state === "made") return undefined;
  const result = await work(context, row);
  if (!isWaiting(result)) {
    store.setRow(job, rowNumber, result);
    return undefined;
  }
  // A profile that has to wait leaves the user created; only a whole row waits.
  if (row.state === "completing") return result;
  store.setRow(job, rowNumber, { state: "waiting", outcome: "waiting", intentAt: result.openSince ?? null });
  return result;
};
