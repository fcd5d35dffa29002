import { booleanOf } from "../read.ts";
import type { Profile } from "../records.ts";
import { takeFeatures, withFeatures } from "./kept-features.ts";

const phoneKey = "feature.zoom_phone";
const meetingIdKey = "schedule_meeting.use_pmi_for_instant_meetings";

/**
 * Takes out of settings to be set what a user has anyway, under another name: licences, a telephone, the personal meeting
 * id. The profile it makes; undefined where nothing of it was given.
 */
export const takeProfile = (
  profile: Profile | null,
  values: Map<string, unknown>,
): { readonly profile: Profile | null } | undefined => {
  const phone = booleanOf(values.get(phoneKey));
  const usePmi = booleanOf(values.get(meetingIdKey));
  values.delete(phoneKey);
  values.delete(meetingIdKey);
  const features = takeFeatures(values, profile?.features);
  if (phone === undefined && usePmi === undefined && features === undefined) return undefined;
  const changed: Profile = {
    ...profile,
    ...(phone === undefined ? {} : { zoom_phone: phone }),
    ...(usePmi === undefined ? {} : { use_pmi: usePmi }),
  };
  return { profile: withFeatures(changed, features ?? changed.features ?? {}) };
};
