import { z } from "zod";

import { merge } from "./merge.ts";
import { changesPerDay } from "./presets.ts";
import { switchFacts } from "./switch-facts.ts";
import { defaultSwitches, type Switches, type SwitchName } from "./switches.ts";

export const words = z.array(z.string()).readonly();
const seats = z.number().int().min(0);

/** What an administrator or Zoom has set up; also the `settings` of the control plane, where every part is optional. */
export const settingsSchema = z.object({
  plan: z.enum(["free", "pro", "business"]),
  seats: z.object({
    basic: seats.nullable(),
    licensed: seats,
    workplace: seats,
    phone: seats,
    united: seats.nullable(),
  }),
  subscriptions: z.array(z.strictObject({ id: z.string(), licensed: seats, workplace: seats })).readonly(),
  features: z.record(z.string(), seats).readonly(),
  managedDomains: words,
  autoCreate: z.boolean(),
  sso: z.boolean(),
  preProvisioning: z.boolean(),
  isv: z.boolean(),
  gpa: z.boolean(),
  allowedDomains: words,
  blockedDomains: words,
  zoomBlockedDomains: words,
  refusedWords: words,
  mayAssignLicences: z.boolean(),
  addOns: z.record(z.string(), seats),
  upcomingEvents: z.record(z.string(), seats),
  password: z.object({
    minimumLength: z.number().int().min(8).max(14),
    special: z.boolean(),
    consecutive: z.union([z.literal(0), z.number().int().min(4).max(8)]),
    weak: z.boolean(),
    history: z.number().int().min(0).max(24),
    changesPerDay: z.number().int().min(1),
  }),
  trustedDomains: words,
  billing: z.enum(["complete", "no account", "no contact"]),
  vanityUrl: z.string().nullable(),
});

/** The same in a record: one of a time before a part was there has none of it. */
export const keptSettings = settingsSchema.extend({
  seats: settingsSchema.shape.seats.extend({ united: seats.nullable().default(null) }),
  features: settingsSchema.shape.features.default({}),
  addOns: settingsSchema.shape.addOns.default({}),
  upcomingEvents: settingsSchema.shape.upcomingEvents.default({}),
  password: settingsSchema.shape.password.extend({
    history: settingsSchema.shape.password.shape.history.default(0),
    changesPerDay: settingsSchema.shape.password.shape.changesPerDay.default(changesPerDay),
  }),
  trustedDomains: words.default([]),
  billing: settingsSchema.shape.billing.default("complete"),
  vanityUrl: z.string().nullable().default(null),
});

const oneOf = <Name extends SwitchName>(name: Name): z.ZodType<Switches[Name]> => {
  const values: readonly string[] = switchFacts[name].values;
  return z.custom<Switches[Name]>(
    (value) => typeof value === "string" && values.includes(value),
    `${name} is one of: ${values.join(", ")}`,
  );
};

export const switchesSchema = z.strictObject({
  burn: oneOf("burn"),
  conflictText: oneOf("conflictText"),
  contentLocation: oneOf("contentLocation"),
  createOutcome: oneOf("createOutcome"),
  createdEvent: oneOf("createdEvent"),
  emailCheck: oneOf("emailCheck"),
  emailDomainCode: oneOf("emailDomainCode"),
  entitlementRefusal: oneOf("entitlementRefusal"),
  freeCreate: oneOf("freeCreate"),
  invalidGrant: oneOf("invalidGrant"),
  limits: oneOf("limits"),
  lockedSettings: oneOf("lockedSettings"),
  me: oneOf("me"),
  memberDeletedEvent: oneOf("memberDeletedEvent"),
  multipart: oneOf("multipart"),
  pageSizeLimit: oneOf("pageSizeLimit"),
  pageSizeOutOfRange: oneOf("pageSizeOutOfRange"),
  paidOnly: oneOf("paidOnly"),
  pendingId: oneOf("pendingId"),
  pendingPatch: oneOf("pendingPatch"),
  rateTypeHeader: oneOf("rateTypeHeader"),
  refreshLife: oneOf("refreshLife"),
  repostPending: oneOf("repostPending"),
  roleCreate: oneOf("roleCreate"),
  seatError: oneOf("seatError"),
  ssoOutcome: oneOf("ssoOutcome"),
  statusSuccess: oneOf("statusSuccess"),
  tokenErrorStatus: oneOf("tokenErrorStatus"),
  tokenParameters: oneOf("tokenParameters"),
  typeErrors: oneOf("typeErrors"),
  unknownAccount: oneOf("unknownAccount"),
  unknownRoute: oneOf("unknownRoute"),
  userOrder: oneOf("userOrder"),
  wrongMethod: oneOf("wrongMethod"),
});

/** The same in a record: a file written before a switch was added knows nothing of it. */
export const keptSwitches = switchesSchema.partial().transform((known): Switches => merge(defaultSwitches, known));
