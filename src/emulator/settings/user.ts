import { userBackgroundAdd, userBackgroundsRemove, userSettings } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Call, Handler } from "../handlers.ts";
import type { User } from "../records.ts";
import { findUser, isOutcome } from "../users/find.ts";
import { beforeUpdate, userUpdated } from "../webhooks/events.ts";
import { addBackground, removeBackgrounds } from "./backgrounds.ts";
import { beforeSettings, settingsUpdated } from "./events.ts";
import { checkFeatures } from "./features.ts";
import { alignNames } from "./kept-features.ts";
import { userPlace } from "./places.ts";
import { takeProfile } from "./profile-settings.ts";
import { readSettings } from "./read.ts";
import { done, setValues, wantedSettings, withAuthentication } from "./write.ts";

/** A user who has settings: nobody who was only invited. */
const settled = (call: Call): User | Outcome => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  return user.status === "pending" ? refusal(userSettings.errors.pending) : user;
};

/** GET /users/{userId}/settings. */
export const getUserSettings: Handler = (call) => {
  const user = settled(call);
  return isOutcome(user) ? user : readSettings(call, userPlace(call.tenant, user));
};

/** Some settings are the user's own fields under another name; licences are kept with the user too. */
const applyProfile = ({ world, tenant }: Call, user: User, values: Map<string, unknown>): void => {
  const taken = takeProfile(user.profile, values);
  if (taken === undefined) return;
  const before = beforeUpdate(world, user);
  world.changeUser(tenant, user, () => (user.profile = taken.profile));
  userUpdated(world, tenant, user, before);
};

/** PATCH /users/{userId}/settings. */
export const updateUserSettings: Handler = (call) => {
  const user = settled(call);
  if (isOutcome(user)) return user;
  const place = userPlace(call.tenant, user);
  const wanted = wantedSettings(call, place);
  if ("status" in wanted) return wanted;
  alignNames(wanted.values, user.profile?.features);
  const refused = checkFeatures(call, user, wanted.values) ?? withAuthentication(call, place, wanted);
  if (refused !== undefined) return refused;
  const before = beforeSettings(call, place, wanted.values);
  applyProfile(call, user, wanted.values);
  setValues(call, place, wanted.values);
  const after = userPlace(call.tenant, user);
  settingsUpdated(call, "user.settings_updated", user.id, place, wanted.option, before, after);
  return done(wanted);
};

/** POST /users/{userId}/settings/virtual_backgrounds. */
export const addUserBackground: Handler = (call) => {
  const user = findUser(call);
  if (isOutcome(user)) return user;
  return addBackground(call, `user ${user.id}`, userBackgroundAdd.errors, ["jpeg", "gif", "png"]);
};

/** DELETE /users/{userId}/settings/virtual_backgrounds. */
export const removeUserBackgrounds: Handler = (call) => {
  const { errors } = userBackgroundsRemove;
  const user = findUser(call);
  if (!isOutcome(user)) return removeBackgrounds(call, `user ${user.id}`, errors.fileIds);
  if (user.status !== 404) return user;
  return refusal(call.userId.includes("@") ? errors.notHere : errors.notFound, { userId: call.userId });
};
