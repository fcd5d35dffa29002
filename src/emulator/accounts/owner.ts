import { ownerUpdate, roles } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { elsewhereOf } from "../elsewhere.ts";
import type { Call, Handler } from "../handlers.ts";
import { stringOf } from "../read.ts";
import type { User } from "../records.ts";
import { beforeUpdate, userUpdated } from "../webhooks/events.ts";
import { ownerOf, type Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
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

/** Both at once: whoever is told of it, it was never without an Owner. */
const swapRoles = (world: World, tenant: Tenant, heir: User): void => {
  const former = ownerOf(tenant);
  const changed = former === undefined ? [heir] : [former, heir];
  const before = changed.map((user) => beforeUpdate(world, user));
  for (const user of changed)
    world.changeUser(tenant, user, () => (user.roleId = user === heir ? roles.owner.id : roles.admin.id));
  for (const [at, user] of changed.entries()) userUpdated(world, tenant, user, before[at]);
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
  swapRoles(world, tenant, heir);
  return ok(204, "");
};
