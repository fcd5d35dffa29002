import { RefusedError, type UserChanges } from "#client";

import { applyAccess } from "./apply-access.ts";
import { applyCreate } from "./apply-create.ts";
import type { JobRow } from "./job-records.ts";
import type { RowChange } from "./job-store.ts";
import { attempt, type RowWork, settle, type Waiting } from "./row-work.ts";

const changesOf = (changes: NonNullable<JobRow["update"]>["changes"]): UserChanges =>
  Object.fromEntries(changes.map(({ field, to }) => [field, to]));

/** An update is the same however often it is sent. */
const applyUpdate = ({ account }: RowWork, update: NonNullable<JobRow["update"]>): Promise<RowChange | Waiting> =>
  attempt(async () => {
    await account.client.users.update(update.id, changesOf(update.changes));
    return { state: "made", intentAt: null, outcome: "updated", userId: update.id };
  });

/** Sets what could not be given at creation, now that the user is active. */
const applyProfile = ({ account }: RowWork, row: JobRow): Promise<RowChange | Waiting> =>
  attempt(async () => {
    try {
      await account.client.users.update(row.userId ?? row.email, row.create?.profile ?? {});
      return settle({});
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const { code, message } = error.refusal;
      const reason = {
        code: `profile_${code}`,
        message: `Created, but its profile was refused: ${message}`,
        fix: error.fix,
      };
      return settle({ outcome: "failed", reasons: [reason] });
    }
  });

const isWaiting = (result: RowChange | Waiting): result is Waiting => "waitUntil" in result;

const work = async (context: RowWork, row: JobRow): Promise<RowChange | Waiting> => {
  if (row.state === "completing") return applyProfile(context, row);
  if (row.create !== undefined) return applyCreate(context, row, row.create);
  if (row.access !== undefined) return applyAccess(context, row, row.access);
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
  const row = await store.row(job, rowNumber);
  if (row === undefined || row.state === "settled" || row.state === "made") return undefined;
  const result = await work(context, row);
  if (!isWaiting(result)) {
    await store.setRow(job, rowNumber, result);
    return undefined;
  }
  // A profile that has to wait leaves the user created; only a whole row waits.
  if (row.state === "completing") return result;
  // An invitation that was taken back stays so; it is made anew first thing when the wait is over.
  const isRetracted = (await store.row(job, rowNumber))?.state === "retracted";
  await store.setRow(job, rowNumber, {
    state: isRetracted ? "retracted" : "waiting",
    outcome: "waiting",
    intentAt: result.openSince ?? null,
  });
  return result;
};
