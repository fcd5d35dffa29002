import { meetingTemplateSettings } from "#zoom";

import { isObject } from "./bind.ts";
import { emailKey } from "./directory.ts";
import { emulatorErrors } from "./errors.ts";
import type { Tenant } from "./tenant.ts";
import type { World } from "./world.ts";

/** A device of a room that a user works with; no operation of Zoom's makes one. */
export interface SeedDevice {
  /** Id or address. */
  readonly user: string;
  readonly name: string;
  readonly id?: string;
  readonly roomName?: string;
  readonly roomUserId?: string;
  /** Default `Online`. */
  readonly status?: "Online" | "Offline";
}

/** A meeting template; no operation of Zoom's makes one. */
export interface SeedMeetingTemplate {
  readonly name: string;
  readonly id?: string;
  /** Id or address; absent = everybody's. */
  readonly user?: string;
  /** By section, as GET shows them; what is absent is off. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A template of meeting summaries; no operation of Zoom's makes one. */
export interface SeedSummaryTemplate {
  readonly name: string;
  readonly id?: string;
  /** Id or address; absent = everybody's. */
  readonly user?: string;
  readonly description?: string;
}

/** What users have that no operation gives them. */
export interface SeedBelongings {
  readonly devices?: readonly SeedDevice[];
  readonly meetingTemplates?: readonly SeedMeetingTemplate[];
  readonly summaryTemplates?: readonly SeedSummaryTemplate[];
}

const kindOf = new Map(meetingTemplateSettings);

const fits = (kind: string | readonly string[], value: unknown): value is string | boolean =>
  typeof kind === "string" ? typeof value === kind : typeof value === "string" && kind.includes(value);

/** The settings by dotted path; throws at the first one that a template does not have. */
const flatten = (settings: Readonly<Record<string, unknown>>, base = ""): Record<string, string | boolean> => {
  const flat: Record<string, string | boolean> = {};
  for (const [name, value] of Object.entries(settings)) {
    const path = base + name;
    const kind = kindOf.get(path);
    if (isObject(value)) Object.assign(flat, flatten(value, `${path}.`));
    else if (kind !== undefined && fits(kind, value)) flat[path] = value;
    else
      throw emulatorErrors.make(
        "RC_EMULATOR_SEED_UNKNOWN",
        `${path}: no setting of a meeting template, or not of this value; nothing was added`,
      );
  }
  return flat;
};

/** The first id that is there twice, among the seeds or in the account. */
const twice = (seeds: readonly { readonly id?: string }[], isTaken: (id: string) => boolean): string | undefined => {
  const seen = new Set<string>();
  for (const { id } of seeds) {
    if (id === undefined) continue;
    if (seen.has(id) || isTaken(id)) return id;
    seen.add(id);
  }
  return undefined;
};

/**
 * Checks devices and templates before anything is seeded. `people` are the ids and addresses that will be in the account
 * besides those of `tenant`.
 * @throws RC_EMULATOR_EXISTS, RC_EMULATOR_SEED_UNKNOWN
 */
export const checkBelongings = (seeds: SeedBelongings, people: readonly string[], tenant?: Tenant): void => {
  const { devices = [], meetingTemplates = [], summaryTemplates = [] } = seeds;
  const double =
    twice(devices, (id) => tenant?.shelves.device.byId(id) !== undefined) ??
    twice(meetingTemplates, (id) => tenant?.shelves.meetingTemplate.byId(id) !== undefined) ??
    twice(summaryTemplates, (id) => tenant?.shelves.summaryTemplate.byId(id) !== undefined);
  if (double !== undefined)
    throw emulatorErrors.make("RC_EMULATOR_EXISTS", `device or template ${double} exists already; nothing was added`);
  const known = new Set(people.map(emailKey));
  const stranger = [...devices, ...meetingTemplates, ...summaryTemplates].find(
    ({ user }) =>
      user !== undefined &&
      !known.has(emailKey(user)) &&
      (tenant?.users.byId(user) ?? tenant?.users.byEmail(user)) === undefined,
  );
  if (stranger !== undefined)
    throw emulatorErrors.make(
      "RC_EMULATOR_SEED_UNKNOWN",
      `the account has no user ${stranger.user}; nothing was added`,
    );
  for (const { settings = {} } of meetingTemplates) flatten(settings);
};

/** Adds devices and templates that `checkBelongings` has let pass. */
export const seedBelongings = (world: World, tenant: Tenant, seeds: SeedBelongings): void => {
  const { shelves, users } = tenant;
  const { id: account } = tenant.account;
  const idOf = (name: string): string => (users.byId(name) ?? users.byEmail(name))?.id ?? name;
  const owner = (name: string | undefined): string | null => (name === undefined ? null : idOf(name));
  for (const {
    id = world.identifiers.id(),
    user,
    name,
    roomName = name,
    status = "Online",
    ...seed
  } of seeds.devices ?? [])
    shelves.device.put({
      account,
      id,
      user: idOf(user),
      name,
      roomName,
      roomUserId: seed.roomUserId ?? world.identifiers.id(),
      status,
    });
  for (const { id = world.identifiers.id(), user, name, settings = {} } of seeds.meetingTemplates ?? [])
    shelves.meetingTemplate.put({ account, id, user: owner(user), name, settings: flatten(settings) });
  for (const { id = world.identifiers.id(), user, name, description = "" } of seeds.summaryTemplates ?? [])
    shelves.summaryTemplate.put({ account, id, user: owner(user), name, description });
};
