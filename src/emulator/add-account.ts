import { type CreateAction, operations, userTypes } from "#zoom";

import { type Directory, emailKey } from "./directory.ts";
import { emulatorErrors } from "./errors.ts";
import { type Change, merge } from "./merge.ts";
import { issueToken, readyTokenMs } from "./oauth/issue.ts";
import { type PresetName, presets } from "./presets.ts";
import type { AccountSettings } from "./account-settings.ts";
import type { App, AppKind } from "./oauth/records.ts";
import type { Account, Elsewhere, Profile, User } from "./records.ts";
import { checkBelongings, type SeedBelongings, seedBelongings } from "./seed-belongings.ts";
import { checkDocuments, type SeedDocuments, seedDocuments } from "./seed-documents.ts";
import { checkMemberships, type SeedGroup, seedMemberships, type SeedRole } from "./seed-memberships.ts";
import { defaultSwitches, type Switches } from "./switches.ts";
import { signIn } from "./users/presence.ts";
import { ownerOf, type Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** A user that an account has from the beginning. */
export interface SeedUser {
  readonly email: string;
  readonly id?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly type?: number;
  readonly status?: "active" | "inactive" | "pending";
  readonly roleId?: "1" | "2";
  readonly action?: CreateAction;
  readonly profile?: Profile;
  /** What the user is doing, signed in to a client. Default: signed in to none. */
  readonly presence?: string;
}

/** Settings as far as they are to be changed. */
export type SettingsChange = Change<Omit<AccountSettings, "seats" | "password">> & {
  readonly seats?: Change<AccountSettings["seats"]> | undefined;
  readonly password?: Change<AccountSettings["password"]> | undefined;
};

/** What an account is made of; everything has a default. */
export interface AccountOptions extends SeedBelongings {
  /** Default `pro`. */
  readonly preset?: PresetName;
  readonly name?: string;
  /** The account's mail domain. Default `acme.test`. */
  readonly domain?: string;
  /** Default `owner@<domain>`. */
  readonly ownerEmail?: string;
  readonly settings?: SettingsChange;
  readonly switches?: Change<Switches>;
  readonly users?: readonly SeedUser[];
  readonly groups?: readonly SeedGroup[];
  /** Roles of the account's own. */
  readonly roles?: readonly SeedRole[];
  /** Settings and locks of the account, its groups and its users, as Zoom's documents have them. */
  readonly documents?: SeedDocuments;
  readonly elsewhere?: Readonly<Record<string, Elsewhere>>;
  /** Pinned ids and secrets, for tests that must know them beforehand. */
  readonly accountId?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Scopes of the app. Default: every granular admin scope of the emulated operations. */
  readonly scopes?: readonly string[];
  /** Role permissions of the user behind the app. Default: all. */
  readonly permissions?: readonly string[];
}

/** How to use an account. */
export interface Credentials {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A ready bearer token. It lives 30 days on the emulator's clock; tokens from /oauth/token live one hour, as at Zoom. */
  readonly token: string;
  readonly ownerEmail: string;
}

/** Granular admin scopes of everything the emulator answers; classic ones where Zoom documents no others. */
export const allScopes: readonly string[] = [
  ...new Set(
    operations.flatMap(({ scopes: { granular, classic } }) =>
      (granular.length > 0 ? granular : classic).filter((scope) => scope.endsWith(":admin")),
    ),
  ),
].toSorted();

/** Granular scopes of the emulated operations that ask for one's own data only. */
const userScopes: readonly string[] = [
  ...new Set(
    operations.flatMap(({ scopes: { granular } }) => granular.filter((scope) => !/:(?:admin|master)$/.test(scope))),
  ),
].toSorted();

/** Adds a seeded user without mails, quotas or checks. */
export const seedUser = (world: World, tenant: Tenant, seed: SeedUser, roleId: string = seed.roleId ?? "2"): User => {
  const { account } = tenant;
  const now = world.now();
  const user: User = {
    seq: account.nextSeq,
    account: account.id,
    id: seed.id ?? world.identifiers.id(),
    email: seed.email,
    firstName: seed.firstName ?? "",
    lastName: seed.lastName ?? "",
    type: seed.type ?? 1,
    status: seed.status ?? "active",
    action: seed.action ?? "create",
    roleId,
    pmi: world.identifiers.pmi(),
    createdAt: now,
    invitedAt: now,
    lastLoginAt: null,
    profile: seed.profile ?? null,
  };
  account.nextSeq += 1;
  world.addUser(tenant, user);
  if (seed.presence !== undefined) signIn(tenant, user, seed.presence);
  world.keep("account", account.id, account);
  return user;
};

/** Settings with the changes put in; `seats` and `password` are merged part by part. */
export const mergeSettings = (base: AccountSettings, change: SettingsChange | undefined): AccountSettings => ({
  ...merge(base, { ...change, seats: undefined, password: undefined }),
  seats: merge(base.seats, change?.seats),
  password: merge(base.password, change?.password),
});

/** What an app is made of; `roleId` is the role of the user it acts for, whose privileges count then. */
export interface AppOptions extends Pick<AccountOptions, "clientId" | "clientSecret" | "scopes" | "permissions"> {
  readonly roleId?: string;
  readonly name?: string;
  readonly secretToken?: string;
  /** Default `server-to-server`. */
  readonly kind?: AppKind;
  /** Of a general app: where consent may lead, letter by letter. */
  readonly redirectUris?: readonly string[];
}

/** Registers an app with an account. A general one asks for every scope without the mark of administrators. */
export const registerApp = (world: World, tenant: Tenant, options: AppOptions = {}): App => {
  const app: App = {
    clientId: options.clientId ?? world.identifiers.id(),
    clientSecret: options.clientSecret ?? world.identifiers.secret(),
    account: tenant.account.id,
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.secretToken === undefined ? {} : { secretToken: options.secretToken }),
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(options.redirectUris === undefined ? {} : { redirectUris: options.redirectUris }),
    scopes: options.scopes ?? (options.kind === "general" ? userScopes : allScopes),
    permissions: options.permissions ?? null,
    ...(options.roleId === undefined ? {} : { roleId: options.roleId }),
  };
  world.addApp(app);
  return app;
};

