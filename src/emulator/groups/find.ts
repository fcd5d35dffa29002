import type { ErrorTemplate } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Call } from "../handlers.ts";
import type { Group } from "../records.ts";

interface GroupErrors {
  readonly notPaid: ErrorTemplate;
  /** The same with HTTP 200, where that is documented too. */
  readonly notPaidButOk?: ErrorTemplate;
}

/** Zoom's answer to a Free account, in the words of the operation. */
export const checkPaid = ({ tenant }: Call, errors: GroupErrors): Outcome | undefined => {
  const { account } = tenant;
  if (account.settings.plan !== "free") return undefined;
  const wantsOk = account.switches.paidOnly === "200";
  return refusal(
    (wantsOk ? errors.notPaidButOk : undefined) ?? errors.notPaid,
    { accountId: account.id },
    "Groups need a paid account: this one has the plan free.",
  );
};

/** A group of the account by its id, or why there is none. Some operations have words for another account's group. */
export const groupById = (
  { world, tenant }: Call,
  id: string,
  errors: { readonly unknown: ErrorTemplate; readonly elsewhere?: ErrorTemplate },
): Group | Outcome => {
  const group = tenant.groups.byId(id);
  if (group !== undefined) return group;
  const values = { groupId: id, accountId: tenant.account.id };
  if (errors.elsewhere !== undefined)
    for (const other of world.tenants.values())
      if (other.groups.byId(id) !== undefined) return refusal(errors.elsewhere, values);
  return refusal(errors.unknown, values);
};

/** The group a path names, for an account that may have groups. */
export const findGroup = (
  call: Call,
  errors: GroupErrors & { readonly unknown: ErrorTemplate; readonly elsewhere?: ErrorTemplate },
): Group | Outcome => checkPaid(call, errors) ?? groupById(call, call.parameters["groupId"] ?? "", errors);
