import type { SettingsRecord } from "../records.ts";
import type { Tenant } from "../tenant.ts";

/** The record of an account, a group or a user; undefined where nothing was ever set. */
export const settingsRecord = (tenant: Tenant, id: string): SettingsRecord | undefined =>
  tenant.shelves.settings.byId(id);

type Parts = Omit<SettingsRecord, "account" | "id">;

const isEmpty = ({ values, locks, registration, backgrounds }: Parts): boolean =>
  backgrounds.length === 0 && [values, locks, registration].every((part) => Object.keys(part).length === 0);

/** Puts parts into a record; one with nothing in it is not kept. */
export const keepSettings = (tenant: Tenant, id: string, change: Partial<Parts>): void => {
  const before = settingsRecord(tenant, id);
  const record: SettingsRecord = {
    account: tenant.account.id,
    id,
    values: change.values ?? before?.values ?? {},
    locks: change.locks ?? before?.locks ?? {},
    registration: change.registration ?? before?.registration ?? {},
    backgrounds: change.backgrounds ?? before?.backgrounds ?? [],
  };
  if (!isEmpty(record)) tenant.shelves.settings.put(record);
  else if (before !== undefined) tenant.shelves.settings.remove(before);
};

/** What goes with a group or a user. */
export const forgetSettings = (tenant: Tenant, id: string): void => {
  const record = settingsRecord(tenant, id);
  if (record !== undefined) tenant.shelves.settings.remove(record);
};
