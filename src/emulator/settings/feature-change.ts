import type { Call } from "../handlers.ts";
import type { User } from "../records.ts";
import type { Tenant } from "../tenant.ts";
import { featureSettings } from "./kept-features.ts";
import { settingsRecord } from "./shelf.ts";

/** What a user's licences allow: name below `feature` -> value. */
export type Features = Readonly<Record<string, unknown>>;

/** A PATCH of features, before it is allowed. */
export interface Change {
  readonly call: Call;
  readonly user: User;
  readonly was: Features;
  readonly is: Features;
  /** Only what the PATCH names. */
  readonly given: Features;
}

const prefix = "feature.";

/** The features among settings. */
export const featuresOf = (values: Readonly<Record<string, unknown>>): Features =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );

/** What a user has: licences, and the lists that are kept with the settings. */
export const featuresAt = (tenant: Tenant, { id, profile }: User): Features =>
  featuresOf({ ...settingsRecord(tenant, `user ${id}`)?.values, ...featureSettings(profile?.features) });

/** `concurrent_meeting` has kinds instead of true. */
export const isOn = (features: Features, name: string): boolean =>
  features[name] === true || features[name] === "Basic" || features[name] === "Plus";

/** Whether the PATCH gives a user what they did not have. */
export const turnsOn = ({ was, is }: Change, name: string): boolean =>
  isOn(is, name) && (!isOn(was, name) || is[name] !== was[name]);

export const turnsOff = ({ was, is }: Change, name: string): boolean => isOn(was, name) && !isOn(is, name);
