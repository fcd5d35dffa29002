import { groupUpdate } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { stringOf } from "../read.ts";
import { groupRenamed } from "../webhooks/group-events.ts";
import { findGroup } from "./find.ts";

const { errors } = groupUpdate;

/** PATCH /groups/{groupId}: another name. */
export const updateGroup: Handler = (call) => {
  const group = findGroup(call, errors);
  if ("body" in group) return group;
  const { world, tenant } = call;
  const name = stringOf(call.body["name"]) ?? "";
  if (name.trim() === "") return { ...ok(204, ""), hint: "No name was given: nothing was changed." };
  const holder = tenant.groups.byName(name);
  if (holder !== undefined && holder !== group) return refusal(errors.nameUsed, { groupName: name });
  const oldName = group.name;
  world.renameGroup(tenant, group, name);
  groupRenamed(world, tenant, group, oldName);
  return ok(204, "");
};
