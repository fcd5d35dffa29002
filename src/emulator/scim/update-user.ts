import { roles, scimUserUpdate, userTypes } from "#zoom";

import { type Outcome, scimRefusal } from "../answer.ts";
import { isEmail } from "../bind.ts";
import { emailKey } from "../directory.ts";
import { moveTo } from "../groups/membership.ts";
import type { Call, Handler } from "../handlers.ts";
import { listOf, objectOf, stringOf } from "../read.ts";
import type { User } from "../records.ts";
import { isAdministrator } from "../roles/administrators.ts";
import { activateUser, deactivateUser } from "../users/status.ts";
import { beforeUpdate, userUpdated } from "../webhooks/events.ts";
import { checkLicences } from "./check-licences.ts";
import { findScimUser, isOwnDomain, isTaken } from "./find-user.ts";
import { readScimUser, type ScimUser } from "./read-user.ts";
import { scimOk } from "./respond.ts";
import { hasBasicSeat } from "./users.ts";
import { userView } from "./user-view.ts";

const { errors } = scimUserUpdate;

/** The address a body gives, when it is another one. */
const newEmail = ({ body }: Call, user: User): string | undefined => {
  const [first] = listOf(body["emails"]) ?? [];
  const email = stringOf(objectOf(first)["value"]);
  return email === undefined || emailKey(email) === emailKey(user.email) ? undefined : email;
};

const checkEmail = ({ tenant }: Call, user: User, email: string | undefined): Outcome | undefined => {
  if (email === undefined) return undefined;
  if (isAdministrator(user)) return scimRefusal(errors.adminEmail);
  if (!isEmail(email) || !isOwnDomain(tenant, email)) return scimRefusal(errors.domain);
  return isTaken(tenant, email, user) ? scimRefusal(errors.emailUsed, { email }) : undefined;
};

const checkState = (call: Call, user: User): Outcome | undefined => {
  const { active } = call.body;
  const isRoom = user.profile?.is_room === true;
  if (user.status === "inactive") {
    if (active !== true || user.profile?.force_inactive === true) return scimRefusal(errors.inactive);
    if (!hasBasicSeat(call)) return scimRefusal(errors.seatsBasic);
  }
  if (active === false && (isAdministrator(user) || isRoom)) return scimRefusal(errors.adminOrRoom);
  return isRoom && call.body["userType"] === "Basic" ? scimRefusal(errors.roomFree) : undefined;
};

const apply = ({ world, tenant }: Call, user: User, wanted: ScimUser, email: string | undefined): void => {
  const { profile } = wanted;
  const holder = tenant.links.holder(profile.vanity_name ?? "");
  world.changeUser(tenant, user, () => {
    user.firstName = wanted.firstName ?? user.firstName;
    user.lastName = wanted.lastName ?? user.lastName;
    user.type = wanted.type ?? user.type;
    // The Owner stays Owner: the account has one at all times.
    if (wanted.roleId !== undefined && user.roleId !== roles.owner.id) user.roleId = wanted.roleId;
    // Somebody else's personal link stays theirs.
    if (holder !== undefined && holder !== user) delete profile.vanity_name;
    user.profile = Object.keys(profile).length === 0 ? null : profile;
    if (email !== undefined) tenant.users.setEmail(user, email);
  });
  if (wanted.groupIds !== undefined) moveTo(world, tenant, user, wanted.groupIds);
};

/** PUT /scim2/Users/{userId}: what the body does not name stays. */
export const updateScimUser: Handler = (call) => {
  const { world, tenant } = call;
  const user = findScimUser(call, errors);
  if ("body" in user) return user;
  const email = newEmail(call, user);
  const refused = checkState(call, user) ?? checkEmail(call, user, email);
  if (refused !== undefined) return refused;
  const wanted = readScimUser(call, user.profile, errors);
  if ("status" in wanted) return wanted;
  // Who comes back is Basic until the body says otherwise.
  const asBasic = user.status === "inactive" ? { ...wanted, type: wanted.type ?? userTypes.basic.type } : wanted;
  const full = checkLicences(call, asBasic, user, errors);
  if (full !== undefined) return full;
  if (user.status === "inactive") activateUser(call, user);
  const before = beforeUpdate(world, user);
  apply(call, user, asBasic, email);
  userUpdated(world, tenant, user, before);
  if (call.body["active"] === false) deactivateUser(call, user);
  return scimOk(200, userView(call, user), wanted.hint);
};
