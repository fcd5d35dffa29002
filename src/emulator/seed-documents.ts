// Settings documents that an account, its groups and its users have from the beginning: as PATCH takes them, without mails
// and events.
import {
  accountLocksUpdate,
  accountSettingsUpdate,
  groupLocksUpdate,
  groupSettingsUpdate,
  type Operation,
  type SettingHolder,
  userSettingsUpdate,
  userTypes,
} from "#zoom";

import { type Body, findProblems, isObject } from "./bind.ts";
import { emailKey } from "./directory.ts";
import { emulatorErrors } from "./errors.ts";
import { alignNames } from "./settings/kept-features.ts";
import { type Leaves, lockLeaves, settingLeaves } from "./settings/leaves.ts";
import { isLicensedOnly } from "./settings/lose-features.ts";
import { takeApart } from "./settings/nest.ts";
import { takeProfile } from "./settings/profile-settings.ts";
import { applySecurity } from "./settings/security.ts";
import { keepSettings, settingsRecord } from "./settings/shelf.ts";
import type { Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

export interface SeedDocument {
  /** As PATCH …/settings takes it. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** As PATCH …/lock_settings takes it; users have none. */
  readonly locks?: Readonly<Record<string, unknown>> | undefined;
}

export interface SeedDocuments {
  readonly account?: SeedDocument | undefined;
  /** By name or id. */
  readonly groups?: Readonly<Record<string, SeedDocument>> | undefined;
  /** By address or id. */
  readonly users?: Readonly<Record<string, Pick<SeedDocument, "settings">>> | undefined;
}

/** Who will be there besides those of the account. */
interface Newcomers {
  readonly users: readonly { readonly email: string; readonly id?: string; readonly type?: number }[];
  readonly groups: readonly { readonly name: string; readonly id?: string }[];
}

const refuse = (why: string): Error => emulatorErrors.make("RC_EMULATOR_SEED_SETTING", `${why}; nothing was added`);

const rowsOf = (operation: Operation) => operation.byOption?.("")?.request ?? operation.request ?? [];

const settingsOperation: { readonly [Holder in SettingHolder]: Operation } = {
  account: accountSettingsUpdate,
  group: groupSettingsUpdate,
  user: userSettingsUpdate,
};

/** Parts of a PATCH that say what to do, and are no setting. */
const command = /^authentication_option\.|(?:^|\.)(?:operation|operate|action|sso_bypass_user_ids)$/;

const checkBody = (what: string, body: Body, operation: Operation, leaves: Leaves): void => {
  const [wrong] = findProblems(rowsOf(operation), body);
  if (wrong !== undefined) throw refuse(`${what}: ${wrong.field} has a value that Zoom does not take`);
  const { values, unknown } = takeApart(body, leaves);
  const [stray] = [...unknown, ...[...values.keys()].map(({ path }) => path).filter((path) => command.test(path))];
  if (stray !== undefined) throw refuse(`${what}: ${stray} is no setting that can be set`);
};

const checkSide = (what: string, holder: "account" | "group", { settings = {}, locks = {} }: SeedDocument): void => {
  checkBody(`settings of ${what}`, settings, settingsOperation[holder], settingLeaves(holder, ""));
  const operation = holder === "account" ? accountLocksUpdate : groupLocksUpdate;
  checkBody(`locks of ${what}`, locks, operation, lockLeaves(holder, ""));
};

const checkUser = (name: string, type: number, { settings = {} }: SeedDocument): void => {
  checkBody(`settings of ${name}`, settings, userSettingsUpdate, settingLeaves("user", ""));
  if (type === userTypes.licensed.type || type === userTypes.onPrem.type) return;
  const feature = settings["feature"];
  const [paid] = Object.entries(isObject(feature) ? feature : {}).find(
    ([licence, value]) => isLicensedOnly(licence) && value !== false && value !== "None",
  ) ?? [undefined];
  if (paid !== undefined) throw refuse(`settings of ${name}: feature.${paid} is for Licensed users (type 2)`);
};

/**
 * Checks settings documents before anything is seeded.
 * @throws RC_EMULATOR_SEED_UNKNOWN, RC_EMULATOR_SEED_SETTING
 */
export const checkDocuments = (documents: SeedDocuments | undefined, newcomers: Newcomers, tenant?: Tenant): void => {
  if (documents === undefined) return;
  const { account = {}, groups = {}, users = {} } = documents;
  checkSide("the account", "account", account);
  for (const [name, document] of Object.entries(groups)) {
    const known = newcomers.groups.some((group) => group.name === name || group.id === name);
    if (!known && (tenant?.groups.byId(name) ?? tenant?.groups.byName(name)) === undefined)
      throw emulatorErrors.make("RC_EMULATOR_SEED_UNKNOWN", `the account has no group ${name}; nothing was added`);
    checkSide(`group ${name}`, "group", document);
  }
  const types = new Map(
    newcomers.users.flatMap(({ email, id, type = userTypes.basic.type }) => [
      [emailKey(email), type] as const,
      [id ?? emailKey(email), type] as const,
    ]),
  );
  for (const [name, document] of Object.entries(users)) {
    const known = tenant?.users.byId(name) ?? tenant?.users.byEmail(name);
    const type = types.get(name) ?? types.get(emailKey(name)) ?? known?.type;
    if (type === undefined)
      throw emulatorErrors.make("RC_EMULATOR_SEED_UNKNOWN", `the account has no user ${name}; nothing was added`);
    checkUser(name, type, document);
  }
};

const valuesOf = (body: Body, leaves: Leaves): Map<string, unknown> =>
  new Map([...takeApart(body, leaves).values].map(([{ key }, value]) => [key, value]));

const locksOf = (body: Body, holder: "account" | "group"): Record<string, boolean | string> => {
  const locks: Record<string, boolean | string> = {};
  for (const [{ path }, value] of takeApart(body, lockLeaves(holder, "")).values)
    if (value === true || (typeof value === "string" && value !== "")) locks[path] = value;
  return locks;
};

const keep = (tenant: Tenant, id: string, values: Map<string, unknown>, locks: Record<string, boolean | string>) => {
  const before = settingsRecord(tenant, id);
  keepSettings(tenant, id, {
    values: { ...before?.values, ...Object.fromEntries(values) },
    locks: { ...before?.locks, ...locks },
  });
};

/** Puts in documents that `checkDocuments` has let pass. */
export const seedDocuments = (world: World, tenant: Tenant, documents: SeedDocuments | undefined): void => {
  if (documents === undefined) return;
  const { account = {}, groups = {}, users = {} } = documents;
  const own = valuesOf(account.settings ?? {}, settingLeaves("account", ""));
  applySecurity({ world, tenant }, own);
  keep(tenant, "account", own, locksOf(account.locks ?? {}, "account"));
  for (const [name, { settings = {}, locks = {} }] of Object.entries(groups)) {
    const group = tenant.groups.byId(name) ?? tenant.groups.byName(name);
    if (group === undefined) continue;
    keep(tenant, `group ${group.id}`, valuesOf(settings, settingLeaves("group", "")), locksOf(locks, "group"));
  }
  for (const [name, { settings = {} }] of Object.entries(users)) {
    const user = tenant.users.byId(name) ?? tenant.users.byEmail(name);
    if (user === undefined) continue;
    const values = valuesOf(settings, settingLeaves("user", ""));
    alignNames(values, user.profile?.features);
    const taken = takeProfile(user.profile, values);
    if (taken !== undefined) world.changeUser(tenant, user, () => (user.profile = taken.profile));
    keep(tenant, `user ${user.id}`, values, {});
  }
};
