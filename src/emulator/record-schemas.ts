import { z } from "zod";

import { createActions, hosts } from "#zoom";

import { languages } from "./faults/localised.ts";
import { merge } from "./merge.ts";
import { defaultSwitches, type Switches, type SwitchName, switchFacts } from "./switches.ts";

const code = z.union([z.number(), z.bigint()]);

const licence = z.object({ license_type: z.string(), license_option: code, subscription_id: z.string() });

const list = z.array(z.unknown()).readonly().exactOptional();
const text = z.string().exactOptional();
const ids = z.array(z.string()).readonly().exactOptional();

const profile = z.object({
  display_name: text,
  timezone: text,
  language: text,
  dept: text,
  vanity_name: text,
  host_key: text,
  cms_user_id: text,
  job_title: text,
  company: text,
  location: text,
  cost_center: text,
  manager: text,
  phone_country: text,
  phone_number: text,
  phone_numbers: list,
  division_ids: list,
  group_id: text,
  group_ids: ids,
  admin_group_ids: ids,
  assistants: z
    .array(z.object({ id: z.string(), events: z.boolean() }))
    .readonly()
    .exactOptional(),
  custom_attributes: list,
  pronouns: text,
  pronouns_option: z.number().exactOptional(),
  about_me: text,
  linkedin_url: text,
  use_pmi: z.boolean().exactOptional(),
  zoom_phone: z.boolean().exactOptional(),
  zoom_one_type: code.exactOptional(),
  plan_united_type: text,
  license_info_list: z.array(licence).readonly().exactOptional(),
});

const user = z.object({
  seq: z.number(),
  account: z.string(),
  id: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  type: z.number(),
  status: z.enum(["active", "inactive", "pending", "expired"]),
  action: z.enum(createActions),
  roleId: z.string(),
  pmi: z.number(),
  createdAt: z.number(),
  invitedAt: z.number(),
  lastLoginAt: z.number().nullable(),
  profile: profile.nullable(),
});

const group = z.object({ seq: z.number(), account: z.string(), id: z.string(), name: z.string() });

const role = z.object({
  account: z.string(),
  id: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.enum(["common", "iq"]),
  privileges: z.array(z.string()).readonly(),
  secondLevel: z.number().nullable(),
});

const contactGroup = z.object({
  seq: z.number(),
  account: z.string(),
  id: z.string(),
  name: z.string(),
  privacy: z.number(),
  description: z.string(),
  members: z.array(z.object({ type: z.literal([1, 2]), id: z.string() })).readonly(),
});

const division = z.object({
  seq: z.number(),
  account: z.string(),
  id: z.string(),
  name: z.string(),
  description: z.string(),
  isMain: z.boolean(),
});

const words = z.array(z.string()).readonly();
const seats = z.number().int().min(0);

/** What an administrator or Zoom has set up; also the `settings` of the control plane, where every part is optional. */
export const settingsSchema = z.object({
  plan: z.enum(["free", "pro", "business"]),
  seats: z.object({ basic: seats.nullable(), licensed: seats, workplace: seats, phone: seats }),
  subscriptions: z.array(z.strictObject({ id: z.string(), licensed: seats, workplace: seats })).readonly(),
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
  password: z.object({
    minimumLength: z.number().int().min(8).max(14),
    special: z.boolean(),
    consecutive: z.union([z.literal(0), z.number().int().min(4).max(8)]),
    weak: z.boolean(),
  }),
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
  entitlementRefusal: oneOf("entitlementRefusal"),
  freeCreate: oneOf("freeCreate"),
  invalidGrant: oneOf("invalidGrant"),
  limits: oneOf("limits"),
  me: oneOf("me"),
  memberDeletedEvent: oneOf("memberDeletedEvent"),
  multipart: oneOf("multipart"),
  pageSizeLimit: oneOf("pageSizeLimit"),
  pageSizeOutOfRange: oneOf("pageSizeOutOfRange"),
  paidOnly: oneOf("paidOnly"),
  rateTypeHeader: oneOf("rateTypeHeader"),
  refreshLife: oneOf("refreshLife"),
  repostPending: oneOf("repostPending"),
  roleCreate: oneOf("roleCreate"),
  seatError: oneOf("seatError"),
  statusSuccess: oneOf("statusSuccess"),
  tokenErrorStatus: oneOf("tokenErrorStatus"),
  tokenParameters: oneOf("tokenParameters"),
  unknownRoute: oneOf("unknownRoute"),
});

export const elsewhereSchema = z.enum(["free", "paid", "claimed", "gpa-owner", "forbidden", "call-queue-manager"]);

