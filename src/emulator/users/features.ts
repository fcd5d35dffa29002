import {
  bulkFeatures,
  featureCapacities,
  featureFailures,
  featureLimits,
  fieldMessages,
  type LicensedFeature,
  licensedFeatures,
  unitedPlans,
  userTypes,
  workplaceCodes,
} from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { validationFailed } from "../bind.ts";
import type { Call, Handler } from "../handlers.ts";
import { licencesOf, listOf, objectOf, stringOf } from "../read.ts";
import { isTooEarly } from "../recent.ts";
import type { LicenceInfo, Profile, User } from "../records.ts";
import { beforeUpdate, userUpdated } from "../webhooks/events.ts";
import { freeSeats } from "./seats.ts";

const { errors } = bulkFeatures;

type Reason = (typeof featureFailures)[keyof typeof featureFailures];

/** What is to be done to each user. */
interface Wanted {
  /** The feature is on with this value; undefined = taken away. */
  readonly value: string | undefined;
  /** Why a user cannot have it. */
  readonly check: (user: User) => Reason | undefined;
  readonly isSame: (user: User) => boolean;
  readonly apply: (user: User, profile: Profile) => void;
}

/** The new name of a feature that was renamed. */
const renamed: Readonly<Record<string, string>> = { zoom_iq_for_sales: "zoom_revenue_accelerator" };

const isLicensedFeature = (name: string): name is LicensedFeature => Object.hasOwn(licensedFeatures, name);

/** Features that hang on a Meetings licence. */
const needsLicence: ReadonlySet<string> = new Set(["concurrent_meeting", "large_meeting", "webinar", "zoom_events"]);

const isRoom = ({ profile }: User): boolean => profile?.is_room === true;

/** A change of the type, with the subscription that pays for it where one is named. */
const toType = ({ tenant }: Call, type: number, licence: LicenceInfo | undefined): Wanted => ({
  value: String(type),
  isSame: (user) => user.type === type && licence === undefined,
  check: (user) => {
    if (isRoom(user)) return featureFailures.room;
    if (user.profile?.zoom_one_type !== undefined) return featureFailures.workplace;
    if (user.profile?.plan_united_type !== undefined) return featureFailures.united;
    if (type === userTypes.none.type && user.action !== "ssoCreate") return featureFailures.notSso;
    const free = freeSeats(tenant.account, tenant.seats, type);
    if (free === null || free > 0) return undefined;
    return type === userTypes.basic.type ? featureFailures.basic : featureFailures.seats;
  },
  apply: (user, profile) => {
    user.type = type;
    if (licence !== undefined) profile.license_info_list = [licence];
  },
});

const toUnited = ({ tenant }: Call, value: string | undefined): Wanted => ({
  value,
  isSame: ({ profile }) => profile?.plan_united_type === value,
  check: (user) => {
    if (isRoom(user)) return featureFailures.room;
    if (value === undefined) return undefined;
    if (user.profile?.zoom_one_type !== undefined) return featureFailures.workplace;
    const { united } = tenant.account.settings.seats;
    return united !== null && tenant.seats.united >= united ? featureFailures.seats : undefined;
  },
  apply: (_user, profile) => {
    delete profile.plan_united_type;
    if (value !== undefined) profile.plan_united_type = value;
  },
});

const toWorkplace = ({ tenant }: Call, code: number | bigint | undefined): Wanted => ({
  value: code === undefined ? undefined : String(code),
  isSame: ({ profile }) => profile?.zoom_one_type === code,
  check: (user) => {
    if (isRoom(user)) return featureFailures.room;
    if (code === undefined) return undefined;
    if (user.profile?.plan_united_type !== undefined) return featureFailures.united;
    return tenant.seats.workplace >= tenant.account.settings.seats.workplace ? featureFailures.seats : undefined;
  },
  apply: (_user, profile) => {
    delete profile.zoom_one_type;
    if (code !== undefined) profile.zoom_one_type = code;
  },
});

const capacities = new Map<string, Readonly<Record<string, number>>>(Object.entries(featureCapacities));

/** A licence as it is kept: sizes are numbers there, and codes here. */
const licenceOf = (name: LicensedFeature, value: string | undefined): Readonly<Record<string, string>> => {
  const capacity = capacities.get(name)?.[value ?? ""];
  if (value === undefined) return {};
  return capacity === undefined ? { [name]: value } : { [name]: "true", [`${name}_capacity`]: String(capacity) };
};

const toFeature = ({ tenant }: Call, name: LicensedFeature, value: string | undefined): Wanted => ({
  value,
  isSame: ({ profile }) => {
    const { [name]: has, [`${name}_capacity`]: capacity } = profile?.features ?? {};
    const wanted = licenceOf(name, value);
    return has === wanted[name] && (has === undefined || capacity === wanted[`${name}_capacity`]);
  },
  check: (user) => {
    if (isRoom(user)) return featureFailures.room;
    if (value === undefined) return undefined;
    if (needsLicence.has(name) && user.type !== userTypes.licensed.type) return featureFailures.unpaid;
    if (name === "zoom_revenue_accelerator" && user.type === userTypes.basic.type) return featureFailures.free;
    return tenant.seats.ofFeature(name) >= (tenant.account.settings.features[name] ?? 0)
      ? featureFailures.seats
      : undefined;
  },
  apply: (_user, profile) => {
    const { [name]: _former, [`${name}_capacity`]: _size, ...others } = profile.features ?? {};
    profile.features = { ...others, ...licenceOf(name, value) };
  },
});

