import { userSettingsUpdate } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import { emailKey } from "../directory.ts";
import { licencesOf, numberOf } from "../read.ts";
import type { LicenceInfo } from "../records.ts";
import { type Change, type Features, isOn, turnsOff, turnsOn } from "./feature-change.ts";

const { errors } = userSettingsUpdate;

type Rule = (change: Change) => Outcome | undefined;

const plans = ["zoom_events", "zoom_events_unlimited", "zoom_sessions_unlimited"] as const;
const perAttendee = ["zoom_events_pay_per_attendee", "zoom_sessions_pay_per_attendee"] as const;
const others = [...plans.slice(1), ...perAttendee];

/** Licences of `license_info_list` that are for events. */
export const eventsLicences = (features: Features): readonly LicenceInfo[] =>
  (licencesOf(features["license_info_list"]) ?? []).filter(({ license_type: type }) => /EVENTS|WEBINARS/.test(type));

/** Zoom Events in its three forms, and webinars: one of them at a time. */
const checkOneOf: Rule = (change) => {
  const { was, is } = change;
  const has = (name: string): boolean => isOn(is, name);
  const isChanged = [...plans, "webinar"].some((name) => turnsOn(change, name));
  if (!isChanged) return undefined;
  if (has("webinar") && has("zoom_events")) {
    if (isOn(was, "zoom_events")) return refusal(errors.webinarHasEvents);
    if (isOn(was, "webinar")) return refusal(errors.eventsHasWebinar);
  }
  if (has("webinar") && plans.some(has)) return refusal(errors.eventsAndWebinar);
  if (isOn(was, "zoom_events_unlimited") && !has("zoom_events_unlimited") && has("zoom_sessions_unlimited"))
    return refusal(errors.unlimitedDowngrade);
  if (has("zoom_sessions_unlimited") && (has("zoom_events") || has("zoom_events_unlimited")))
    return refusal(errors.eventsExclusive);
  return has("zoom_events") && has("zoom_events_unlimited") ? refusal(errors.eventsAndUnlimited) : undefined;
};

const checkPerAttendee: Rule = (change) =>
  perAttendee.some((name) => turnsOn(change, name)) && perAttendee.every((name) => isOn(change.is, name))
    ? refusal(errors.perAttendeeBoth)
    : undefined;

/** What the capacity of an event to come forbids. */
const checkUpcoming: Rule = (change) => {
  const { was, is, given, user, call } = change;
  const max = call.tenant.account.settings.upcomingEvents[emailKey(user.email)];
  if (max === undefined) return undefined;
  if (turnsOff(change, "zoom_events")) return refusal(errors.eventsRemove);
  if (eventsLicences(was).length > 0 && eventsLicences(is).length === 0) return refusal(errors.eventsRemovePlan);
  if (others.some((name) => turnsOff(change, name)) && ![...plans, ...perAttendee].some((name) => isOn(is, name)))
    return refusal(errors.eventsRemoveAll);
  const capacity = numberOf(given["zoom_events_capacity"]);
  if (capacity !== undefined && capacity < max) return refusal(errors.eventsDowngrade, { capacity, max });
  const smaller = eventsLicences(given).find(({ license_option: option }) => option < max);
  return smaller === undefined
    ? undefined
    : refusal(errors.eventsDowngradePlan, { capacity: Number(smaller.license_option), max });
};

const checkSubscriptions: Rule = ({ call, given }) => {
  const known = new Set(call.tenant.account.settings.subscriptions.map(({ id }) => id));
  return eventsLicences(given).some(({ subscription_id: id }) => !known.has(id))
    ? refusal(errors.planUnknown, undefined, "The account's settings.subscriptions name those it has.")
    : undefined;
};

/** Everything about events, in this order (inferred). */
export const checkEvents: Rule = (change) =>
  checkOneOf(change) ?? checkPerAttendee(change) ?? checkUpcoming(change) ?? checkSubscriptions(change);
