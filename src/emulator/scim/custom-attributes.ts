import { scimBundles, scimFlags, scimSilent, scimTexts } from "#zoom";

import type { Body } from "../bind.ts";
import type { Call } from "../handlers.ts";
import { objectOf } from "../read.ts";
import type { Profile } from "../records.ts";

/** Names of the Zoom extension that mean something of their own. */
const known: ReadonlySet<string> = new Set([
  "personalLinkName",
  "pronouns",
  "zoomUnited",
  "zoomContactCenterPlan",
  ...Object.keys(scimBundles),
  ...scimFlags,
  ...scimTexts,
  ...scimSilent,
]);

/** As many as a user may have. @source OAS-S (documented) */
const most = 5;

/**
 * The user's custom attributes with those of a body: any text under a name that Zoom does not know. At Zoom the account
 * must have set them up before; here it need not.
 */
export const readCustomAttributes = ({ world }: Call, profile: Profile, zoom: Body): readonly unknown[] => {
  const attributes = new Map(
    (profile.custom_attributes ?? []).map((item) => [String(objectOf(item)["name"]), objectOf(item)] as const),
  );
  for (const [name, value] of Object.entries(zoom)) {
    if (known.has(name) || typeof value !== "string") continue;
    const before = attributes.get(name);
    if (value === "") attributes.delete(name);
    else if (before !== undefined || attributes.size < most)
      attributes.set(name, { key: before?.["key"] ?? `cbf_${keyText(world.identifiers.id())}`, name, value });
  }
  return [...attributes.values()];
};

/** Keys are lower-case letters and digits. */
const keyText = (id: string): string => id.toLowerCase().replaceAll(/[-_]/g, "0");
