import { roles } from "#zoom";

import type { Role, User } from "../records.ts";
import { beforeUpdate, userUpdated } from "../webhooks/events.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";

/** Pending and expired users have no role yet. */
export const isMember = (user: User, role: Role): boolean =>
  user.roleId === role.id && (user.status === "active" || user.status === "inactive");

/** How many users each role has. */
export const countMembers = (tenant: Tenant): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const user of tenant.users.from(0))
    if (user.status === "active" || user.status === "inactive")
      counts.set(user.roleId, (counts.get(user.roleId) ?? 0) + 1);
  return counts;
};

export const assignRole = (world: World, tenant: Tenant, user: User, roleId: string): void => {
  const before = beforeUpdate(world, user);
  world.changeUser(tenant, user, () => (user.roleId = roleId));
  userUpdated(world, tenant, user, before);
};

/** Takes a role out of the account; who had it is a Member. */
export const removeRole = (world: World, tenant: Tenant, role: Role): void => {
  for (const user of tenant.users.all()) if (user.roleId === role.id) assignRole(world, tenant, user, roles.member.id);
  world.removeRole(tenant, role);
};
