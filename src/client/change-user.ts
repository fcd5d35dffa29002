import type { ExactValue } from "#base";
import { type Operation, userDelete, userErrors, userStatus, userUpdate } from "#zoom";

import type { Caller } from "./caller.ts";
import { clientErrors, RefusedError } from "./errors.ts";
import { fixFor } from "./fixes.ts";
import { updateBody, type UserChanges } from "./new-user.ts";

/** How to remove a user. */
export interface Removal {
  /** `disassociate`: the user keeps the data as an own Free account. `delete`: gone for good. Pending users: disassociate. */
  readonly mode: "disassociate" | "delete";
  /** Who receives what the user owns. */
  readonly transfer?: {
    readonly to: string;
    /** `meeting`, `webinar`, `recording` and others of Zoom's `transfer_…` parameters; all of them when absent. */
    readonly what?: readonly string[];
  };
}

const prefix = "transfer_";
const transferable: readonly string[] = userDelete.parameters
  .filter(({ name, type }) => name.startsWith(prefix) && type === "boolean")
  .map(({ name }) => name.slice(prefix.length));

const change = async (caller: Caller, operation: Operation, userId: string, body: ExactValue): Promise<void> => {
  const result = await caller.expect({ operation, userId, body, repeatable: true });
  if (result.kind === "refused") {
    throw new RefusedError(`${operation.summary} ${userId}`, result.refusal, fixFor(operation.id, result.refusal.code));
  }
};

/** Changes attributes. On a pending user Zoom says yes and changes nothing but `groupId`: read back to be sure. */
export const updateUser = async (caller: Caller, userId: string, changes: UserChanges): Promise<void> =>
  await change(caller, userUpdate, userId, updateBody(changes));

/** Deactivating takes all licences away; activating does not give them back. */
export const setUserStatus = async (caller: Caller, userId: string, action: "activate" | "deactivate"): Promise<void> =>
  await change(caller, userStatus, userId, { action });

const removalQuery = ({ mode, transfer }: Removal): Record<string, string> => {
  if (transfer === undefined) return { action: mode };
  const what = transfer.what ?? transferable;
  // Zoom ignores names it does not know: the data would be lost in silence.
  const unknown = what.find((name) => !transferable.includes(name));
  if (unknown !== undefined) {
    throw clientErrors.make("RC_CLIENT_INPUT", `"${unknown}" cannot be transferred`, {
      fix: `Choose from ${transferable.join(", ")}.`,
    });
  }
  return {
    action: mode,
    transfer_email: transfer.to,
    ...Object.fromEntries(what.map((name) => [`${prefix}${name}`, "true"])),
  };
};

/** Removes a user. A repetition that no longer finds the user has succeeded. */
export const removeUser = async (caller: Caller, userId: string, removal: Removal): Promise<void> => {
  const result = await caller.expect({ operation: userDelete, userId, query: removalQuery(removal), repeatable: true });
  if (result.kind === "done") return;
  const { refusal, unsure } = result;
  if (unsure && (refusal.status === userErrors.notFound.status || refusal.code === userErrors.notFound.code)) return;
  throw new RefusedError(`removing ${userId}`, refusal, fixFor(userDelete.id, refusal.code));
};
