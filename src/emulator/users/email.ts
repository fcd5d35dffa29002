import { roles, userEmailCheck, userEmailUpdate } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { elsewhereOf } from "../elsewhere.ts";
import type { Call, Handler } from "../handlers.ts";
import { stringOf } from "../read.ts";
import { isAdministrator } from "../roles/administrators.ts";
import type { User } from "../records.ts";
import { beforeUpdate, userUpdated } from "../webhooks/events.ts";
import { domainOf } from "./create-rules.ts";
import { findUser, isOutcome } from "./find.ts";

const { errors } = userEmailUpdate;

/**
 * GET /users/email: true only for work-e-mail users of this account, whatever its documents say.
 * @source section 8.7 of the fact sheet; switch `emailCheck`
 */
export const checkEmail: Handler = ({ tenant, query }) => {
  const email = query.get("email");
  if (email === null || email === "") return refusal(userEmailCheck.errors.emailMissing);
  const user = tenant.users.byEmail(email);
  const isHere = user?.status === "active" || user?.status === "inactive";
  const exists =
    tenant.account.switches.emailCheck === "anywhere"
      ? isHere || elsewhereOf(tenant.account, email) !== undefined
      : isHere && (user.action === "create" || user.action === "autoCreate");
  return ok(200, JSON.stringify({ existed_email: exists }));
};

/** Who may change whose address: an app without a role of its own acts for the owner. */
const checkActor = ({ tenant, token }: Call, user: User): Outcome | undefined => {
  const roleId = token.userId === undefined ? token.roleId : tenant.users.byId(token.userId)?.roleId;
  if (roleId === undefined || roleId === roles.owner.id) return undefined;
  if (roleId !== roles.admin.id) return refusal(errors.notAdmin);
  return isAdministrator(user) ? refusal(errors.otherAdmin) : undefined;
};

const checkAddress = ({ tenant }: Call, user: User, email: string): Outcome | undefined => {
  const { settings, switches } = tenant.account;
  if (!settings.managedDomains.includes(domainOf(email)))
    return refusal(switches.emailDomainCode === "1116" ? errors.domainLimited : errors.domain);
  const holder = tenant.users.byEmail(email);
  const isTaken = holder === undefined ? elsewhereOf(tenant.account, email) !== undefined : holder !== user;
  return isTaken ? refusal(errors.taken, { email }) : undefined;
};

/** PUT /users/{userId}/email: the new address must be on one of the account's managed domains. */
export const changeEmail: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const { world, tenant, body } = call;
  const email = stringOf(body["email"]) ?? "";
  const refused = checkActor(call, user) ?? checkAddress(call, user, email);
  if (refused !== undefined) return refused;
  const before = beforeUpdate(world, user);
  world.changeUser(tenant, user, () => {
    tenant.users.setEmail(user, email);
  });
  userUpdated(world, tenant, user, before);
  return ok(204, "");
};
