import { z } from "zod";

import { createActions, invitesPerDay, labelLimits, type Plan, presence, userTypes } from "#zoom";

import {
  type AccountOptions,
  addAccount,
  type Credentials,
  mergeSettings,
  seedUser,
  takenSeed,
} from "../add-account.ts";
import { checkBelongings, type SeedBelongings, seedBelongings } from "../seed-belongings.ts";
import { checkMemberships, type SeedGroup, seedMemberships } from "../seed-memberships.ts";
import { emailKey } from "../directory.ts";
import { invitesPool, poolOf, usedToday } from "../limits/windows.ts";
import { merge } from "../merge.ts";
import type { Profile } from "../records.ts";
import { presets } from "../presets.ts";
import { elsewhereSchema, settingsSchema, switchesSchema } from "../record-schemas.ts";
import { switchFacts } from "../switches.ts";
import type { Tenant, World } from "../world.ts";
import { type ControlCall, type ControlRoute, json, problem } from "./route.ts";

const seatsChange = settingsSchema.shape.seats.partial().strict();
const password = settingsSchema.shape.password.partial().strict();
const settingsChange = settingsSchema
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

const toBelongings = (body: z.infer<typeof belongingsSchema>): SeedBelongings => ({
  devices: body.collaboration_devices.map(({ room_name: roomName, room_user_id: roomUserId, ...device }) => ({
    ...device,
    ...(roomName === undefined ? {} : { roomName }),
    ...(roomUserId === undefined ? {} : { roomUserId }),
  })),
  meetingTemplates: body.meeting_templates,
  summaryTemplates: body.summary_templates,
});

const toGroups = (groups: GroupSeed): readonly SeedGroup[] =>
  groups.map(({ is_default: isDefault, ...group }) => ({
    ...group,
    ...(isDefault === undefined ? {} : { isDefault }),
  }));

const elsewhere = z.record(z.string().includes("@", "an e-mail address"), elsewhereSchema);

const accountSchema = z.strictObject({
  preset: z.enum(["free", "pro", "business", "education", "isv"]).default("pro"),
  name: z.string().exactOptional(),
  domain: z.string().exactOptional(),
  owner_email: z.string().exactOptional(),
  settings: settingsChange.exactOptional(),
  switches: switchesSchema.partial().exactOptional(),
  users: z.array(seedUserSchema).exactOptional(),
  ...memberships,
  ...belongings,
  elsewhere: elsewhere.exactOptional(),
  account_id: z.string().min(1).exactOptional(),
  client_id: z.string().min(1).exactOptional(),
  client_secret: z.string().min(1).exactOptional(),
  scopes: z.array(z.string()).exactOptional(),
  permissions: z.array(z.string()).exactOptional(),
});

/** What the control plane says of an account's credentials. */
export const credentialsView = (credentials: Credentials, plan: Plan): Record<string, unknown> => ({
  account_id: credentials.accountId,
  client_id: credentials.clientId,
  client_secret: credentials.clientSecret,
  token: credentials.token,
  owner_email: credentials.ownerEmail,
  plan,
});

const accountView = (world: World, tenant: Tenant): Record<string, unknown> => {
  const { account, users, seats: taken } = tenant;
  const { plan } = account.settings;
  const now = world.now();
  world.expireInvitations(tenant);
  return {
    account_id: account.id,
    name: account.name,
    preset: account.preset,
    settings: account.settings,
    switches: account.switches,
    elsewhere: account.elsewhere,
    today: {
      invites: { used: usedToday(account, invitesPool, now), limit: invitesPerDay[plan] },
      heavy: { used: usedToday(account, poolOf("Heavy"), now), limit: labelLimits[plan].Heavy.perDay ?? null },
    },
    users: { active: users.count("active"), inactive: users.count("inactive"), pending: users.count("pending") },
    seats_taken: {
      basic: taken.ofType(userTypes.basic.type),
      licensed: taken.ofType(userTypes.licensed.type),
      workplace: taken.workplace,
      phone: taken.phone,
      united: taken.united,
    },
  };
};

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

