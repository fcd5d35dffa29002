import { groupDelete } from "#zoom";

import { ok } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import type { Group } from "../records.ts";
import { groupMoved } from "../webhooks/group-events.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { findGroup } from "./find.ts";
import { dismissAdmin, leave } from "./membership.ts";

/** Takes a group out of the account; nobody belongs to it any more. */
export const removeGroup = (world: World, tenant: Tenant, group: Group): void => {
  for (const user of tenant.groups.members(group)) leave(world, tenant, user, group);
  for (const user of tenant.groups.admins(group)) dismissAdmin(world, tenant, user, group);
  world.removeGroup(tenant, group);
};

/** DELETE /groups/{groupId}: its members leave it and stay in the account. */
export const deleteGroup: Handler = (call) => {
  const group = findGroup(call, groupDelete.errors);
  if ("body" in group) return group;
  removeGroup(call.world, call.tenant, group);
  groupMoved(call.world, call.tenant, group, "group.deleted");
  return ok(204, "");
};
