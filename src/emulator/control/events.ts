import { z } from "zod";

import { loginTypes } from "#zoom";

import { sendMail } from "../inbox/send.ts";
import type { User } from "../records.ts";
import { signIn, signOut } from "../users/presence.ts";
import { notesUpdated, userSigned } from "../webhooks/client-events.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { noAccount, tenantOf } from "./accounts.ts";
import { type ControlCall, type ControlRoute, json, problem } from "./route.ts";

const user = z.string();
const signing = {
  user,
  client_type: z.string().default("browser"),
  version: z.string().default("6.5.0"),
  login_type: z.union([z.number(), z.string()]).default(100),
};

/** What may be made to happen, by the name of the event it causes. */
const eventSchema = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("user.personal_notes_updated"),
    user,
    personal_notes: z.string(),
    old_personal_notes: z.string().default(""),
  }),
  z.strictObject({ event: z.literal("user.signed_in"), ...signing }),
  z.strictObject({ event: z.literal("user.signed_out"), ...signing }),
]);

type Happening = z.infer<typeof eventSchema>;

/** Events that a call of the control plane makes happen; all others have a cause in the API. In alphabetical order. */
export const raisedEvents: readonly string[] = eventSchema.options.map(({ shape }) => shape.event.value);

/** Zoom writes to those who signed in with a password of its own, on accounts below Business. */
const alertsOf = ({ account }: Tenant, { action }: User, loginType: number | string): boolean =>
  account.settings.plan !== "business" &&
  String(loginType) === String(loginTypes.workEmail) &&
  (action === "create" || action === "autoCreate");

/** Signing in is more than an event: the user's last login moves, and the user is there to be seen, or not any more. */
const sign = (world: World, tenant: Tenant, who: User, happening: Happening & { event: `user.signed_${string}` }) => {
  const { event, client_type, version, login_type } = happening;
  if (event === "user.signed_out") signOut(tenant, who);
  else {
    world.changeUser(tenant, who, () => (who.lastLoginAt = world.now()));
    signIn(tenant, who);
    if (alertsOf(tenant, who, login_type)) sendMail(world, who, "sign-in");
  }
  return userSigned(world, tenant, who, event, { client_type, version, login_type });
};

const happen = (world: World, tenant: Tenant, who: User, happening: Happening): number =>
  happening.event === "user.personal_notes_updated"
    ? notesUpdated(world, tenant, who, happening.personal_notes, happening.old_personal_notes)
    : sign(world, tenant, who, happening);

const raise = (call: ControlCall) => {
  const { world } = call;
  const tenant = tenantOf(call);
  if (tenant === undefined) return noAccount;
  const happening = eventSchema.parse(call.body);
  const who = tenant.users.byId(happening.user) ?? tenant.users.byEmail(happening.user);
  return who?.status === "active"
    ? json(202, { event: happening.event, deliveries: happen(world, tenant, who, happening) })
    : problem(404, `The account has no active user ${happening.user}.`);
};

export const eventRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/events",
    what: `Makes something happen that no call of the API causes, and tells subscriptions: ${raisedEvents.join(", ")}. \`user\` is an address or id, \`group\` a name or id; ?account= names the account. Signing in moves the user's last login and, by password on a Free or Pro account, sends a mail.`,
    example: { event: "user.signed_in", user: "amy@acme.test", client_type: "mac", version: "6.5.0" },
    handle: raise,
  },
];
