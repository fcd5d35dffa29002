import type { CreateOutcome, NewUser } from "#client";

import type { JobRow } from "./job-records.ts";
import type { RowChange } from "./job-store.ts";
import { type RowWork, settle, type Waiting } from "./row-work.ts";

const existsMessages: Readonly<Record<string, string>> = {
  "inactive here": "This address is deactivated in the account: apply the file again with --reactivate.",
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
export const applyCreate = async (
  { store, account, accountNow }: RowWork,
  row: JobRow,
  create: NonNullable<JobRow["create"]>,
): Promise<RowChange | Waiting> => {
  const password = create.hasPassword ? await store.password(row.job, row.row) : undefined;
  if (create.action === "autoCreate" && create.hasPassword && password === undefined) return noPassword;
  const intentAt = row.intentAt ?? accountNow();
  if (row.intentAt === undefined) await store.setRow(row.job, row.row, { state: row.state, intentAt });
  const again = row.intentAt === undefined ? {} : ({ intent: "again", since: intentAt } as const);
  return describeOutcome(row, await account.client.users.create(newUserOf(create, password), again), intentAt);
};
