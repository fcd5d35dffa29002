import { ownerUpdate, roles } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { elsewhereOf } from "../elsewhere.ts";
import type { Call, Handler } from "../handlers.ts";
import { stringOf } from "../read.ts";
import type { User } from "../records.ts";
import { assignRole } from "../roles/members-of.ts";
import { ownerOf } from "../world.ts";
import { checkAccount } from "./find.ts";

const { errors } = ownerUpdate;

/** The Admin who is to be Owner, or why nobody is. */
const findHeir = ({ tenant, body }: Call): User | Outcome => {
  const { account } = tenant;
  const email = stringOf(body["email"]) ?? "";
  const user = tenant.users.byEmail(email);
  if (user === undefined && elsewhereOf(account, email) !== undefined) return refusal(errors.outside);
  if (user?.roleId === roles.owner.id) return refusal(errors.isOwner);
  const mayBe = user?.roleId === roles.admin.id && user.status === "active" && user.action !== "custCreate";
  return user === undefined || !mayBe ? refusal(errors.notAdmin, { accountId: account.id }) : user;
};

/** PUT /accounts/{accountId}/owner: an Admin becomes Owner, the Owner of before an Admin. */
export const changeOwner: Handler = (call) => {
  const unknown = checkAccount(call, errors.unknown);
  if (unknown !== undefined) return unknown;
  const { world, tenant } = call;
  const { id: accountId, settings } = tenant.account;
  if (settings.billing === "no account") return refusal(errors.noBillingAccount, { accountId });
  if (settings.billing === "no contact") return refusal(errors.noBillingContact, { accountId });
  const heir = findHeir(call);
  if ("body" in heir) return heir;
  const former = ownerOf(tenant);
  if (former !== undefined) assignRole(world, tenant, former, roles.admin.id);
  assignRole(world, tenant, heir, roles.owner.id);
  return ok(204, "");
};
