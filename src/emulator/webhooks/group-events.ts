import type { Group, User } from "../records.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { operator, type Payload, publish } from "./publish.ts";

/** A group was made or deleted. */
export const groupMoved = (
  world: World,
  tenant: Tenant,
  { id, name }: Group,
  event: "group.created" | "group.deleted",
): void => {
  const object = { id, name };
  publish(world, tenant, { event, payload: () => ({ ...operator(world, tenant), object }) });
};

/** A group got another name; nothing is sent when it is the old one. */
export const groupRenamed = (world: World, tenant: Tenant, { id, name }: Group, oldName: string): void => {
  if (name === oldName) return;
  publish(world, tenant, {
    event: "group.updated",
    payload: () => ({
      ...operator(world, tenant),
      object: { id, name },
      old_object: { id, name: oldName },
      time_stamp: world.now(),
    }),
  });
};

const shortly = (users: readonly User[]): readonly Payload[] => users.map(({ id, email }) => ({ id, email }));

/** Users joined a group or left it; nothing is sent for nobody. */
export const membersChanged = (
  world: World,
  tenant: Tenant,
  { id }: Group,
  event: "group.member_added" | "group.member_deleted",
  users: readonly User[],
): void => {
  if (users.length === 0) return;
  publish(world, tenant, {
    event,
    ...(event === "group.member_deleted" ? { sentAs: tenant.account.switches.memberDeletedEvent } : {}),
    payload: () => ({
      ...operator(world, tenant),
      object: { id, members: shortly(users) },
      time_stamp: world.now(),
    }),
  });
};

/** Users became administrators of a group, or are none any more. */
export const adminsChanged = (
  world: World,
  tenant: Tenant,
  { id }: Group,
  event: "group.admin_added" | "group.admin_deleted",
  users: readonly User[],
): void => {
  if (users.length === 0) return;
  const object = { id, admins: shortly(users) };
  publish(world, tenant, { event, payload: () => ({ ...operator(world, tenant), object }) });
};

/** A group's settings changed: both hold only what did, section by section. */
export const groupSettingsUpdated = (
  world: World,
  tenant: Tenant,
  id: string,
  settings: Payload,
  oldSettings: Payload,
): number =>
  publish(world, tenant, {
    event: "group.settings_updated",
    payload: () => ({
      ...operator(world, tenant),
      object: { id, settings },
      old_object: { id, settings: oldSettings },
      time_stamp: world.now(),
    }),
  });

/** What a group locks changed: `settings` are the locks as they were given. Nothing is sent for none. */
export const groupLocksUpdated = (world: World, tenant: Tenant, { id }: Group, settings: Payload): void => {
  if (Object.keys(settings).length === 0) return;
  publish(world, tenant, {
    event: "group.lock_settings_updated",
    payload: () => ({ ...operator(world, tenant), object: { id, settings } }),
  });
};
