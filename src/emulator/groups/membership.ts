import type { Group, Profile, User } from "../records.ts";
import { membersChanged } from "../webhooks/group-events.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";

type List = "group_ids" | "admin_group_ids";

/** A profile with another list of groups; nothing where nothing is left. */
const withList = (profile: Profile | null, list: List, ids: readonly string[]): Profile | null => {
  const next: Profile = { ...profile };
  if (ids.length === 0) delete next[list];
  else next[list] = ids;
  return Object.keys(next).length === 0 ? null : next;
};

/** Groups of a user in the order of joining; the first is the primary one. */
export const groupsOf = (user: User): readonly string[] => user.profile?.group_ids ?? [];
/** Groups a user administers. */
export const adminOf = (user: User): readonly string[] => user.profile?.admin_group_ids ?? [];

export const setGroups = (world: World, tenant: Tenant, user: User, ids: readonly string[]): void =>
  world.changeUser(tenant, user, () => (user.profile = withList(user.profile, "group_ids", ids)));

const setAdminOf = (world: World, tenant: Tenant, user: User, ids: readonly string[]): void =>
  world.changeUser(tenant, user, () => (user.profile = withList(user.profile, "admin_group_ids", ids)));

/** Puts a user into just these groups, and tells of those that are left and joined. */
export const moveTo = (world: World, tenant: Tenant, user: User, ids: readonly string[]): void => {
  const former = groupsOf(user);
  setGroups(world, tenant, user, ids);
  const tell = (changed: readonly string[], event: "group.member_added" | "group.member_deleted"): void => {
    for (const id of changed) {
      const group = tenant.groups.byId(id);
      if (group !== undefined) membersChanged(world, tenant, group, event, [user]);
    }
  };
  tell(
    former.filter((id) => !ids.includes(id)),
    "group.member_deleted",
  );
  tell(
    ids.filter((id) => !former.includes(id)),
    "group.member_added",
  );
};

export const join = (world: World, tenant: Tenant, user: User, group: Group): void => {
  if (!groupsOf(user).includes(group.id)) setGroups(world, tenant, user, [...groupsOf(user), group.id]);
};

export const leave = (world: World, tenant: Tenant, user: User, group: Group): void =>
  setGroups(
    world,
    tenant,
    user,
    groupsOf(user).filter((id) => id !== group.id),
  );

export const makeAdmin = (world: World, tenant: Tenant, user: User, group: Group): void => {
  if (!adminOf(user).includes(group.id)) setAdminOf(world, tenant, user, [...adminOf(user), group.id]);
};

export const dismissAdmin = (world: World, tenant: Tenant, user: User, group: Group): void =>
  setAdminOf(
    world,
    tenant,
    user,
    adminOf(user).filter((id) => id !== group.id),
  );

/** The group that was chosen for a pending user, now that the invitation is accepted. Call it inside `changeUser`. */
export const joinChosenGroup = (tenant: Tenant, user: User): void => {
  const { group_id: chosen, ...rest } = user.profile ?? {};
  if (chosen === undefined) return;
  const profile = Object.keys(rest).length === 0 ? null : rest;
  const isThere = tenant.groups.byId(chosen) !== undefined && !groupsOf(user).includes(chosen);
  user.profile = isThere ? withList(profile, "group_ids", [...groupsOf(user), chosen]) : profile;
};