/** The credentials of a server-to-server app with a ready token. */
export const credentialsOf = (world: World, tenant: Tenant, app: App): Credentials => ({
  accountId: tenant.account.id,
  clientId: app.clientId,
  clientSecret: app.clientSecret,
  token: issueToken(world, app, { lifetimeMs: readyTokenMs }).token,
  ownerEmail: ownerOf(tenant)?.email ?? "",
});

/** What of the seeds is taken already, by the account or by an earlier seed; undefined when nothing is. */
export const takenSeed = (seeds: readonly SeedUser[], users?: Directory): string | undefined => {
  const seen = new Set<string>();
  for (const { email, id } of seeds) {
    const key = emailKey(email);
    if (seen.has(key) || users?.byEmail(email) !== undefined) return email;
    seen.add(key);
    if (id === undefined) continue;
    if (seen.has(id) || users?.byId(id) !== undefined) return id;
    seen.add(id);
  }
  return undefined;
};

/** What a new account would have in common with one that exists, or twice; undefined when nothing. */
const takenAccount = (world: World, options: AccountOptions, ownerEmail: string): string | undefined => {
  if (options.accountId !== undefined && world.tenants.has(options.accountId)) return `account id ${options.accountId}`;
  if (options.clientId !== undefined && world.apps.has(options.clientId)) return `client id ${options.clientId}`;
  const seed = takenSeed([{ email: ownerEmail }, ...(options.users ?? [])]);
  return seed === undefined ? undefined : `user ${seed}`;
};

/**
 * Adds an account with its owner, its seeded users and one app. Accounts do not see each other.
 * @throws RC_EMULATOR_EXISTS, RC_EMULATOR_SEED_UNKNOWN; nothing is added then
 */
export const addAccount = (world: World, options: AccountOptions = {}): Credentials => {
  const domain = options.domain ?? "acme.test";
  const ownerEmail = options.ownerEmail ?? `owner@${domain}`;
  const taken = takenAccount(world, options, ownerEmail);
  if (taken !== undefined)
    throw emulatorErrors.make("RC_EMULATOR_EXISTS", `${taken} exists already; nothing was added`);
  const preset = options.preset ?? "pro";
  const people = [ownerEmail, ...(options.users ?? []).flatMap(({ email, id }) => [email, id ?? email])];
  checkMemberships(options, people);
  checkBelongings(options, people);
  const owner = { email: ownerEmail, type: preset === "free" ? userTypes.basic.type : userTypes.licensed.type };
  checkDocuments(options.documents, { users: [owner, ...(options.users ?? [])], groups: options.groups ?? [] });
  const account: Account = {
    id: options.accountId ?? world.identifiers.id(),
    number: 10_000_000 + world.tenants.size,
    name: options.name ?? "Acme",
    preset,
    // Presets are shared; an account's settings are its own.
    settings: mergeSettings(structuredClone(presets[preset].settings(domain)), options.settings),
    switches: merge(defaultSwitches, options.switches),
    elsewhere: Object.fromEntries(
      Object.entries(options.elsewhere ?? {}).map(([email, kind]) => [emailKey(email), kind]),
    ),
    nextSeq: 1,
    quotaDay: 0,
    quotas: {},
  };
  const tenant = world.addAccount(account);
  const ownerType = account.settings.plan === "free" ? 1 : 2;
  seedUser(world, tenant, { email: ownerEmail, firstName: "Olivia", lastName: "Owner", type: ownerType }, "0");
  for (const user of options.users ?? []) seedUser(world, tenant, user);
  seedMemberships(world, tenant, options);
  seedBelongings(world, tenant, options);
  seedDocuments(world, tenant, options.documents);
  return credentialsOf(world, tenant, registerApp(world, tenant, options));
};
