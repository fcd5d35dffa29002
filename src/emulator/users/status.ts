import { fieldMessages, userStatus, userTypes } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import { stringOf } from "../read.ts";
import type { Profile, User } from "../records.ts";
import { userMoved } from "../webhooks/events.ts";
import { findUser, isOutcome } from "./find.ts";
import { freeSeats } from "./seats.ts";

const { errors } = userStatus;

const checkBasicSeat = ({ tenant }: Call): Outcome | undefined => {
  const { account, seats } = tenant;
  const free = freeSeats(account, seats, userTypes.basic.type);
  if (free === null || free > 0) return undefined;
  const template = account.switches.seatError === "legacy" ? errors.basicLimit : errors.seatsBasic;
  return refusal(template, { max: account.settings.seats.basic ?? 0 });
};

const licenceKeys = new Set(["license_info_list", "zoom_one_type", "plan_united_type", "zoom_phone", "features"]);

const withoutLicences = (profile: Profile | null): Profile | null => {
  const kept: Profile = Object.fromEntries(Object.entries(profile ?? {}).filter(([key]) => !licenceKeys.has(key)));
  return Object.keys(kept).length === 0 ? null : kept;
};

/** The user can sign in no more, and is not signed in. */
export const deactivateUser = ({ world, tenant }: Call, user: User): void => {
  tenant.shelves.presence.removeById(user.id);
  world.changeUser(tenant, user, () => {
    tenant.users.setStatus(user, "inactive");
    // Deactivating takes all licences; activating does not give them back.
    user.type = userTypes.basic.type;
    user.profile = withoutLicences(user.profile);
  });
  userMoved(world, tenant, user, "user.deactivated");
};

/** The user comes back, as a Basic one. */
export const activateUser = ({ world, tenant }: Call, user: User): void => {
  world.changeUser(tenant, user, () => {
    tenant.users.setStatus(user, "active");
    user.type = userTypes.basic.type;
  });
  userMoved(world, tenant, user, "user.activated");
};

/** PUT /users/{userId}/status. clock_in and clock_out are accepted and change nothing: shift work is not emulated. */
export const setUserStatus: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const { tenant } = call;
  if (user.status === "pending")
    return {
      ...validationFailed([{ field: "action", message: fieldMessages.invalid.text }]),
      hint: "The user is pending: what Zoom answers here is unknown, this refusal is assumed.",
    };
  if (user.roleId === "0" || user.roleId === "1") return refusal(errors.adminOrRoom);
  const action = stringOf(call.body["action"]);
  if (action === "deactivate" && user.status === "active") deactivateUser(call, user);
  if (action === "activate" && user.status === "inactive") {
    const refused = checkBasicSeat(call);
    if (refused !== undefined) return refused;
    activateUser(call, user);
  }
  return ok(tenant.account.switches.statusSuccess === "200" ? 200 : 204, "");
};
