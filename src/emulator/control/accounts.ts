import { z } from "zod";

import { invitesPerDay, labelLimits, type Plan, userTypes } from "#zoom";

import { addAccount, type Credentials, mergeSettings, seedUser, takenSeed } from "../add-account.ts";
import { checkBelongings, seedBelongings } from "../seed-belongings.ts";
import { checkDocuments, seedDocuments } from "../seed-documents.ts";
import { checkMemberships, seedMemberships } from "../seed-memberships.ts";
import { emailKey } from "../directory.ts";
import { invitesPool, poolOf, usedToday } from "../limits/windows.ts";
import { merge } from "../merge.ts";
import { presets } from "../presets.ts";
import { switchesSchema } from "../account-settings-schema.ts";
import { switchFacts } from "../switch-facts.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import {
  accountSchema,
  seedSchema,
  settingsChange,
  toBelongings,
  toGroups,
  toOptions,
  toSeed,
} from "./account-seeds.ts";
import { type ControlCall, type ControlRoute, json, problem } from "./route.ts";

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

/** The account a call names in its path or query, or the first one. */
export const tenantOf = ({ world, parameters, query }: ControlCall): Tenant | undefined => {
  const id = parameters["account"] ?? query.get("account");
  if (id !== null) return world.tenants.get(id);
  const [first] = world.tenants.values();
  return first;
};

export const noAccount = problem(404, "No such account. GET /_rollcall/accounts lists them.");

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
  checkDocuments(body.documents, { users: seeds, groups }, tenant);
  for (const user of seeds) seedUser(call.world, tenant, user);
  seedMemberships(call.world, tenant, { ...body, groups });
  seedBelongings(call.world, tenant, things);
  seedDocuments(call.world, tenant, body.documents);
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
    what: "Users, groups, roles, addresses known elsewhere, settings and locks (`documents`), and what no operation of Zoom's makes: collaboration devices, meeting and summary templates (without a user: everybody's). Without mails or quotas; ?account= names the account.",
    example: {
      users: [{ email: "amy@acme.test", presence: "Available" }],
      collaboration_devices: [{ user: "amy@acme.test", name: "Neat Bar", room_name: "Berlin" }],
      meeting_templates: [{ name: "Lecture", settings: { in_meeting: { polling: true } } }],
      summary_templates: [{ user: "amy@acme.test", name: "Stand-up" }],
      groups: [{ name: "Sales", members: ["amy@acme.test"] }],
      roles: [{ name: "Helpdesk", privileges: ["User:Read"] }],
      documents: { account: { locks: { in_meeting: { chat: true } } }, groups: { Sales: { settings: {} } } },
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
