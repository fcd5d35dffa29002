import { type ErrorTemplate, licensedFeatures, scimBundles, userTypes } from "#zoom";

import { type Outcome, scimRefusal } from "../answer.ts";
import type { Call } from "../handlers.ts";
import type { Profile, User } from "../records.ts";
import { freeSeats } from "../users/seats.ts";
import type { ScimUser } from "./read-user.ts";

/** The refusals of an account that has no licence left. */
export interface LicenceErrors {
  readonly paid: ErrorTemplate;
  readonly seatsBasic: ErrorTemplate;
  readonly unitedSeats: ErrorTemplate;
  readonly bizPlusSeats: ErrorTemplate;
  readonly entPremierSeats: ErrorTemplate;
  readonly campusSeats: ErrorTemplate;
  readonly eduPremierSeats: ErrorTemplate;
  readonly studentSeats: ErrorTemplate;
  readonly proPlusSeats: ErrorTemplate;
}

const proPlus = "4398046511104";
const student = "576460752303423488";
const campus: ReadonlySet<string> = new Set([...(scimBundles["zoomOneSchoolCampusPlus"] ?? []), "18014398509481984"]);

/** The words for a bundle that is used up. Education's other bundles have none of their own (inferred). */
const bundleError = (code: number | bigint, errors: LicenceErrors): ErrorTemplate => {
  const text = String(code);
  if (scimBundles["zoomOneBizPlus"]?.includes(text)) return errors.bizPlusSeats;
  if (scimBundles["zoomOneEntPremier"]?.includes(text)) return errors.entPremierSeats;
  if (campus.has(text)) return errors.campusSeats;
  if (text === proPlus) return errors.proPlusSeats;
  return text === student ? errors.studentSeats : errors.eduPremierSeats;
};

const checkType = ({ tenant }: Call, type: number, errors: LicenceErrors): Outcome | undefined => {
  const { account, seats } = tenant;
  const isBasic = type === userTypes.basic.type;
  if (!isBasic && !account.settings.mayAssignLicences) return scimRefusal(errors.paid);
  const free = freeSeats(account, seats, type);
  if (free === null || free > 0) return undefined;
  return scimRefusal(isBasic ? errors.seatsBasic : errors.paid);
};

/** Licences that the account buys by number; the others nobody counts. */
const isCounted = (name: string): boolean => Object.hasOwn(licensedFeatures, name);

const checkProfile = (
  { tenant }: Call,
  profile: Profile,
  before: Profile | null,
  errors: LicenceErrors,
): Outcome | undefined => {
  const { seats } = tenant;
  const { seats: caps, features: owned } = tenant.account.settings;
  const { plan_united_type: united, zoom_one_type: workplace, features = {} } = profile;
  if (
    united !== undefined &&
    united !== before?.plan_united_type &&
    caps.united !== null &&
    seats.united >= caps.united
  )
    return scimRefusal(errors.unitedSeats);
  if (workplace !== undefined && workplace !== before?.zoom_one_type && seats.workplace >= caps.workplace)
    return scimRefusal(bundleError(workplace, errors));
  for (const name of Object.keys(features))
    if (isCounted(name) && before?.features?.[name] === undefined && seats.ofFeature(name) >= (owned[name] ?? 0))
      return scimRefusal(errors.paid, undefined, `The account has no licence of ${name} left: settings.features.`);
  return undefined;
};

/** Refuses a new user, or a change of one, for which the account has no licence left. What a user has stays. */
export const checkLicences = (
  call: Call,
  wanted: ScimUser,
  user: User | undefined,
  errors: LicenceErrors,
): Outcome | undefined => {
  const { seats } = call.tenant;
  const type = wanted.type ?? (user === undefined ? userTypes.basic.type : undefined);
  if (user !== undefined) seats.release(user);
  const refused =
    (type === undefined || type === user?.type ? undefined : checkType(call, type, errors)) ??
    checkProfile(call, wanted.profile, user?.profile ?? null, errors);
  if (user !== undefined) seats.take(user);
  return refused;
};