const toSeed = (user: z.infer<typeof seedUserSchema>) => ({
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

const toOptions = (body: z.infer<typeof accountSchema>): AccountOptions => ({
  ...(body.name === undefined ? {} : { name: body.name }),
  ...(body.domain === undefined ? {} : { domain: body.domain }),
  ...(body.owner_email === undefined ? {} : { ownerEmail: body.owner_email }),
  ...(body.settings === undefined ? {} : { settings: body.settings }),
  ...(body.switches === undefined ? {} : { switches: body.switches }),
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

/** The account a call names in its path or query, or the first one. */
export const tenantOf = ({ world, parameters, query }: ControlCall): Tenant | undefined => {
  const id = parameters["account"] ?? query.get("account");
  if (id !== null) return world.tenants.get(id);
  const [first] = world.tenants.values();
  return first;
};

export const noAccount = problem(404, "No such account. GET /_rollcall/accounts lists them.");

const seedSchema = z.strictObject({
  users: z.array(seedUserSchema).default([]),
  ...memberships,
  ...belongings,
  elsewhere: elsewhere.default({}),
});

const seed = (call: ControlCall) => {
  const tenant = tenantOf(call);
  if (tenant === undefined) return noAccount;
  const body = seedSchema.parse(call.body);
  const seeds = body.users.map(toSeed);
  const taken = takenSeed(seeds, tenant.users);
  if (taken !== undefined) return problem(409, `${taken} is in the account already; nothing was seeded.`);
  const people = seeds.flatMap(({ email, id }) => [email, id ?? email]);
  const groups = toGroups(body.groups ?? []);
  const things = toBelongings(body);
  checkMemberships({ ...body, groups }, people, tenant);
  checkBelongings(things, people, tenant);
  for (const user of seeds) seedUser(call.world, tenant, user);
  seedMemberships(call.world, tenant, { ...body, groups });
  seedBelongings(call.world, tenant, things);
  const { account } = tenant;
  for (const [email, kind] of Object.entries(body.elsewhere)) account.elsewhere[emailKey(email)] = kind;
  call.world.keep("account", account.id, account);
  return json(200, accountView(call.world, tenant));
};

const change = (call: ControlCall) => {
  const tenant = tenantOf(call);
  if (tenant === undefined) return noAccount;
  const body = z
    .strictObject({ settings: settingsChange.default({}), switches: switchesSchema.partial().default({}) })
    .parse(call.body);
  const { account } = tenant;
  account.settings = mergeSettings(account.settings, body.settings);
  account.switches = merge(account.switches, body.switches);
  call.world.keep("account", account.id, account);
  return json(200, accountView(call.world, tenant));
};

export const accountRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/accounts",
    what: "All accounts with settings, switches and counts.",
    handle: ({ world }) =>
      json(
        200,
        [...world.tenants.values()].map((tenant) => accountView(world, tenant)),
      ),
  },
  {
    method: "POST",
    path: "/accounts",
    what: "A new account of its own: parallel tests need no reset. Answers its credentials and a ready token.",
    example: { preset: "business", users: [{ email: "amy@acme.test", type: 2 }] },
    handle: ({ world, body }) => {
      const credentials = addAccount(world, toOptions(accountSchema.parse(body)));
      const plan = world.tenants.get(credentials.accountId)?.account.settings.plan ?? "free";
      return json(201, credentialsView(credentials, plan));
    },
  },
  {
    method: "GET",
    path: "/accounts/{account}",
    what: "One account.",
    handle: (call) => {
      const tenant = tenantOf(call);
      return tenant === undefined ? noAccount : json(200, accountView(call.world, tenant));
    },
  },
  {
    method: "PATCH",
    path: "/accounts/{account}",
    what: "Changes settings and switches while it runs.",
    example: { switches: { multipart: "accept" }, settings: { seats: { licensed: 5 } } },
    handle: change,
  },
  {
    method: "POST",
    path: "/seed",
    what: "Users, groups, roles, addresses known elsewhere, and what no operation of Zoom's makes: collaboration devices, meeting and summary templates (without a user: everybody's). Without mails or quotas; ?account= names the account.",
    example: {
      users: [{ email: "amy@acme.test", presence: "Available" }],
      collaboration_devices: [{ user: "amy@acme.test", name: "Neat Bar", room_name: "Berlin" }],
      meeting_templates: [{ name: "Lecture", settings: { in_meeting: { polling: true } } }],
      summary_templates: [{ user: "amy@acme.test", name: "Stand-up" }],
      groups: [{ name: "Sales", members: ["amy@acme.test"] }],
      roles: [{ name: "Helpdesk", privileges: ["User:Read"] }],
      elsewhere: { "bob@other.test": "paid" },
    },
    handle: seed,
  },
  {
    method: "GET",
    path: "/presets",
    what: "The kinds of account and what every switch means.",
    handle: () =>
      json(200, {
        presets: Object.fromEntries(Object.entries(presets).map(([name, preset]) => [name, preset.what])),
        switches: switchFacts,
      }),
  },
];
