import type { ErrorTemplate } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Call } from "../handlers.ts";
import type { ContactGroup } from "../records.ts";

/** Zoom's answer to a Free account, in the words of the operation. */
export const checkPaid = (
  { tenant: { account } }: Call,
  errors: { readonly notPaid: ErrorTemplate },
): Outcome | undefined =>
  account.settings.plan === "free"
    ? refusal(
        errors.notPaid,
        { accountId: account.id },
        "Contact groups need a paid account: this one has the plan free.",
      )
    : undefined;

/** The contact group a path names, for an account that may have some. */
export const findContactGroup = (
  call: Call,
  errors: { readonly notPaid: ErrorTemplate; readonly unknown: ErrorTemplate },
): ContactGroup | Outcome => {
  const groupId = call.parameters["groupId"] ?? "";
  return (
    checkPaid(call, errors) ??
    call.tenant.shelves.contactGroup.byId(groupId) ??
    refusal(errors.unknown, { groupId }, "Contact groups are other groups than those of /groups.")
  );
};
