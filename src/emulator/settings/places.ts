import type { SettingHolder } from "#zoom";

import { groupsOf } from "../groups/membership.ts";
import type { Group, SettingsRecord, User } from "../records.ts";
import type { Tenant } from "../tenant.ts";
import { isLocking, locksOver } from "./keys.ts";
import { featureSettings } from "./kept-features.ts";
import { settingsRecord } from "./shelf.ts";

type Values = Readonly<Record<string, unknown>>;

/** One of the levels that a setting comes down through. */
interface Level {
  readonly values: Values;
  readonly locks: SettingsRecord["locks"];
  /** Most levels lock nothing, and then nobody asks what. */
  readonly hasLocks: boolean;
}

/** Whose settings are asked for, and what is above. */
export interface Place {
  readonly holder: SettingHolder;
  /** Of its record. */
  readonly id: string;
  readonly own: Level;
  /** Top down; a user has at most one group here for a given setting. */
  above(key: string): readonly Level[];
}

const nothing: Values = {};

const level = (record: SettingsRecord | undefined, more: Values = nothing): Level => ({
  values: { ...record?.values, ...more },
  locks: record?.locks ?? {},
  hasLocks: record !== undefined && Object.keys(record.locks).length > 0,
});

const locks = ({ locks: given, hasLocks }: Level, key: string): boolean =>
  hasLocks && locksOver(key).some((lock) => isLocking(given[lock]));

/** Settings that Zoom has set up with the account; what is kept there is true here. */
const accountValues = ({ account, users }: Tenant, record: SettingsRecord | undefined): Values => {
  const { password, sso, managedDomains } = account.settings;
  const bypass = record?.values["security.signin_with_sso.sso_bypass_users"];
  return {
    "security.password_requirement.minimum_password_length": password.minimumLength,
    "security.password_requirement.have_special_character": password.special,
    "security.password_requirement.consecutive_characters_length": password.consecutive,
    "security.password_requirement.weak_enhance_detection": password.weak,
    "security.signin_with_sso.enable": sso,
    "security.signin_with_sso.domains": record?.values["security.signin_with_sso.domains"] ?? managedDomains,
    "security.signin_with_sso.sso_bypass_users": (Array.isArray(bypass) ? bypass : []).flatMap((id) => {
      const user = typeof id === "string" ? users.byId(id) : undefined;
      return user === undefined ? [] : [{ id: user.id, email: user.email }];
    }),
    ...files(record),
  };
};

const files = (record: SettingsRecord | undefined): Values => ({
  "in_meeting.virtual_background_settings.files": (record?.backgrounds ?? []).map(({ id, name, size }) => ({
    id,
    is_default: false,
    name,
    size,
    type: "image",
  })),
});

/** What a user has anyway: licences, a telephone, and the personal meeting id of PATCH /users. */
const userValues = ({ profile }: User, record: SettingsRecord | undefined): Values => ({
  ...featureSettings(profile?.features),
  "feature.zoom_phone": profile?.zoom_phone ?? false,
  ...(profile?.use_pmi === undefined ? {} : { "schedule_meeting.use_pmi_for_instant_meetings": profile.use_pmi }),
  ...files(record),
});

const accountLevel = (tenant: Tenant): Level => {
  const record = settingsRecord(tenant, "account");
  return level(record, accountValues(tenant, record));
};

export const accountPlace = (tenant: Tenant): Place => ({
  holder: "account",
  id: "account",
  own: accountLevel(tenant),
  above: () => [],
});

export const groupPlace = (tenant: Tenant, group: Group): Place => {
  const id = `group ${group.id}`;
  const account = accountLevel(tenant);
  const record = settingsRecord(tenant, id);
  const above = [account];
  return { holder: "group", id, own: level(record, files(record)), above: () => above };
};

/** Of several groups the first that locks a setting rules it, otherwise the primary one (inferred). */
export const userPlace = (tenant: Tenant, user: User): Place => {
  const id = `user ${user.id}`;
  const account = accountLevel(tenant);
  const groups = groupsOf(user).map((group) => level(settingsRecord(tenant, `group ${group}`)));
  const usual = [account, ...groups.slice(0, 1)];
  const record = settingsRecord(tenant, id);
  return {
    holder: "user",
    id,
    own: level(record, userValues(user, record)),
    above: (key) => {
      const group = groups.find((one) => locks(one, key));
      return group === undefined ? usual : [account, group];
    },
  };
};

/** Whether somebody above has locked a setting. */
export const isLocked = (place: Place, key: string): boolean => place.above(key).some((above) => locks(above, key));

/** Lists and files of one's own are nobody else's. */
const isPrivate = (key: string): boolean => key === "in_meeting.virtual_background_settings.files";

/** The value that counts: the highest lock ends the way up from below; undefined where nobody has set one. */
export const effective = (place: Place, key: string): unknown => {
  if (isPrivate(key)) return place.own.values[key];
  const above = place.above(key);
  const lock = above.findIndex((one) => locks(one, key));
  if (lock === -1 && place.own.values[key] !== undefined) return place.own.values[key];
  for (let at = lock === -1 ? above.length - 1 : lock; at >= 0; at -= 1) {
    const value = above[at]?.values[key];
    if (value !== undefined) return value;
  }
  return undefined;
};

/** Whether a place or one above has a setting locked, as GET of its locks says. */
export const lockValue = (place: Place, lock: string): boolean | string | undefined =>
  [...place.above(lock), place.own].map(({ locks: given }) => given[lock]).find(isLocking);
