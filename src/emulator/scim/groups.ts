import { groupLimits, scimGroupCreate, scimGroupDelete, scimGroupGet, scimGroupList, scimUrns } from "#zoom";
import type { ErrorTemplate } from "#zoom";

import { ok, type Outcome, scimRefusal } from "../answer.ts";
import { hasNoGroupsLeftToday, makeGroup } from "../groups/create.ts";
import { removeGroup } from "../groups/delete.ts";
import type { Call, Handler } from "../handlers.ts";
import { objectOf, stringOf } from "../read.ts";
import type { Group } from "../records.ts";
import { timeText } from "../users/view.ts";
import { groupMoved } from "../webhooks/group-events.ts";
import { filterOf, isAbout, takeWindow, windowOf } from "./query.ts";
import { checkScim, listAnswer, scimOk, versionOf } from "./respond.ts";

/** A group as SCIM shows it: who is in it is not part of it (OAS-S). */
const groupView = ({ world }: Call, group: Group) => {
  const { id, name, emailAlias, createdAt, changedAt = createdAt } = group;
  return {
    schemas: emailAlias === undefined ? [scimUrns.group] : [scimUrns.group, scimUrns.zoomGroup],
    id,
    meta: {
      resourceType: "Group",
      location: `${world.origin}/scim2/Groups/${encodeURIComponent(id)}`,
      version: versionOf(JSON.stringify([name, emailAlias])),
      created: createdAt === undefined ? undefined : timeText(createdAt),
      lastModified: changedAt === undefined ? undefined : timeText(changedAt),
    },
    displayName: name,
    [scimUrns.zoomGroup]: emailAlias === undefined ? undefined : { emailAlias },
  };
};

/** The group a path names, for an account that may use SCIM. */
export const findScimGroup = (call: Call, errors: { readonly gone: ErrorTemplate }): Group | Outcome =>
  checkScim(call) ?? call.tenant.groups.byId(call.parameters["groupId"] ?? "") ?? scimRefusal(errors.gone);

/** GET /scim2/Groups, in order of creation. */
export const listScimGroups: Handler = (call) => {
  const barred = checkScim(call);
  if (barred !== undefined) return barred;
  const { groups } = call.tenant;
  const filter = filterOf(call.query);
  if (filter !== undefined && !isAbout(filter, "displayName"))
    return scimRefusal(scimGroupList.errors.filter, { filter: filter.attribute }, 'The filter is displayName eq "…".');
  const named = filter === undefined ? undefined : groups.byName(filter.value ?? "");
  const found = filter === undefined ? groups.all() : [named].filter((group) => group !== undefined);
  const window = windowOf(call.query);
  const { items, total } = takeWindow(found, window);
  return listAnswer(
    total,
    window.startIndex,
    items.map((group) => groupView(call, group)),
  );
};

/** Whether a text can be the name of a group. */
export const isGroupName = (name: string): boolean => name.trim() !== "" && name.length <= groupLimits.nameLength;

/** The alias a body gives, nested as in an answer or under its whole URN as in the documented operation. */
export const aliasIn = (body: Readonly<Record<string, unknown>>): string | undefined =>
  stringOf(objectOf(body[scimUrns.zoomGroup])["emailAlias"]) ?? stringOf(body[`${scimUrns.zoomGroup}:emailAlias`]);

/** POST /scim2/Groups. */
export const createScimGroup: Handler = (call) => {
  const { errors } = scimGroupCreate;
  const barred = checkScim(call);
  if (barred !== undefined) return barred;
  const { body, tenant } = call;
  const name = stringOf(body["displayName"]) ?? "";
  if (!isGroupName(name)) return scimRefusal(errors.name);
  if (tenant.groups.byName(name) !== undefined) return scimRefusal(errors.used, { groupName: name });
  if (tenant.groups.size >= groupLimits.total || hasNoGroupsLeftToday(call))
    return scimRefusal(
      errors.failed,
      undefined,
      `An account has at most ${groupLimits.total} groups and makes ${groupLimits.perDay} a day.`,
    );
  const group = makeGroup(call, name, aliasIn(body));
  const hint = body["members"] === undefined ? "" : "Members are added by PATCH: those of the body were left out.";
  return scimOk(201, groupView(call, group), hint);
};

/** GET /scim2/Groups/{groupId}. */
export const getScimGroup: Handler = (call) => {
  const group = findScimGroup(call, scimGroupGet.errors);
  return "body" in group ? group : scimOk(200, groupView(call, group));
};

/** DELETE /scim2/Groups/{groupId}: its members leave it and stay in the account. */
export const deleteScimGroup: Handler = (call) => {
  const group = findScimGroup(call, scimGroupDelete.errors);
  if ("body" in group) return group;
  if (group.isDefault === true) return scimRefusal(scimGroupDelete.errors.isDefault);
  removeGroup(call.world, call.tenant, group);
  groupMoved(call.world, call.tenant, group, "group.deleted");
  return ok(204, "");
};
