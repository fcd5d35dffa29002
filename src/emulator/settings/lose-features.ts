import { userTypes } from "#zoom";

import type { User } from "../records.ts";
import type { Tenant } from "../world.ts";
import { keepSettings, settingsRecord } from "./shelf.ts";

/** Features that only Licensed and On-prem users have. */
const licensed = /^feature\.(?:large_meeting|webinar|zoom_events|zoom_sessions|concurrent_meeting)/;

/** Takes the features off a user who has no licence for them any more: a Basic one, or one that is deactivated. */
export const loseFeatures = (tenant: Tenant, user: User): void => {
  const record = settingsRecord(tenant, `user ${user.id}`);
  if (record === undefined) return;
  const isLicensed = user.type === userTypes.licensed.type || user.type === userTypes.onPrem.type;
  const isLost = (key: string): boolean =>
    user.status === "active" ? !isLicensed && licensed.test(key) : key.startsWith("feature.");
  const kept = Object.entries(record.values).filter(([key]) => !isLost(key));
  if (kept.length < Object.keys(record.values).length)
    keepSettings(tenant, record.id, { values: Object.fromEntries(kept) });
};