/** Licences of named subscriptions: deprecated at Zoom, and of use only to accounts with several subscriptions. */
const toLicences = ({ tenant }: Call, licences: readonly LicenceInfo[]): Wanted => ({
  value: "licences",
  isSame: ({ profile }) => JSON.stringify(profile?.license_info_list, digits) === JSON.stringify(licences, digits),
  check: (user) => {
    if (isRoom(user)) return featureFailures.room;
    for (const { subscription_id: id, license_type: kind } of licences) {
      const subscription = tenant.account.settings.subscriptions.find((known) => known.id === id);
      const cap = kind === "MEETING" ? subscription?.licensed : subscription?.workplace;
      if (tenant.seats.ofSubscription(`${id} ${kind}`) >= (cap ?? 0)) return featureFailures.seats;
    }
    return undefined;
  },
  apply: (_user, profile) => {
    profile.license_info_list = licences;
  },
});

const digits = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

const badValue = validationFailed([{ field: "feature_value", message: fieldMessages.invalid.text }]);

const wantedType = (call: Call, value: string, subscription: string | undefined): Wanted | Outcome => {
  if (value === String(userTypes.onPrem.type)) return refusal(errors.onPrem);
  const type = [userTypes.basic, userTypes.licensed, userTypes.none].find(
    (known) => String(known.type) === value,
  )?.type;
  if (type === undefined) return badValue;
  const licence =
    subscription === undefined || type !== userTypes.licensed.type
      ? undefined
      : { license_type: "MEETING", license_option: 2, subscription_id: subscription };
  return toType(call, type, licence);
};

/** What the body asks for, or why the account cannot have it. */
const readWanted = (call: Call): Wanted | Outcome => {
  const { body, tenant } = call;
  const { seats, features } = tenant.account.settings;
  const licences = licencesOf(body["license_info_list"]);
  if (licences !== undefined && licences.length > 0) return toLicences(call, licences);
  const type = stringOf(body["feature_type"]) ?? "";
  const name = renamed[type] ?? type;
  const value = stringOf(body["feature_value"]) ?? "";
  if (name === "user_type") return wantedType(call, value, stringOf(body["subscription_id"]));
  if (name === "plan_united_type") {
    if (seats.united === 0) return refusal(errors.notEnabled);
    if (value === "0") return toUnited(call, undefined);
    return unitedPlans.includes(value) ? toUnited(call, value) : badValue;
  }
  if (name === "zoom_one_type") {
    if (seats.workplace === 0) return refusal(errors.notEnabled);
    if (value === "0") return toWorkplace(call, undefined);
    const code = workplaceCodes.find((known) => String(known) === value);
    return code === undefined ? badValue : toWorkplace(call, code);
  }
  if (!isLicensedFeature(name)) return badValue;
  if ((features[name] ?? 0) === 0)
    return refusal(
      errors.notEnabled,
      undefined,
      `The account owns no licence of ${name}: settings.features of the control plane.`,
    );
  const known: readonly string[] = licensedFeatures[name];
  if (!known.includes(value)) return badValue;
  return toFeature(call, name, value === known[0] ? undefined : value);
};

const unknownSubscription = ({ tenant, body }: Call): Outcome | undefined => {
  const named = [
    stringOf(body["subscription_id"]) ?? "",
    ...(licencesOf(body["license_info_list"]) ?? []).map((licence) => licence.subscription_id),
  ].filter((id) => id !== "");
  const missing = named.find((id) => !tenant.account.settings.subscriptions.some((known) => known.id === id));
  return missing === undefined ? undefined : refusal(errors.subscription, { subscriptionId: missing });
};

/** Why this user stays as before; undefined = the change is made. */
const change = ({ world, tenant }: Call, user: User, wanted: Wanted): Reason | undefined => {
  if (wanted.isSame(user)) return featureFailures.same;
  // As if the user had none: another value of the same feature needs no second licence.
  tenant.seats.release(user);
  const reason = wanted.check(user);
  tenant.seats.take(user);
  if (reason !== undefined) return reason;
  const before = beforeUpdate(world, user);
  world.changeUser(tenant, user, () => {
    const profile: Profile = { ...user.profile };
    wanted.apply(user, profile);
    if (Object.keys(profile.features ?? {}).length === 0) delete profile.features;
    user.profile = Object.keys(profile).length === 0 ? null : profile;
  });
  userUpdated(world, tenant, user, before);
  return undefined;
};

/** POST /users/features: each user for itself, in the order given; who cannot have it is told with the reason. */
export const updateFeatures: Handler = (call) => {
  const { tenant, body } = call;
  if (tenant.account.settings.plan === "free") return refusal(errors.notPaid);
  const refused = unknownSubscription(call);
  if (refused !== undefined) return refused;
  const wanted = readWanted(call);
  if ("status" in wanted) return wanted;
  if (isTooEarly(call, "features", featureLimits.everyMs)) return refusal(errors.tooOften);
  const changed: string[] = [];
  const failed = new Map<Reason, string[]>();
  for (const item of listOf(body["users"]) ?? []) {
    const given = objectOf(item);
    const name = stringOf(given["id"]) ?? stringOf(given["email"]) ?? "";
    const user = tenant.users.byId(name) ?? tenant.users.byEmail(name);
    const known = user?.status === "active" ? user : undefined;
    const reason = known === undefined ? featureFailures.notFound : change(call, known, wanted);
    if (reason === undefined && known !== undefined) changed.push(known.id);
    else if (reason !== undefined) failed.set(reason, [...(failed.get(reason) ?? []), user?.id ?? name]);
  }
  const details = Array.from(failed, ([reason, ids]) => ({ user_ids: ids, reason }));
  return ok(201, JSON.stringify({ success_user_ids: changed, fail_details: details }));
};
