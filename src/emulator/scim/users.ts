import { roles, scimUserDeactivate, scimUserDelete, scimUserGet, scimUserList, userTypes } from "#zoom";

import { ok, type Outcome, scimRefusal } from "../answer.ts";
import type { Call, Handler } from "../handlers.ts";
import { listOf, objectOf, stringOf } from "../read.ts";
import type { User } from "../records.ts";
import { isAdministrator } from "../roles/administrators.ts";
import { freeSeats } from "../users/seats.ts";
import { activateUser, deactivateUser } from "../users/status.ts";
import { userMoved } from "../webhooks/events.ts";
import { findScimUser, isThere } from "./find-user.ts";
import { type Filter, filterOf, isAbout, takeWindow, windowOf } from "./query.ts";
import { checkScim, listAnswer, scimOk } from "./respond.ts";
import { rowView, userView } from "./user-view.ts";

const one = (user: User | undefined): readonly User[] => (user !== undefined && isThere(user) ? [user] : []);

/** Those a filter finds, or why it finds nobody. */
const filtered = ({ tenant }: Call, filter: Filter): readonly User[] | Outcome => {
  const { errors } = scimUserList;
  const value = filter.value ?? "";
  if (isAbout(filter, "userName")) {
    const user = tenant.users.byEmail(value);
    return user?.status === "pending" ? scimRefusal(errors.pending, { email: value }) : one(user);
  }
  if (isAbout(filter, "externalId"))
    return tenant.users.all().filter((user) => isThere(user) && user.profile?.external_id === value);
  return scimRefusal(
    errors.filter,
    { filter: filter.attribute },
    'Filters are userName eq "…" and externalId eq "…", one at a time.',
  );
};

/** GET /scim2/Users, in order of creation. */
export const listScimUsers: Handler = (call) => {
  const barred = checkScim(call);
  if (barred !== undefined) return barred;
  const filter = filterOf(call.query);
  const found = filter === undefined ? call.tenant.users.all().filter(isThere) : filtered(call, filter);
  if ("status" in found) return found;
  const window = windowOf(call.query);
  const { items, total } = takeWindow(found, window);
  return listAnswer(
    total,
    window.startIndex,
    items.map((user) => rowView(call, user)),
  );
};

/** GET /scim2/Users/{userId}. */
export const getScimUser: Handler = (call) => {
  const user = findScimUser(call, scimUserGet.errors);
  return "body" in user ? user : scimOk(200, userView(call, user, true));
};

const booleanIn = (value: unknown): boolean | undefined => {
  if (typeof value === "boolean") return value;
  const text = stringOf(value)?.toLowerCase();
  return text === "true" || text === "false" ? text === "true" : undefined;
};

/** What the last operation on `active` says; directories send it as a value or under a path. */
const wantedActive = ({ body }: Call): boolean | undefined => {
  let active: boolean | undefined;
  for (const item of listOf(body["Operations"]) ?? []) {
    const { op, path, value } = objectOf(item);
    if (stringOf(op)?.toLowerCase() !== "replace") continue;
    active = (path === "active" ? booleanIn(value) : booleanIn(objectOf(value)["active"])) ?? active;
  }
  return active;
};

/** Whether a deactivated user has room among the Basic ones. */
export const hasBasicSeat = ({ tenant }: Call): boolean => {
  const free = freeSeats(tenant.account, tenant.seats, userTypes.basic.type);
  return free === null || free > 0;
};

/** PATCH /scim2/Users/{userId}: deactivates and activates, as PUT /users/{userId}/status does. */
export const patchScimUser: Handler = (call) => {
  const { errors } = scimUserDeactivate;
  const user = findScimUser(call, errors);
  if ("body" in user) return user;
  if (listOf(call.body["Operations"]) === undefined) return scimRefusal(errors.empty, undefined, "Send Operations.");
  const active = wantedActive(call);
  if (active === undefined)
    return scimOk(200, userView(call, user), "No operation replaces `active`: nothing was changed.");
  if (isAdministrator(user) || user.profile?.is_room === true) return scimRefusal(errors.adminOrRoom);
  if (user.profile?.force_inactive === true) return scimRefusal(errors.forced);
  if (!active && user.status === "active") deactivateUser(call, user);
  if (active && user.status === "inactive") {
    if (!hasBasicSeat(call)) return scimRefusal(errors.seatsBasic);
    activateUser(call, user);
  }
  return scimOk(200, userView(call, user));
};

/** DELETE /scim2/Users/{userId}: the user is gone and the address free. */
export const deleteScimUser: Handler = (call) => {
  const user = findScimUser(call, scimUserDelete.errors);
  if ("body" in user) return user;
  if (user.roleId === roles.owner.id || user.roleId === roles.admin.id) return scimRefusal(scimUserDelete.errors.admin);
  call.world.removeUser(call.tenant, user);
  userMoved(call.world, call.tenant, user, "user.deleted");
  return ok(204, "");
};
