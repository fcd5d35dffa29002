import type { ErrorTemplate } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Call } from "../handlers.ts";

/** Refuses a path that names neither `me` nor the account the app belongs to: sub-accounts are not emulated. */
export const checkAccount = ({ tenant, parameters }: Call, unknown: ErrorTemplate): Outcome | undefined => {
  const accountId = parameters["accountId"] ?? "";
  return accountId === "me" || accountId === tenant.account.id ? undefined : refusal(unknown, { accountId });
};
