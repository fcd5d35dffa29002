// A user's licences of features. PATCH of settings, POST /users/features and SCIM give and take them, each in words of its
// own; they are kept once, with the user, by the names that settings have for them.
import { featureCapacities } from "#zoom";

import { featureOf } from "../scim/licence-names.ts";
import type { Profile } from "../records.ts";

type Kept = NonNullable<Profile["features"]>;

const prefix = "feature.";

/** Below `feature`, and no licence of a feature: how long a list is, or kept in the user's profile by itself. */
const apart: ReadonlySet<string> = new Set(["meeting_capacity", "zoom_phone"]);

/** One licence has two names: the old one and that which it is kept under. */
const oldName = "zoom_iq_for_sales";
const newName = "zoom_revenue_accelerator";

/** The name of a licence, from the path of a setting; undefined for what is kept with the settings, as lists are. */
const nameOf = (key: string, value: unknown): string | undefined => {
  if (!key.startsWith(prefix) || typeof value === "object") return undefined;
  const name = key.slice(prefix.length);
  return apart.has(name) ? undefined : name;
};

/** How a value is kept; undefined = there is no licence to keep. */
const toText = (value: unknown): string | undefined => {
  if (typeof value === "string") return value === "None" ? undefined : value;
  return value === true || typeof value === "number" ? String(value) : undefined;
};

const toValue = (text: string): unknown => {
  if (text === "true") return true;
  return /^\d+$/.test(text) ? Number(text) : text;
};

/** A user's licences as the settings that show them, by their paths. */
export const featureSettings = (features: Kept | undefined): Readonly<Record<string, unknown>> => {
  if (features === undefined) return {};
  const shown = Object.fromEntries(Object.entries(features).map(([name, text]) => [prefix + name, toValue(text)]));
  return features[newName] === undefined ? shown : { ...shown, [prefix + oldName]: toValue(features[newName]) };
};

/** Gives the licence with two names the same value under both: whoever writes a whole document back has changed one. */
export const alignNames = (values: Map<string, unknown>, features: Kept | undefined): void => {
  const given = [oldName, newName].map((name) => values.get(prefix + name)).filter((value) => value !== undefined);
  if (given.length === 0) return;
  const was = features?.[newName] === "true";
  const is = given.find((value) => value !== was) ?? was;
  values.set(prefix + oldName, is);
  values.set(prefix + newName, is);
};

/** Takes the licences out of settings to be set; what the user has then, or undefined where nothing of it was given. */
export const takeFeatures = (values: Map<string, unknown>, features: Kept | undefined): Kept | undefined => {
  const kept = new Map(Object.entries(features ?? {}));
  let isGiven = false;
  for (const [key, value] of values) {
    const name = nameOf(key, value);
    if (name === undefined) continue;
    isGiven = true;
    values.delete(key);
    const text = toText(value);
    if (name === oldName) continue;
    if (text === undefined) kept.delete(name);
    else kept.set(name, text);
  }
  return isGiven ? Object.fromEntries(kept) : undefined;
};

/** A profile with these licences; one with nothing in it is none. */
export const withFeatures = (profile: Profile | null, features: Kept): Profile | null => {
  const { features: _former, ...others } = profile ?? {};
  const changed: Profile = Object.keys(features).length === 0 ? others : { ...others, features };
  return Object.keys(changed).length === 0 ? null : changed;
};

const capacities = new Map<string, Readonly<Record<string, number>>>(Object.entries(featureCapacities));

/** Licences as files of earlier versions have them: sizes as the codes of POST /users/features, names as SCIM's. */
export const currentFeatures = (features: Kept): Kept =>
  Object.fromEntries(
    Object.entries(features).flatMap(([name, text]): readonly (readonly [string, string])[] => {
      const capacity = capacities.get(name)?.[text];
      return capacity === undefined
        ? [[featureOf(name), text]]
        : [
            [name, "true"],
            [`${name}_capacity`, String(capacity)],
          ];
    }),
  );
