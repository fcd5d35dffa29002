import { z } from "zod";

import { notesUpdated, presenceUpdated, userSettingsUpdated, userSigned } from "../webhooks/client-events.ts";
import { groupSettingsUpdated } from "../webhooks/group-events.ts";
import type { Group, User } from "../records.ts";
import type { Tenant, World } from "../world.ts";
import { noAccount, tenantOf } from "./accounts.ts";
import { type ControlCall, type ControlRoute, json, problem } from "./route.ts";

const changed = z.record(z.string(), z.unknown());
const user = z.string();
const signIn = {
  user,
  client_type: z.string().default("browser"),
  version: z.string().default("6.5.0"),
  login_type: z.union([z.number(), z.string()]).default(100),
};

/** What may be made to happen, by the name of the event it causes. */
const eventSchema = z.discriminatedUnion("event", [
  z.strictObject({ event: z.literal("group.lock_settings_updated"), group: z.string(), settings: changed }),
  z.strictObject({ event: z.literal("group.settings_updated"), group: z.string(), settings: changed }),
  z.strictObject({
    event: z.literal("user.personal_notes_updated"),
    user,
    personal_notes: z.string(),
    old_personal_notes: z.string().default(""),
  }),
  z.strictObject({
    event: z.literal("user.presence_status_updated"),
    user,
    presence_status: z.string(),
    app: changed.exactOptional(),
  }),
  z.strictObject({
    event: z.literal("user.settings_updated"),
    user,
    settings: changed,
    old_settings: changed.default({}),
  }),
  z.strictObject({ event: z.literal("user.signed_in"), ...signIn }),
  z.strictObject({ event: z.literal("user.signed_out"), ...signIn }),
]);

type Happening = z.infer<typeof eventSchema>;

/** Events that a call of the control plane makes happen; all others have a cause in the API. In alphabetical order. */
export const raisedEvents: readonly string[] = eventSchema.options.map(({ shape }) => shape.event.value);

/** Signing in is more than an event: the user's last login moves. */
const sign = (world: World, tenant: Tenant, who: User, happening: Happening & { event: `user.signed_${string}` }) => {
  const { event, client_type, version, login_type } = happening;
  if (event === "user.signed_in") world.changeUser(tenant, who, () => (who.lastLoginAt = world.now()));
  return userSigned(world, tenant, who, event, { client_type, version, login_type });
};

const ofUser = (world: World, tenant: Tenant, who: User, happening: Happening): number => {
  switch (happening.event) {
    case "user.personal_notes_updated":
      return notesUpdated(world, tenant, who, happening.personal_notes, happening.old_personal_notes);
    case "user.presence_status_updated":
      return presenceUpdated(world, tenant, who, happening.presence_status, happening.app);
    case "user.settings_updated":
      return userSettingsUpdated(world, tenant, who, happening.settings, happening.old_settings);
    case "user.signed_in":
    case "user.signed_out":
      return sign(world, tenant, who, happening);
    case "group.lock_settings_updated":
    case "group.settings_updated":
      return 0;
  }
};

const groupNamed = ({ groups }: Tenant, name: string): Group | undefined => groups.byId(name) ?? groups.byName(name);

const raise = (call: ControlCall) => {
  const { world } = call;
  const tenant = tenantOf(call);
  if (tenant === undefined) return noAccount;
  const happening = eventSchema.parse(call.body);
  const told = (deliveries: number) => json(202, { event: happening.event, deliveries });
  if ("group" in happening) {
    const group = groupNamed(tenant, happening.group);
    return group === undefined
      ? problem(404, `The account has no group ${happening.group}.`)
      : told(groupSettingsUpdated(world, tenant, group, happening.event, happening.settings));
  }
  const who = tenant.users.byId(happening.user) ?? tenant.users.byEmail(happening.user);
  return who?.status === "active"
    ? told(ofUser(world, tenant, who, happening))
    : problem(404, `The account has no active user ${happening.user}.`);
};

export const eventRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/events",
    what: `Makes something happen that no call of the API causes, and tells subscriptions: ${raisedEvents.join(", ")}. \`user\` is an address or id, \`group\` a name or id; ?account= names the account. Signing in moves the user's last login.`,
    example: { event: "user.signed_in", user: "amy@acme.test", client_type: "mac", version: "6.5.0" },
    handle: raise,
  },
];
