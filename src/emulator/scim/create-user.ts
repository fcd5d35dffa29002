import { emailLimits, scimUserCreate, userTypes } from "#zoom";

import { type Outcome, scimRefusal } from "../answer.ts";
import { isEmail } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import { stringOf } from "../read.ts";
import { assignRole } from "../roles/members-of.ts";
import { moveTo } from "../groups/membership.ts";
import { addUser } from "../users/create.ts";
import { userCreated } from "../webhooks/events.ts";
import { checkLicences } from "./check-licences.ts";
import { isOwnDomain, isTaken } from "./find-user.ts";
import { readScimUser } from "./read-user.ts";
import { checkScim, scimOk } from "./respond.ts";
import { userView } from "./user-view.ts";

const { errors } = scimUserCreate;

const checkAddress = ({ tenant }: Call, email: string): Outcome | undefined => {
  if (!isEmail(email) || email.length > emailLimits.maxLength) return scimRefusal(errors.userName);
  if (!isOwnDomain(tenant, email)) return scimRefusal(errors.domain);
  return isTaken(tenant, email) ? scimRefusal(errors.used, { email }) : undefined;
};

/** POST /scim2/Users: an active user who signs in by SSO; no mail, no quota of invitations. */
export const createScimUser: Handler = (call) => {
  const { world, tenant, body } = call;
  const email = stringOf(body["userName"]) ?? "";
  const refused = checkScim(call) ?? checkAddress(call, email);
  if (refused !== undefined) return refused;
  const wanted = readScimUser(call, null, errors);
  if ("status" in wanted) return wanted;
  const full = checkLicences(call, wanted, undefined, errors);
  if (full !== undefined) return full;
  const user = addUser(
    call,
    {
      action: "ssoCreate",
      email,
      type: wanted.type ?? userTypes.basic.type,
      firstName: wanted.firstName ?? "",
      lastName: wanted.lastName ?? "",
      password: undefined,
      profile: Object.keys(wanted.profile).length === 0 ? null : wanted.profile,
    },
    "active",
  );
  userCreated(world, tenant, user);
  if (wanted.roleId !== undefined) assignRole(world, tenant, user, wanted.roleId);
  if (wanted.groupIds !== undefined) moveTo(world, tenant, user, wanted.groupIds);
  return scimOk(201, userView(call, user), wanted.hint);
};
