import { roles } from "#zoom";

import { emailKey } from "./directory.ts";
import { emulatorErrors } from "./errors.ts";
import { join, makeAdmin } from "./groups/membership.ts";
import type { Group, Role } from "./records.ts";
import { RoleBook } from "./roles/book.ts";
import { assignRole } from "./roles/members-of.ts";
import type { Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** A group that an account has from the beginning. Users are named by id or address. */
export interface SeedGroup {
  readonly name: string;
  readonly id?: string;
  readonly members?: readonly string[];
  readonly admins?: readonly string[];
  /** Zoom's own group for everybody: SCIM does not delete it. */
  readonly isDefault?: boolean;
}

/** A role of the account's own. Users are named by id or address. */
export interface SeedRole {
  readonly name: string;
  readonly id?: string;
  readonly description?: string;
  readonly privileges?: readonly string[];
  readonly members?: readonly string[];
}

export interface SeedMemberships {
  readonly groups?: readonly SeedGroup[];
  readonly roles?: readonly SeedRole[];
}

/** The first of the marks that is there twice. */
const twice = (marks: readonly string[]): string | undefined => marks.find((mark, at) => marks.indexOf(mark) !== at);

/** What no two of the seeds may have in common. */
const marksOf = (seeds: readonly { readonly name: string; readonly id?: string }[]): string[] =>
  seeds.flatMap(({ name, id }) => (id === undefined ? [name.toLowerCase()] : [name.toLowerCase(), `id ${id}`]));

const taken = ({ groups = [], roles: made = [] }: SeedMemberships, tenant: Tenant | undefined): string | undefined => {
  const book = tenant?.roles ?? new RoleBook();
  const group = groups.find(
    ({ name, id }) => tenant?.groups.byName(name) !== undefined || tenant?.groups.byId(id ?? "") !== undefined,
  );
  const role = made.find(({ name, id }) => book.isNameUsed(name) || book.byId(id ?? "") !== undefined);
  return group?.name ?? role?.name ?? twice(marksOf(groups)) ?? twice(marksOf(made));
};

/**
 * Checks groups and roles before anything is seeded. `people` are the ids and addresses that will be in the account
 * besides those of `tenant`.
 * @throws RC_EMULATOR_EXISTS, RC_EMULATOR_SEED_UNKNOWN
 */
export const checkMemberships = (seeds: SeedMemberships, people: readonly string[], tenant?: Tenant): void => {
  const double = taken(seeds, tenant);
  if (double !== undefined)
    throw emulatorErrors.make("RC_EMULATOR_EXISTS", `group or role ${double} exists already; nothing was added`);
  const known = new Set(people.map(emailKey));
  const named = [
    ...(seeds.groups ?? []).flatMap(({ members = [], admins = [] }) => [...members, ...admins]),
    ...(seeds.roles ?? []).flatMap(({ members = [] }) => members),
  ];
  const stranger = named.find(
    (name) => !known.has(emailKey(name)) && (tenant?.users.byId(name) ?? tenant?.users.byEmail(name)) === undefined,
  );
  if (stranger !== undefined)
    throw emulatorErrors.make("RC_EMULATOR_SEED_UNKNOWN", `the account has no user ${stranger}; nothing was added`);
};

const seedGroup = (world: World, tenant: Tenant, seed: SeedGroup): void => {
  const { account, users } = tenant;
  const group: Group = {
    seq: account.nextSeq,
    account: account.id,
    id: seed.id ?? world.identifiers.id(),
    name: seed.name,
    createdAt: world.now(),
    ...(seed.isDefault === true ? { isDefault: true } : {}),
  };
  account.nextSeq += 1;
  world.keep("account", account.id, account);
  world.addGroup(tenant, group);
  for (const name of seed.members ?? []) {
    const user = users.byId(name) ?? users.byEmail(name);
    if (user === undefined) continue;
    if (user.status === "pending")
      world.changeUser(tenant, user, () => (user.profile = { ...user.profile, group_id: group.id }));
    else join(world, tenant, user, group);
  }
  for (const name of seed.admins ?? []) {
    const user = users.byId(name) ?? users.byEmail(name);
    if (user !== undefined) makeAdmin(world, tenant, user, group);
  }
};

const seedRole = (world: World, tenant: Tenant, seed: SeedRole): void => {
  const role: Role = {
    account: tenant.account.id,
    id: seed.id ?? `R${world.identifiers.id()}`,
    name: seed.name,
    description: seed.description ?? "",
    type: "common",
    privileges: seed.privileges ?? [],
    secondLevel: null,
  };
  world.addRole(tenant, role);
  for (const name of seed.members ?? []) {
    const user = tenant.users.byId(name) ?? tenant.users.byEmail(name);
    // The Owner stays Owner: the account has one at all times.
    if (user !== undefined && user.roleId !== roles.owner.id) assignRole(world, tenant, user, role.id);
  }
};

/** Adds groups and roles that `checkMemberships` has let pass. A pending user joins the group on accepting. */
export const seedMemberships = (world: World, tenant: Tenant, seeds: SeedMemberships): void => {
  for (const group of seeds.groups ?? []) seedGroup(world, tenant, group);
  for (const role of seeds.roles ?? []) seedRole(world, tenant, role);
};
