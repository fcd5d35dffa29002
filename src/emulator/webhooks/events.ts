import { exactJson } from "#base";

import type { User } from "../records.ts";
import { displayName, pictureUrl } from "../users/view.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { operator, type Payload, publish } from "./publish.ts";

const person = (user: User): Payload => ({
  id: user.id,
  first_name: user.firstName,
  last_name: user.lastName,
  email: user.email,
  type: user.type,
});

/** As facts have it: names that were never given are left out. */
const namesOf = (user: User): Payload => ({
  first_name: user.firstName || undefined,
  last_name: user.lastName || undefined,
});

const tellCreated = (world: World, tenant: Tenant, user: User): number =>
  publish(world, tenant, {
    event: "user.created",
    about: user.id,
    payload: () => ({
      ...operator(world, tenant),
      creation_type: user.action,
      object: {
        id: user.id,
        ...namesOf(user),
        display_name: displayName(user) || undefined,
        email: user.email,
        type: user.type,
      },
    }),
  });

const tellsAtAcceptance = ({ account }: Tenant): boolean => account.switches.createdEvent === "acceptance";

/** A user was added, by an invitation too, unless the account's switch has that told of later. */
export const userCreated = (world: World, tenant: Tenant, user: User): void => {
  if (!world.outbox.hasWebhooks) return;
  if (user.status !== "pending" || !tellsAtAcceptance(tenant)) tellCreated(world, tenant, user);
};

export const invitationAccepted = (world: World, tenant: Tenant, user: User): void => {
  if (tellsAtAcceptance(tenant)) tellCreated(world, tenant, user);
  publish(world, tenant, {
    event: "user.invitation_accepted",
    about: user.id,
    payload: () => ({ object: { id: user.id, ...namesOf(user), email: user.email, type: user.type } }),
  });
};

/** A user was activated, deactivated, deleted or disassociated. */
export const userMoved = (
  world: World,
  tenant: Tenant,
  user: User,
  event: "user.activated" | "user.deactivated" | "user.deleted" | "user.disassociated",
): void => {
  const payload = (): Payload => ({ ...operator(world, tenant), object: person(user) });
  publish(world, tenant, { event, about: user.id, payload });
};

/** The values that user.updated reports, as GET shows them. */
const reported = (user: User, origin: string): Payload => {
  const { profile } = user;
  return {
    first_name: user.firstName,
    last_name: user.lastName,
    display_name: displayName(user),
    email: user.email,
    type: user.type,
    phone_number: profile?.phone_number ?? "",
    phone_country: profile?.phone_country ?? "",
    company: profile?.company ?? "",
    pmi: user.pmi,
    use_pmi: profile?.use_pmi ?? false,
    timezone: profile?.timezone ?? "",
    vanity_name: profile?.vanity_name ?? "",
    pic_url: pictureUrl(user, origin) ?? "",
    host_key: profile?.host_key ?? "",
    role: user.roleId,
    dept: profile?.dept ?? "",
    language: profile?.language ?? "en-US",
    custom_attributes: profile?.custom_attributes ?? [],
    primary_group_id: profile?.group_ids?.[0] ?? "",
  };
};

/** To be called before a user changes: remembers what must be compared. undefined when nobody listens. */
export const beforeUpdate = (world: World, user: User): Payload | undefined =>
  world.outbox.hasWebhooks ? reported(user, world.origin) : undefined;

/** Nothing is sent when none of the reported values has changed. */
export const userUpdated = (world: World, tenant: Tenant, user: User, before: Payload | undefined): void => {
  if (before === undefined) return;
  const after = reported(user, world.origin);
  const changed = Object.keys(after).filter(
    (key) => exactJson.stringify(after[key]) !== exactJson.stringify(before[key]),
  );
  if (changed.length === 0) return;
  const pick = (from: Payload): Payload => Object.fromEntries(changed.map((key) => [key, from[key]]));
  publish(world, tenant, {
    event: "user.updated",
    about: user.id,
    payload: () => ({
      ...operator(world, tenant),
      object: { id: user.id, ...pick(after) },
      old_object: { id: user.id, ...pick(before) },
      time_stamp: world.now(),
    }),
  });
};
