import { userSettingsUpdate, userTypes } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Call } from "../handlers.ts";
import type { User } from "../records.ts";
import { freeSeats } from "../users/seats.ts";
import { checkAddOns } from "./add-ons.ts";
import { checkEvents } from "./events-plans.ts";
import { type Change, featuresAt, featuresOf, isOn, turnsOn } from "./feature-change.ts";

const { errors } = userSettingsUpdate;

type Rule = (change: Change) => Outcome | undefined;

/** Features that a Free account cannot have. */
const paid = [
  "large_meeting",
  "webinar",
  "zoom_events",
  "zoom_events_unlimited",
  "zoom_sessions_unlimited",
  "zoom_events_pay_per_attendee",
  "zoom_sessions_pay_per_attendee",
  "concurrent_meeting",
  "zoom_phone",
  "zoom_iq_for_sales",
  "zoom_revenue_accelerator",
  "zoom_whiteboard",
  "zoom_whiteboard_plus",
  "zoom_translated_captions",
  "zoom_scheduler",
  "zoom_clips_plus",
  "zoom_docs",
] as const;

const checkPlan: Rule = (change) => {
  const { account, seats } = change.call.tenant;
  if (!paid.some((name) => turnsOn(change, name))) return undefined;
  if (account.settings.plan === "free") return refusal(errors.notPaid);
  const free = freeSeats(account, seats, change.user.type);
  if (free === null || free >= 0) return undefined;
  return change.user.type === userTypes.basic.type
    ? refusal(errors.freeLimit, { max: account.settings.seats.basic ?? 0 })
    : refusal(errors.paidLimit, { max: account.settings.seats.licensed });
};

const isLicensed = ({ type }: User): boolean => type === userTypes.licensed.type || type === userTypes.onPrem.type;

/** What each feature says to a user without a licence for meetings. */
const unlicensed = [
  ["large_meeting", errors.largeUnlicensed],
  ["webinar", errors.webinarUnlicensed],
  ["zoom_events", errors.eventsUnlicensed],
  ["zoom_events_unlimited", errors.unlimitedUnlicensed],
  ["zoom_sessions_unlimited", errors.unlimitedUnlicensed],
  ["zoom_events_pay_per_attendee", errors.perAttendeeUnlicensed],
  ["zoom_sessions_pay_per_attendee", errors.perAttendeeUnlicensed],
  ["concurrent_meeting", errors.concurrentUnlicensed],
] as const;

const checkType: Rule = (change) => {
  const { user } = change;
  if (user.type === userTypes.onPrem.type && turnsOn(change, "zoom_iq_for_sales")) return refusal(errors.iqOnPrem);
  if (isLicensed(user)) return undefined;
  const refused = unlicensed.find(([name]) => turnsOn(change, name));
  return refused === undefined ? undefined : refusal(refused[1]);
};

const checkTogether: Rule = (change) => {
  const { is } = change;
  if (turnsOn(change, "zoom_customer_managed_key")) return refusal(errors.managedKey);
  const isWhiteboardChanged = turnsOn(change, "zoom_whiteboard") || turnsOn(change, "zoom_whiteboard_plus");
  return isWhiteboardChanged && isOn(is, "zoom_whiteboard") && isOn(is, "zoom_whiteboard_plus")
    ? refusal(errors.whiteboardBoth)
    : undefined;
};

/** In this order; Zoom's own is not published (inferred). */
const rules: readonly Rule[] = [checkPlan, checkType, checkTogether, checkEvents, checkAddOns];

/** The first rule that refuses what a PATCH makes of a user's features. */
export const checkFeatures = (call: Call, user: User, values: ReadonlyMap<string, unknown>): Outcome | undefined => {
  const given = featuresOf(Object.fromEntries(values));
  if (Object.keys(given).length === 0) return undefined;
  const was = {
    ...featuresAt(call.tenant, user),
    zoom_phone: user.profile?.zoom_phone ?? false,
  };
  const change: Change = { call, user, was, is: { ...was, ...given }, given };
  for (const rule of rules) {
    const refused = rule(change);
    if (refused !== undefined) return refused;
  }
  return undefined;
};
