import { userTypes } from "#zoom";

import type { User } from "../records.ts";
import type { Tenant } from "../tenant.ts";
import { withFeatures } from "./kept-features.ts";
import { keepSettings, settingsRecord } from "./shelf.ts";

/** Features that only Licensed and On-prem users have. */
const licensed = /^(?:large_meeting|webinar|zoom_events|zoom_sessions|concurrent_meeting)/;

/** Whether nobody else can have a feature. */
export const isLicensedOnly = (name: string): boolean => licensed.test(name);

const prefix = "feature.";

/** What is left of a record's parts. */
const without = <Value>(parts: Readonly<Record<string, Value>>, isLost: (key: string) => boolean) =>
  Object.fromEntries(Object.entries(parts).filter(([key]) => !isLost(key)));

/** Takes the features off a user who has no licence for them any more: a Basic one, or one that is deactivated. */
export const loseFeatures = (tenant: Tenant, user: User): void => {
  const features = user.profile?.features;
  if (features === undefined && tenant.shelves.settings.size === 0) return;
  const isLicensed = user.type === userTypes.licensed.type || user.type === userTypes.onPrem.type;
  const isLost = (name: string): boolean => (user.status === "active" ? !isLicensed && licensed.test(name) : true);
  // Who is deactivated has lost all licences with it; SCIM's texts are none.
  if (features !== undefined && user.status === "active")
    user.profile = withFeatures(user.profile, without(features, isLost));
  const record = settingsRecord(tenant, `user ${user.id}`);
  if (record === undefined) return;
  const kept = without(record.values, (key) => key.startsWith(prefix) && isLost(key.slice(prefix.length)));
  if (Object.keys(kept).length < Object.keys(record.values).length) keepSettings(tenant, record.id, { values: kept });
};
