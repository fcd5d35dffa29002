import { type ErrorTemplate, userSettingsUpdate } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import { licencesOf, numberOf } from "../read.ts";
import { type Change, type Features, featuresAt, turnsOn } from "./feature-change.ts";

const { errors } = userSettingsUpdate;

/** The account's cap on an add-on, if as many users as that have it already; undefined where there is room. */
const reached = ({ call, user }: Change, addOn: string, has: (features: Features) => boolean): number | undefined => {
  const max = call.tenant.account.settings.addOns[addOn];
  if (max === undefined) return undefined;
  let taken = 0;
  for (const other of call.tenant.users.from(0)) if (other !== user && has(featuresAt(call.tenant, other))) taken += 1;
  return taken >= max ? max : undefined;
};

const whenFull = (change: Change, addOn: string, has: (features: Features) => boolean, error: ErrorTemplate) => {
  const max = reached(change, addOn, has);
  return max === undefined
    ? undefined
    : refusal(error, { max }, `settings.addOns["${addOn}"] of the account is ${max}.`);
};

/** Sizes are sold one by one; 501 and 1001 are 500 and 1000 on other terms. */
const sizeOf = (features: Features, key: string): number => {
  const size = numberOf(features[key]) ?? 100;
  return size === 501 || size === 1001 ? size - 1 : size;
};

const webinarErrors: Readonly<Record<number, ErrorTemplate>> = {
  100: errors.webinar100,
  500: errors.webinar500,
  1000: errors.webinar1000,
  3000: errors.webinar3000,
  5000: errors.webinar5000,
  10000: errors.webinar10000,
};

const largeErrors: Readonly<Record<number, ErrorTemplate>> = {
  100: errors.large100,
  200: errors.large200,
  300: errors.large300,
  500: errors.large500,
  1000: errors.large1000,
};

const checkSize = (
  change: Change,
  [name, feature, key]: readonly [name: string, feature: string, key: string],
  words: Readonly<Record<number, ErrorTemplate>>,
): Outcome | undefined => {
  if (change.is[feature] !== true) return undefined;
  const size = sizeOf(change.is, key);
  if (change.was[feature] === true && sizeOf(change.was, key) === size) return undefined;
  const has = (features: Features): boolean => features[feature] === true && sizeOf(features, key) === size;
  return whenFull(change, `${name} ${size}`, has, words[size] ?? errors.paidLimit);
};

const concurrent = {
  Basic: { none: errors.concurrentBasicNone, full: errors.concurrentBasicLimit },
  Plus: { none: errors.concurrentPlusNone, full: errors.concurrentPlusLimit },
} as const;

const checkConcurrent = (change: Change): Outcome | undefined => {
  const kind = change.is["concurrent_meeting"];
  if ((kind !== "Basic" && kind !== "Plus") || !turnsOn(change, "concurrent_meeting")) return undefined;
  const addOn = `concurrent ${kind}`;
  const isNone = change.call.tenant.account.settings.addOns[addOn] === 0;
  const has = (features: Features): boolean => features["concurrent_meeting"] === kind;
  return whenFull(change, addOn, has, isNone ? concurrent[kind].none : concurrent[kind].full);
};

const switched = [
  ["zoom_iq_for_sales", errors.iqLimit],
  ["zoom_whiteboard", errors.whiteboardLimit],
  ["zoom_events_unlimited", errors.eventsUnlimitedLimit],
  ["zoom_sessions_unlimited", errors.sessionsUnlimitedLimit],
] as const;

const checkSwitched = (change: Change): Outcome | undefined => {
  for (const [name, error] of switched) {
    if (!turnsOn(change, name)) continue;
    const refused = whenFull(change, name, (features) => features[name] === true, error);
    if (refused !== undefined) return refused;
  }
  return undefined;
};

const typesOf = (features: Features): ReadonlySet<string> =>
  new Set((licencesOf(features["license_info_list"]) ?? []).map(({ license_type: type }) => type));

const checkLicenceList = (change: Change): Outcome | undefined => {
  const before = typesOf(change.was);
  for (const plan of typesOf(change.given)) {
    const max = before.has(plan) ? undefined : reached(change, plan, (features) => typesOf(features).has(plan));
    if (max !== undefined) return refusal(errors.planLimit, { max, plan });
  }
  return undefined;
};

const checkPhone = (change: Change): Outcome | undefined => {
  const { account, seats } = change.call.tenant;
  return turnsOn(change, "zoom_phone") && seats.phone >= account.settings.seats.phone
    ? refusal(errors.phoneLicence)
    : undefined;
};

/** Whether the account has what the PATCH gives. */
export const checkAddOns = (change: Change): Outcome | undefined =>
  checkSize(change, ["webinar", "webinar", "webinar_capacity"], webinarErrors) ??
  checkSize(change, ["large", "large_meeting", "large_meeting_capacity"], largeErrors) ??
  checkConcurrent(change) ??
  checkSwitched(change) ??
  checkLicenceList(change) ??
  checkPhone(change);
