import { z } from "zod";

import { createActions, presence } from "#zoom";

import { settingsSchema, switchesSchema } from "../account-settings-schema.ts";
import type { AccountOptions } from "../add-account.ts";
import { elsewhereSchema } from "../record-schemas.ts";
import type { Profile } from "../records.ts";
import type { SeedBelongings } from "../seed-belongings.ts";
import type { SeedGroup } from "../seed-memberships.ts";

const seatsChange = settingsSchema.shape.seats.partial().strict();
const password = settingsSchema.shape.password.partial().strict();
export const settingsChange = settingsSchema
  .partial()
  .extend({ seats: seatsChange.exactOptional(), password: password.exactOptional() })
  .strict();

const seedUserSchema = z.strictObject({
  email: z.string().min(3),
  id: z.string().exactOptional(),
  first_name: z.string().default(""),
  last_name: z.string().default(""),
  type: z.number().int().default(1),
  status: z.enum(["active", "inactive", "pending"]).default("active"),
  role_id: z.enum(["1", "2"]).default("2"),
  action: z.enum(createActions).default("create"),
  dept: z.string().exactOptional(),
  presence: z.enum(presence.statuses).exactOptional(),
  is_room: z.boolean().exactOptional(),
  force_inactive: z.boolean().exactOptional(),
});

const names = z.array(z.string()).exactOptional();
const pinned = { name: z.string().min(1), id: z.string().min(1).exactOptional(), members: names };
const memberships = {
  groups: z
    .array(z.strictObject({ ...pinned, admins: names, is_default: z.boolean().exactOptional() }))
    .exactOptional(),
  roles: z
    .array(z.strictObject({ ...pinned, description: z.string().exactOptional(), privileges: names }))
    .exactOptional(),
};
type GroupSeed = z.infer<NonNullable<typeof memberships.groups>>;

const thing = { name: z.string().min(1), id: z.string().min(1).exactOptional() };
/** What users have that no operation gives them. */
const belongings = {
  collaboration_devices: z
    .array(
      z.strictObject({
        ...thing,
        user: z.string(),
        room_name: z.string().exactOptional(),
        room_user_id: z.string().exactOptional(),
        status: z.enum(["Online", "Offline"]).default("Online"),
      }),
    )
    .default([]),
  meeting_templates: z
    .array(
      z.strictObject({
        ...thing,
        user: z.string().exactOptional(),
        settings: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default([]),
  summary_templates: z
    .array(z.strictObject({ ...thing, user: z.string().exactOptional(), description: z.string().default("") }))
    .default([]),
};
const belongingsSchema = z.object(belongings);

export const toBelongings = (body: z.infer<typeof belongingsSchema>): SeedBelongings => ({
  devices: body.collaboration_devices.map(({ room_name: roomName, room_user_id: roomUserId, ...device }) => ({
    ...device,
    ...(roomName === undefined ? {} : { roomName }),
    ...(roomUserId === undefined ? {} : { roomUserId }),
  })),
  meetingTemplates: body.meeting_templates,
  summaryTemplates: body.summary_templates,
});

export const toGroups = (groups: GroupSeed): readonly SeedGroup[] =>
  groups.map(({ is_default: isDefault, ...group }) => ({
    ...group,
    ...(isDefault === undefined ? {} : { isDefault }),
  }));

const elsewhere = z.record(z.string().includes("@", "an e-mail address"), elsewhereSchema);

const document = z.strictObject({ settings: z.record(z.string(), z.unknown()).exactOptional() });
const lockable = document.extend({ locks: z.record(z.string(), z.unknown()).exactOptional() });
/** Settings as Zoom has them; which there are is checked by the emulator's facts. */
const documents = z
  .strictObject({
    account: lockable.exactOptional(),
    groups: z.record(z.string(), lockable).exactOptional(),
    users: z.record(z.string(), document).exactOptional(),
  })
  .exactOptional();

export const accountSchema = z.strictObject({
  preset: z.enum(["free", "pro", "business", "education", "isv"]).default("pro"),
  name: z.string().exactOptional(),
  domain: z.string().exactOptional(),
  owner_email: z.string().exactOptional(),
  settings: settingsChange.exactOptional(),
  switches: switchesSchema.partial().exactOptional(),
  users: z.array(seedUserSchema).exactOptional(),
  ...memberships,
  ...belongings,
  documents,
  elsewhere: elsewhere.exactOptional(),
  account_id: z.string().min(1).exactOptional(),
  client_id: z.string().min(1).exactOptional(),
  client_secret: z.string().min(1).exactOptional(),
  scopes: z.array(z.string()).exactOptional(),
  permissions: z.array(z.string()).exactOptional(),
});

export const seedSchema = z.strictObject({
  users: z.array(seedUserSchema).default([]),
  ...memberships,
  ...belongings,
  documents,
  elsewhere: elsewhere.default({}),
});

const toProfile = ({
  dept,
  is_room,
  force_inactive,
}: z.infer<typeof seedUserSchema>): { readonly profile?: Profile } => {
  const profile: Profile = {
    ...(dept === undefined ? {} : { dept }),
    ...(is_room === undefined ? {} : { is_room }),
    ...(force_inactive === undefined ? {} : { force_inactive }),
  };
  return Object.keys(profile).length === 0 ? {} : { profile };
};

export const toSeed = (user: z.infer<typeof seedUserSchema>) => ({
  email: user.email,
  ...(user.id === undefined ? {} : { id: user.id }),
  firstName: user.first_name,
  lastName: user.last_name,
  type: user.type,
  status: user.status,
  roleId: user.role_id,
  action: user.action,
  ...(user.presence === undefined ? {} : { presence: user.presence }),
  ...toProfile(user),
});

export const toOptions = (body: z.infer<typeof accountSchema>): AccountOptions => ({
  ...(body.name === undefined ? {} : { name: body.name }),
  ...(body.domain === undefined ? {} : { domain: body.domain }),
  ...(body.owner_email === undefined ? {} : { ownerEmail: body.owner_email }),
  ...(body.settings === undefined ? {} : { settings: body.settings }),
  ...(body.switches === undefined ? {} : { switches: body.switches }),
  ...(body.documents === undefined ? {} : { documents: body.documents }),
  ...(body.elsewhere === undefined ? {} : { elsewhere: body.elsewhere }),
  ...(body.account_id === undefined ? {} : { accountId: body.account_id }),
  ...(body.client_id === undefined ? {} : { clientId: body.client_id }),
  ...(body.client_secret === undefined ? {} : { clientSecret: body.client_secret }),
  ...(body.scopes === undefined ? {} : { scopes: body.scopes }),
  ...(body.permissions === undefined ? {} : { permissions: body.permissions }),
  ...(body.groups === undefined ? {} : { groups: toGroups(body.groups) }),
  ...toBelongings(body),
  ...(body.roles === undefined ? {} : { roles: body.roles }),
  preset: body.preset,
  users: (body.users ?? []).map(toSeed),
});
