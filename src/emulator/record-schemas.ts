import { z } from "zod";

import { createActions, type MailKind, mails } from "#zoom";

import { keptSettings, keptSwitches, words } from "./account-settings-schema.ts";
import { currentFeatures } from "./settings/kept-features.ts";
import { fault } from "./faults/record-schemas.ts";
import { delivery, webhook } from "./webhooks/record-schemas.ts";

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
  features: z.record(z.string(), z.string()).transform(currentFeatures).readonly().exactOptional(),
  employee_unique_id: text,
  external_id: text,
  force_inactive: z.boolean().exactOptional(),
  is_room: z.boolean().exactOptional(),
  picture: text,
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
  changedAt: z.number().exactOptional(),
});

const group = z.object({
  seq: z.number(),
  account: z.string(),
  id: z.string(),
  name: z.string(),
  createdAt: z.number().exactOptional(),
  changedAt: z.number().exactOptional(),
  isDefault: z.boolean().exactOptional(),
  emailAlias: text,
});

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

const settings = z.object({
  account: z.string(),
  id: z.string(),
  values: z.record(z.string(), z.unknown()),
  locks: z.record(z.string(), z.union([z.boolean(), z.string()])),
  registration: z.record(z.string(), z.unknown()),
  backgrounds: z.array(z.object({ id: z.string(), name: z.string(), size: z.number() })).readonly(),
});

const ofAccount = { account: z.string(), id: z.string() };

const credential = z.object({
  ...ofAccount,
  hashes: z.array(z.string()).readonly(),
  changes: z.array(z.number()).readonly(),
});

const device = z.object({
  ...ofAccount,
  user: z.string(),
  name: z.string(),
  roomName: z.string(),
  roomUserId: z.string(),
  status: z.enum(["Online", "Offline"]),
});

const meetingTemplate = z.object({
  ...ofAccount,
  user: z.string().nullable(),
  name: z.string(),
  settings: z.record(z.string(), z.union([z.string(), z.boolean()])).readonly(),
});

const summaryTemplate = z.object({
  ...ofAccount,
  user: z.string().nullable(),
  name: z.string(),
  description: z.string(),
});

const picture = z.object({
  ...ofAccount,
  key: z.string(),
  type: z.enum(["image/jpeg", "image/png"]),
  data: z.base64(),
});

const presence = z.object({ ...ofAccount, status: z.string(), until: z.number().nullable() });

export const elsewhereSchema = z.enum(["free", "paid", "claimed", "gpa-owner", "forbidden", "call-queue-manager"]);

const account = z.object({
  id: z.string(),
  number: z.number(),
  name: z.string(),
  preset: z.string(),
  settings: keptSettings,
  switches: keptSwitches,
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

const mailKinds = Object.keys(mails).filter((kind): kind is MailKind => Object.hasOwn(mails, kind));

const mail = z.object({
  id: z.string(),
  account: z.string(),
  userId: z.string(),
  kind: z.enum(mailKinds),
  to: z.string(),
  at: z.number(),
});

const clock = z.object({ offsetMs: z.number(), frozenAt: z.number().nullable() });

/** One schema for each kind of record. */
export const recordSchemas = {
  account,
  contactGroup,
  credential,
  device,
  division,
  grant,
  meetingTemplate,
  picture,
  presence,
  summaryTemplate,
  group,
  role,
  settings,
  app,
  token,
  user,
  mail,
  fault,
  clock,
  webhook,
  delivery,
} as const;
