import { exactJson } from "#base";

import type { User } from "../records.ts";
import { displayName, pictureUrl, timeText } from "../users/view.ts";
import { ownerOf, type Tenant, type World } from "../world.ts";

/** Events that the emulator sends; the others of the facts have no cause here. In alphabetical order. */
export const sentEvents = [
  "group.lock_settings_updated",
  "group.settings_updated",
  "user.activated",
  "user.created",
  "user.deactivated",
  "user.deleted",
  "user.disassociated",
  "user.invitation_accepted",
  "user.settings_updated",
  "user.presence_status_updated",
  "user.updated",
] as const;

type SentEvent = (typeof sentEvents)[number];

type Payload = Readonly<Record<string, unknown>>;

/** Puts one event on its way to every subscription that wants it. `payload` is made only when one does. */
const publish = (world: World, { account }: Tenant, event: SentEvent, payload: () => Payload): void => {
  const { outbox } = world;
  const wanted = outbox
    .webhooksOf(account.id)
    .filter(({ events, state }) => state !== "invalid" && (events.includes("*") || events.includes(event)));
  if (wanted.length === 0) return;
  const body = exactJson.stringify({
    event,
    event_ts: world.now(),
    payload: { account_id: account.id, ...payload() },
  });
  for (const { id } of wanted) outbox.send({ account: account.id, webhook: id, event, body, replayOf: null });
};

/** Who did it: the owner, in whose name every app of the account acts. */
const operator = (tenant: Tenant): Payload => {
  const owner = ownerOf(tenant);
  return owner === undefined ? {} : { operator: owner.email, operator_id: owner.id };
};

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

export const userCreated = (world: World, tenant: Tenant, user: User): void => {
  if (!world.outbox.hasWebhooks) return;
  publish(world, tenant, "user.created", () => ({
    ...operator(tenant),
    creation_type: user.action,
    object: {
      id: user.id,
      ...namesOf(user),
      display_name: displayName(user) || undefined,
      email: user.email,
      type: user.type,
    },
  }));
};

export const invitationAccepted = (world: World, tenant: Tenant, user: User): void => {
  if (!world.outbox.hasWebhooks) return;
  publish(world, tenant, "user.invitation_accepted", () => ({
    object: { id: user.id, ...namesOf(user), email: user.email, type: user.type },
  }));
};

/** A user was activated, deactivated, deleted or disassociated. */
export const userMoved = (
  world: World,
  tenant: Tenant,
  user: User,
  event: "user.activated" | "user.deactivated" | "user.deleted" | "user.disassociated",
): void => {
  if (!world.outbox.hasWebhooks) return;
  publish(world, tenant, event, () => ({ ...operator(tenant), object: person(user) }));
};

/** Nobody is its operator. */
export const presenceUpdated = (world: World, tenant: Tenant, user: User, status: string): void => {
  if (!world.outbox.hasWebhooks) return;
  publish(world, tenant, "user.presence_status_updated", () => ({
    object: { id: user.id, email: user.email, presence_status: status, date_time: timeText(world.now()) },
  }));
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
  publish(world, tenant, "user.updated", () => ({
    ...operator(tenant),
    object: { id: user.id, ...pick(after) },
    old_object: { id: user.id, ...pick(before) },
    time_stamp: world.now(),
  }));
};

/** A change that is told with what was before: `object` and `old_object` name the same keys. */
export const publishChange = (
  world: World,
  tenant: Tenant,
  event: "group.settings_updated" | "user.settings_updated",
  object: Payload,
  oldObject: Payload,
): void => {
  publish(world, tenant, event, () => ({
    ...operator(tenant),
    object,
    old_object: oldObject,
    time_stamp: world.now(),
  }));
};

/** `settings` are the locks as they were given. */
export const locksUpdated = (world: World, tenant: Tenant, id: string, settings: Payload): void => {
  if (!world.outbox.hasWebhooks || Object.keys(settings).length === 0) return;
  publish(world, tenant, "group.lock_settings_updated", () => ({ ...operator(tenant), object: { id, settings } }));
};
