import { userDelete, userTypes } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import { emailKey } from "../directory.ts";
import type { Call, Handler } from "../handlers.ts";
import type { User } from "../records.ts";
import { userMoved } from "../webhooks/events.ts";
import { findUser, isOutcome } from "./find.ts";

const { errors } = userDelete;

const checkTransfer = ({ query, tenant }: Call, user: User): Outcome | undefined => {
  const email = query.get("transfer_email");
  if (email === null || email === "") return undefined;
  if (emailKey(email) === emailKey(user.email)) return refusal(errors.transferToSelf);
  const heir = tenant.users.byEmail(email);
  if (heir === undefined || heir.status !== "active") return refusal(errors.outside);
  const wantsMeetings = query.get("transfer_meeting") === "true" && user.type === userTypes.licensed.type;
  return wantsMeetings && heir.type !== userTypes.licensed.type
    ? refusal(errors.transferLicence, { license: userTypes.licensed.name })
    : undefined;
};

const checkDisassociate = ({ tenant }: Call, user: User): Outcome | undefined => {
  if (user.status === "pending") return undefined;
  if (user.roleId === "0" || user.roleId === "1") return refusal(errors.admin);
  if (user.action === "custCreate") return refusal(errors.unlinkApiUser);
  const domain = user.email.slice(user.email.lastIndexOf("@") + 1).toLowerCase();
  return tenant.account.settings.managedDomains.includes(domain) ? refusal(errors.managedDomain) : undefined;
};

/**
 * DELETE /users/{userId}: `disassociate` unless told otherwise. A disassociated active user lives on as a Free account
 * elsewhere; a deleted one frees the address. A pending user can only be disassociated; the Owner not removed at all
 * (both inferred for the answer given: 400/1120 has no better fit, 400/200 for the Owner).
 */
export const deleteUser: Handler = (call) => {
  const { query, world, tenant } = call;
  const action = query.get("action") ?? "disassociate";
  if (action !== "disassociate" && action !== "delete")
    return validationFailed([{ field: "action", message: "Invalid field." }]);
  const user = findUser(call);
  if (isOutcome(user)) return user;
  if (action === "delete" && user.status === "pending")
    return refusal(
      errors.invitationExpired,
      undefined,
      "Pending users must be deleted with action=disassociate; what Zoom answers to action=delete is unknown, this refusal is assumed.",
    );
  if (action === "delete" && user.roleId === "0")
    return refusal(errors.outside, undefined, "The account's Owner cannot be removed.");
  const refused = (action === "disassociate" ? checkDisassociate(call, user) : undefined) ?? checkTransfer(call, user);
  if (refused !== undefined) return refused;
  world.removeUser(tenant, user);
  userMoved(world, tenant, user, action === "delete" ? "user.deleted" : "user.disassociated");
  if (action === "disassociate" && user.status !== "pending") {
    const { account } = tenant;
    account.elsewhere[emailKey(user.email)] = "free";
    world.keep("account", account.id, account);
  }
  return ok(204, "");
};
