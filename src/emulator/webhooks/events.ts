import { exactJson } from "#base";

import type { User } from "../records.ts";
import { displayName } from "../users/view.ts";
import { ownerOf, type Tenant, type World } from "../world.ts";

/** Events that the emulator sends; the others of the facts have no cause here. In alphabetical order. */
export const sentEvents = [
  "user.activated",
  "user.created",
  "user.deactivated",
  "user.deleted",
  "user.disassociated",
  "user.invitation_accepted",
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

/** Who did it: the person behind the token, or the owner, in whose name server-to-server apps act. */
const operator = (world: World, tenant: Tenant): Payload => {
  const user = (world.actor === undefined ? undefined : tenant.users.byId(world.actor)) ?? ownerOf(tenant);
  return user === undefined ? {} : { operator: user.email, operator_id: user.id };
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
    ...operator(world, tenant),
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
  publish(world, tenant, event, () => ({ ...operator(world, tenant), object: person(user) }));
};

/** The values that user.updated reports, as GET shows them. */
const reported = (user: User): Payload => {
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
    host_key: profile?.host_key ?? "",
    dept: profile?.dept ?? "",
    language: profile?.language ?? "en-US",
    custom_attributes: profile?.custom_attributes ?? [],
    primary_group_id: profile?.group_ids?.[0] ?? "",
  };
};

/** To be called before a user changes: remembers what must be compared. undefined when nobody listens. */
export const beforeUpdate = (world: World, user: User): Payload | undefined =>
  world.outbox.hasWebhooks ? reported(user) : undefined;

/** Nothing is sent when none of the reported values has changed. */
export const userUpdated = (world: World, tenant: Tenant, user: User, before: Payload | undefined): void => {
  if (before === undefined) return;
  const after = reported(user);
  const changed = Object.keys(after).filter(
    (key) => exactJson.stringify(after[key]) !== exactJson.stringify(before[key]),
  );
  if (changed.length === 0) return;
  const pick = (from: Payload): Payload => Object.fromEntries(changed.map((key) => [key, from[key]]));
  publish(world, tenant, "user.updated", () => ({
    ...operator(world, tenant),
    object: { id: user.id, ...pick(after) },
    old_object: { id: user.id, ...pick(before) },
    time_stamp: world.now(),
  }));
};
