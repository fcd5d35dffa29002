import { scimGroupUpdate } from "#zoom";

import { ok, type Outcome, scimRefusal } from "../answer.ts";
import { isObject } from "../bind.ts";
import { groupsOf, join, leave } from "../groups/membership.ts";
import type { Call, Handler } from "../handlers.ts";
import { listOf, objectOf, stringOf } from "../read.ts";
import type { Group, User } from "../records.ts";
import { groupRenamed, membersChanged } from "../webhooks/group-events.ts";
import { aliasIn, findScimGroup, isGroupName } from "./groups.ts";
import { isThere } from "./find-user.ts";

const { errors } = scimGroupUpdate;

type Step = () => void;

/** `members[value eq "<id>"]` */
const oneMember = /^members\[\s*value\s+eq\s+"([^"]*)"\s*\]$/i;

/** The users that a list of `{value}` names, as far as the account has them; undefined = no such list. */
const usersIn = ({ tenant }: Call, value: unknown): readonly User[] | undefined => {
  const items = listOf(value) ?? (isObject(value) ? [value] : undefined);
  return items?.flatMap((item) => {
    const user = tenant.users.byId(stringOf(objectOf(item)["value"]) ?? "");
    return user !== undefined && isThere(user) ? [user] : [];
  });
};

const members = (call: Call, group: Group, op: string, value: unknown): Step | undefined => {
  const { world, tenant } = call;
  const users = usersIn(call, value);
  const isIn = (user: User): boolean => groupsOf(user).includes(group.id);
  const leaveAll = (leaving: readonly User[]): void => {
    const gone = leaving.filter(isIn);
    for (const user of gone) leave(world, tenant, user, group);
    membersChanged(world, tenant, group, "group.member_deleted", gone);
  };
  if (op === "remove") {
    return () => {
      leaveAll(users ?? tenant.groups.members(group));
    };
  }
  if (users === undefined) return undefined;
  return () => {
    if (op === "replace") leaveAll(tenant.groups.members(group).filter((user) => !users.includes(user)));
    const joining = users.filter((user) => !isIn(user));
    for (const user of joining) join(world, tenant, user, group);
    membersChanged(world, tenant, group, "group.member_added", joining);
  };
};

const rename = ({ world, tenant }: Call, group: Group, name: string): Step | Outcome => {
  if (!isGroupName(name)) return scimRefusal(errors.operations);
  const holder = tenant.groups.byName(name);
  if (holder !== undefined && holder !== group) return scimRefusal(errors.used, { groupName: name });
  return () => {
    const oldName = group.name;
    world.renameGroup(tenant, group, name);
    groupRenamed(world, tenant, group, oldName);
  };
};

const setAlias =
  ({ world }: Call, group: Group, alias: string): Step =>
  () => {
    group.emailAlias = alias;
    world.groupChanged(group);
  };

/** The steps of a replacement without a path: whatever of the group the value names. */
const replaced = (call: Call, group: Group, value: Readonly<Record<string, unknown>>): readonly (Step | Outcome)[] => {
  const name = stringOf(value["displayName"]);
  const alias = aliasIn(value);
  return [
    ...(name === undefined ? [] : [rename(call, group, name)]),
    ...(alias === undefined ? [] : [setAlias(call, group, alias)]),
  ];
};

/** What one operation comes to; nothing = it is none of those that are taken. */
const stepsOf = (call: Call, group: Group, operation: unknown): readonly (Step | Outcome)[] => {
  const { op: given, path: at, value } = objectOf(operation);
  const op = stringOf(given)?.toLowerCase() ?? "";
  const path = stringOf(at) ?? "";
  if (!["add", "remove", "replace"].includes(op)) return [];
  const one = oneMember.exec(path)?.[1];
  if (one !== undefined)
    return op === "remove" ? [members(call, group, op, [{ value: one }]) ?? (() => undefined)] : [];
  if (path === "members" || (path === "" && op === "add" && isObject(value) && "members" in value)) {
    const step = members(call, group, op, path === "" ? objectOf(value)["members"] : value);
    return step === undefined ? [] : [step];
  }
  if (op !== "replace") return [];
  if (path === "displayName") return [rename(call, group, stringOf(value) ?? "")];
  return path === "" ? replaced(call, group, objectOf(value)) : [];
};

/** PATCH /scim2/Groups/{groupId}: all of the operations or none. */
export const updateScimGroup: Handler = (call) => {
  const group = findScimGroup(call, errors);
  if ("body" in group) return group;
  const operations = listOf(call.body["Operations"]) ?? [];
  const steps = operations.map((operation) => stepsOf(call, group, operation));
  if (steps.length === 0 || steps.some((some) => some.length === 0))
    return scimRefusal(errors.operations, undefined, "Operations: add, remove or replace members, or replace a value.");
  const wanted = steps.flat();
  const refused = wanted.find((step) => typeof step !== "function");
  if (refused !== undefined) return refused;
  for (const step of wanted) if (typeof step === "function") step();
  return ok(204, "");
};