const account = z.object({
  id: z.string(),
  number: z.number(),
  name: z.string(),
  preset: z.string(),
  settings: settingsSchema,
  // A file written before a switch was added knows nothing of it.
  switches: switchesSchema.partial().transform((known): Switches => merge(defaultSwitches, known)),
  elsewhere: z.record(z.string(), elsewhereSchema),
  nextSeq: z.number(),
  quotaDay: z.number(),
  quotas: z.record(z.string(), z.number()),
});

const permissions = z.array(z.string()).readonly().nullable();

const app = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  account: z.string(),
  name: text,
  kind: z.enum(["server-to-server", "general"]).exactOptional(),
  redirectUris: ids,
  active: z.boolean().exactOptional(),
  secretToken: text,
  scopes: words,
  permissions,
  roleId: text,
});

const grant = z.object({
  secret: z.string(),
  kind: z.enum(["code", "refresh", "device"]),
  clientId: z.string(),
  account: z.string(),
  consent: z.string(),
  userId: z.string(),
  scopes: words,
  expiresAt: z.number(),
  redirectUri: text,
  challenge: text,
  challengeMethod: z.enum(["S256", "plain"]).exactOptional(),
  userCode: text,
  state: z.enum(["open", "allowed", "denied"]).exactOptional(),
  polledAt: z.number().exactOptional(),
});

const token = z.object({
  token: z.string(),
  clientId: z.string(),
  account: z.string(),
  userId: text,
  consent: text,
  scopes: words,
  permissions,
  roleId: text,
  expiresAt: z.number(),
});

const mail = z.object({
  id: z.string(),
  account: z.string(),
  userId: z.string(),
  kind: z.enum(["activation", "join"]),
  to: z.string(),
  at: z.number(),
});

/** What a fault does to the calls it strikes. */
export const effectSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("status"),
    status: z.number().int().min(400).max(599),
    code: z.number().int(),
    message: z.string().max(2000),
  }),
  z.strictObject({ kind: z.literal("rate-limit"), daily: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal("latency"), ms: z.number().int().min(1).max(120_000) }),
  z.strictObject({ kind: z.literal("drop"), after: z.boolean().default(true) }),
  z.strictObject({
    kind: z.literal("garbage"),
    what: z.enum(["empty", "html", "truncated"]).default("html"),
    after: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal("invalid-json") }),
  z.strictObject({ kind: z.literal("localised"), language: z.enum(languages).default("ja") }),
  z.strictObject({ kind: z.literal("expired-token") }),
  z.strictObject({
    kind: z.literal("redirect"),
    status: z.literal([301, 302, 307, 308]).default(307),
    region: z.enum(hosts.regions).nullable().default(null),
  }),
]);

const fault = z.object({
  id: z.string(),
  operation: z.string().nullable(),
  first: z.number().nullable(),
  every: z.number().nullable(),
  // A file of an earlier version has none of these three.
  probability: z.number().nullable().default(null),
  seed: z.number().default(0),
  latency_ms: z.number().default(0),
  effect: effectSchema,
  seen: z.number(),
});

const clock = z.object({ offsetMs: z.number(), frozenAt: z.number().nullable() });

const webhook = z.object({
  id: z.string(),
  account: z.string(),
  url: z.string(),
  events: words,
  secret: z.string(),
  createdAt: z.number(),
  state: z.enum(["valid", "unchecked", "invalid"]),
  problem: z.string(),
  checkAt: z.number().nullable(),
  clientId: text,
  name: text,
  scope: z.enum(["user", "account", "master_account"]).exactOptional(),
  userIds: ids,
  source: z.enum(["default", "openapi"]).exactOptional(),
});

const isJson = (content: string): boolean => {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
};

const attempt = z.object({ at: z.number(), status: z.number().nullable(), ms: z.number(), error: z.string() });

const delivery = z.object({
  id: z.string(),
  account: z.string(),
  webhook: z.string(),
  event: z.string(),
  body: z.string().refine(isJson, "is no JSON"),
  createdAt: z.number(),
  replayOf: z.string().nullable(),
  state: z.enum(["waiting", "delivered", "dropped"]),
  nextAt: z.number().nullable(),
  note: z.string(),
  attempts: z.array(attempt).readonly(),
});

/** One schema for each kind of record. */
export const recordSchemas = {
  account,
  contactGroup,
  division,
  grant,
  group,
  role,
  app,
  token,
  user,
  mail,
  fault,
  clock,
  webhook,
  delivery,
} as const;
