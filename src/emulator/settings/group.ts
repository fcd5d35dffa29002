import {
  groupBackgroundAdd,
  groupBackgroundsRemove,
  groupLocks,
  groupLocksUpdate,
  groupRegistration,
  groupRegistrationUpdate,
  groupSettings,
  groupSettingsUpdate,
  registrationTypes,
} from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { findGroup, groupById } from "../groups/find.ts";
import { groupsOf } from "../groups/membership.ts";
import type { Call, Handler } from "../handlers.ts";
import type { Group } from "../records.ts";
import { groupLocksUpdated } from "../webhooks/group-events.ts";
import { addBackground, fileIds, removeBackgrounds } from "./backgrounds.ts";
import { beforeSettings, settingsUpdated } from "./events.ts";
import { lockLeaves } from "./leaves.ts";
import { nest } from "./nest.ts";
import { groupPlace, type Place } from "./places.ts";
import { readLocks, readSettings } from "./read.ts";
import { registrationView, setRegistration } from "./registration.ts";
import { done, setLocks, setValues, wantedSettings, withAuthentication } from "./write.ts";

type GroupSide = Place & { readonly holder: "group" };

const placeOf = (call: Call, group: Group): GroupSide => ({ ...groupPlace(call.tenant, group), holder: "group" });

const named = ({ parameters }: Call): string => parameters["groupId"] ?? "";

/** GET /groups/{groupId}/settings. */
export const getGroupSettings: Handler = (call) => {
  const group = groupById(call, named(call), groupSettings.errors);
  return "body" in group ? group : readSettings(call, placeOf(call, group));
};

/** PATCH /groups/{groupId}/settings. */
export const updateGroupSettings: Handler = (call) => {
  const group = findGroup(call, groupSettingsUpdate.errors);
  if ("body" in group) return group;
  const place = placeOf(call, group);
  const wanted = wantedSettings(call, place);
  if ("status" in wanted) return wanted;
  const refused = withAuthentication(call, place, wanted);
  if (refused !== undefined) return refused;
  const before = beforeSettings(call, place, wanted.values);
  setValues(call, place, wanted.values);
  const after = groupPlace(call.tenant, group);
  settingsUpdated(call, "group.settings_updated", group.id, place, wanted.option, before, after);
  return done(wanted);
};

/** GET /groups/{groupId}/lock_settings. */
export const getGroupLocks: Handler = (call) => {
  const group = findGroup(call, groupLocks.errors);
  return "body" in group ? group : readLocks(call, placeOf(call, group));
};

/** PATCH /groups/{groupId}/lock_settings. */
export const updateGroupLocks: Handler = (call) => {
  const group = findGroup(call, groupLocksUpdate.errors);
  if ("body" in group) return group;
  const wanted = setLocks(call, placeOf(call, group));
  const leaves = lockLeaves("group", wanted.option).all.filter(({ path }) => wanted.values.has(path));
  const settings = nest(leaves, ({ path }) => wanted.values.get(path));
  groupLocksUpdated(call.world, call.tenant, group, settings);
  return done(wanted);
};

const checkType = ({ query }: Call): Outcome | undefined => {
  const { errors } = groupRegistration;
  const type = query.get("type") ?? "";
  if (type === "") return refusal(errors.typeMissing);
  return registrationTypes.values.some((known) => known === type) ? undefined : refusal(errors.typeUnknown);
};

/** GET /groups/{groupId}/settings/registration. */
export const getGroupRegistration: Handler = (call) => {
  const group = groupById(call, named(call), groupRegistration.errors);
  if ("body" in group) return group;
  return checkType(call) ?? ok(200, JSON.stringify(registrationView(call, `group ${group.id}`)));
};

/** PATCH /groups/{groupId}/settings/registration. */
export const updateGroupRegistration: Handler = (call) => {
  const group = findGroup(call, groupRegistrationUpdate.errors);
  if ("body" in group) return group;
  const refused = checkType(call);
  if (refused !== undefined) return refused;
  setRegistration(call, `group ${group.id}`);
  return ok(204, "");
};

/** POST /groups/{groupId}/settings/virtual_backgrounds. */
export const addGroupBackground: Handler = (call) => {
  const { errors } = groupBackgroundAdd;
  const group = call.tenant.groups.byId(named(call));
  if (group !== undefined) return addBackground(call, `group ${group.id}`, errors, ["jpeg", "png"]);
  return named(call).includes("@") ? refusal(errors.notHere, { email: named(call) }) : refusal(errors.notFound);
};

/** Whether a file is that of a user who is not in the group. */
const isStrangers = ({ tenant }: Call, group: Group, file: string): boolean => {
  for (const { id, backgrounds } of tenant.shelves.settings.values()) {
    if (!id.startsWith("user ") || !backgrounds.some((background) => background.id === file)) continue;
    const user = tenant.users.byId(id.slice("user ".length));
    return user === undefined || !groupsOf(user).includes(group.id);
  }
  return false;
};

/** DELETE /groups/{groupId}/settings/virtual_backgrounds. */
export const removeGroupBackgrounds: Handler = (call) => {
  const { errors } = groupBackgroundsRemove;
  const group = groupById(call, named(call), errors);
  if ("body" in group) return group;
  if (fileIds(call).some((file) => isStrangers(call, group, file))) return refusal(errors.memberUnknown);
  return removeBackgrounds(call, `group ${group.id}`, errors.fileIds);
};
