import type { Call } from "../handlers.ts";
import { userSettingsUpdated } from "../webhooks/client-events.ts";
import { groupSettingsUpdated } from "../webhooks/group-events.ts";
import { settingLeaves } from "./leaves.ts";
import { nest } from "./nest.ts";
import { effective, type Place } from "./places.ts";

/** The values that count before a change, to be compared afterwards; undefined when nobody listens. */
export const beforeSettings = (
  call: Call,
  place: Place,
  values: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> | undefined =>
  call.world.outbox.hasWebhooks ? new Map(Array.from(values.keys(), (key) => [key, effective(place, key)])) : undefined;

/** user.settings_updated and group.settings_updated: only what is different now, with what it was. */
export const settingsUpdated = (
  { world, tenant }: Call,
  event: "group.settings_updated" | "user.settings_updated",
  id: string,
  { holder }: Place,
  option: string,
  before: ReadonlyMap<string, unknown> | undefined,
  after: Place,
): void => {
  if (before === undefined) return;
  const leaves = settingLeaves(holder, option).all.filter(({ key }) => before.has(key));
  const was = (leaf: (typeof leaves)[number]): unknown => before.get(leaf.key) ?? leaf.default;
  const is = (leaf: (typeof leaves)[number]): unknown => effective(after, leaf.key) ?? leaf.default;
  const changed = leaves.filter((leaf) => JSON.stringify(was(leaf)) !== JSON.stringify(is(leaf)));
  if (changed.length === 0) return;
  const tell = event === "user.settings_updated" ? userSettingsUpdated : groupSettingsUpdated;
  tell(world, tenant, id, nest(changed, is), nest(changed, was));
};
