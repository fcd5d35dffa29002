import type { NotHere, UserChanges, UserDetail } from "#client";
import { userTypes } from "#zoom";

import { emailKey } from "../read/index.ts";
import { applyCreate } from "./apply-create.ts";
import type { JobRow } from "./job-records.ts";
import type { RowChange } from "./job-store.ts";
import { attempt, failed, refusedChange, type RowWork, settle, type Waiting } from "./row-work.ts";
import { RefusedError } from "#client";

type Access = NonNullable<JobRow["access"]>;
type Result = RowChange | Waiting;

const planAgain = "Plan again and look at it.";

const unchanged = (code: string, message: string): RowChange =>
  settle({ outcome: "unchanged", reasons: [{ code, message }] });

/** Done, to be read back with all others at the end. */
const made = (outcome: RowChange["outcome"], userId?: string): RowChange => ({
  state: "made",
  intentAt: null,
  outcome,
  ...(userId === undefined ? {} : { userId }),
});

/**
 * Why a user is not the one that was planned for, or is no longer as the plan saw them. Nobody loses access by a plan
 * that is out of date.
 */
const changedSince = (row: JobRow, access: Access, user: UserDetail): RowChange | undefined => {
  const { seen } = row;
  if (emailKey(user.email) !== emailKey(row.email))
    return failed("address_changed", `This user's address is ${user.email} now.`, planAgain);
  if (seen?.roleId !== undefined && user.roleId !== undefined && seen.roleId !== user.roleId)
    return failed("role_changed", "This user's role has changed since the plan was made.", planAgain);
  if (access.kind === "reclaim" && user.lastLoginAt !== undefined && user.lastLoginAt !== seen?.lastLoginAt)
    return failed("signed_in_since", `Has signed in since the plan was made (${user.lastLoginAt}).`, planAgain);
  if ((access.kind === "cancel" || access.kind === "resend") && user.status !== "pending")
    return failed("accepted_meanwhile", "Has accepted the invitation meanwhile, and is left alone.", planAgain);
  return undefined;
};

/** Nothing is left to be done: by an attempt of ours whose answer was lost, or by somebody else. */
const alreadySo = (row: JobRow, outcome: NonNullable<RowChange["outcome"]>, message: string): RowChange =>
  row.intentAt === undefined ? unchanged("already_so", message) : made(outcome, row.seen?.id);

const goneOutcomes = { offboard: "offboarded", cancel: "canceled" } as const;

const whenGone = (row: JobRow, access: Access, { notHere }: NotHere): RowChange | "retracted" => {
  if (access.kind === "resend") return row.intentAt === undefined ? notPending(notHere) : "retracted";
  if (access.kind === "offboard" || access.kind === "cancel")
    return alreadySo(row, goneOutcomes[access.kind], "Was not in the account any more.");
  return failed("not_here", `Is not in the account any more (${notHere}).`, planAgain);
};

const notPending = (notHere: string): RowChange =>
  failed(
    "not_pending",
    `Has no open invitation any more (${notHere}).`,
    "Invite the person anew with `rollcall users create`.",
  );

const remove = async ({ account }: RowWork, id: string, access: Access): Promise<void> => {
  await account.client.users.remove(id, {
    // Pending users can only be disassociated.
    mode: access.kind === "offboard" ? access.mode : "disassociate",
    ...(access.kind === "offboard" && access.transfer !== undefined ? { transfer: access.transfer } : {}),
  });
};

const changesOf = (changes: Extract<Access, { kind: "activate" }>["changes"]): UserChanges =>
  Object.fromEntries(changes.map(({ field, to }) => [field, to]));

const activate = async (
  { account }: RowWork,
  user: UserDetail,
  id: string,
  access: Extract<Access, { kind: "activate" }>,
): Promise<Result> => {
  if (user.status === "inactive") await account.client.users.setStatus(id, "activate");
  if (access.changes.length === 0) return made("activated", id);
  try {
    await account.client.users.update(id, changesOf(access.changes));
    return made("activated", id);
  } catch (error) {
    if (error instanceof RefusedError) return refusedChange(error, "Activated, but then refused: ");
    throw error;
  }
};

/** The old invitation is taken back and that recorded; then a new one is made, as for any new user. */
const invite = async (
  work: RowWork,
  row: JobRow,
  user: Extract<Access, { kind: "resend" }>["user"],
): Promise<Result> => {
  const result = await applyCreate(work, row, user);
  if ("waitUntil" in result || (result.outcome !== "created" && result.outcome !== "adopted")) return result;
  return { ...result, outcome: "resent" };
};

const retract = async (work: RowWork, row: JobRow): Promise<JobRow> => {
  await work.store.setRow(row.job, row.row, { state: "retracted", intentAt: null });
  const { intentAt: _open, ...rest } = row;
  return { ...rest, state: "retracted" };
};

const change = async (work: RowWork, row: JobRow, access: Access, user: UserDetail): Promise<Result> => {
  const id = user.id ?? row.email;
  const { users } = work.account.client;
  switch (access.kind) {
    case "activate":
      return user.status === "active" && row.intentAt === undefined
        ? unchanged("already_so", "Was active already.")
        : await activate(work, user, id, access);
    case "deactivate":
      if (user.status === "inactive") return alreadySo(row, "deactivated", "Was deactivated already.");
      await users.setStatus(id, "deactivate");
      return made("deactivated", id);
    case "reclaim":
      if (user.type !== userTypes.licensed.type) return alreadySo(row, "reclaimed", "Held no licence any more.");
      await users.update(id, { type: userTypes.basic.type });
      return made("reclaimed", id);
    case "offboard":
      await remove(work, id, access);
      return made("offboarded", id);
    case "cancel":
      await remove(work, id, access);
      return made("canceled", id);
    case "resend":
      await remove(work, id, access);
      return await invite(work, await retract(work, row), access.user);
  }
};

/**
 * Changes somebody's access: looks first whether the user still is as the plan saw them, records the intent, acts. A
 * repetition after a crash finds what it did itself.
 */
export const applyAccess = (work: RowWork, row: JobRow, access: Access): Promise<Result> =>
  attempt(async () => {
    if (access.kind === "resend" && row.state === "retracted") return await invite(work, row, access.user);
    const found = await work.account.client.users.get(row.seen?.id ?? row.email);
    if ("notHere" in found) {
      const end = whenGone(row, access, found);
      if (end !== "retracted" || access.kind !== "resend") return end === "retracted" ? notPending("not found") : end;
      return await invite(work, await retract(work, row), access.user);
    }
    const changed = changedSince(row, access, found);
    if (changed !== undefined) return changed;
    if (row.intentAt !== undefined) return await change(work, row, access, found);
    const intentAt = work.accountNow();
    await work.store.setRow(row.job, row.row, { state: row.state, intentAt });
    return await change(work, row, access, found);
  });
