import { fieldMessages, unitedPlans, userTypes, userUpdate } from "#zoom";

import { ok, type Outcome, refusal } from "../answer.ts";
import { type Body, validationFailed } from "../bind.ts";
import { knownDivision } from "../divisions/find.ts";
import type { Call, Handler } from "../handlers.ts";
import { codeOf, licencesOf, listOf, numberOf, objectOf, stringOf } from "../read.ts";
import type { Profile, User } from "../records.ts";
import { beforeUpdate, userUpdated } from "../webhooks/events.ts";
import { findUser, isOutcome } from "./find.ts";
import { checkExtraLicences, checkSeats } from "./licences.ts";

const { errors } = userUpdate;

const texts = [
  "display_name",
  "timezone",
  "language",
  "dept",
  "vanity_name",
  "host_key",
  "cms_user_id",
  "job_title",
  "company",
  "location",
  "cost_center",
  "manager",
  "phone_country",
  "phone_number",
  "pronouns",
  "about_me",
  "linkedin_url",
] as const satisfies readonly (keyof Profile)[];

/** The keys of each list's items; what else an item holds is not kept. */
const itemKeys = {
  phone_numbers: ["code", "country", "label", "number"],
  custom_attributes: ["key", "name", "value"],
} as const satisfies Partial<Record<keyof Profile, readonly string[]>>;

const itemsOf = (value: unknown, keys: readonly string[]): readonly unknown[] | undefined =>
  listOf(value)?.map((item) => {
    const given = objectOf(item);
    return Object.fromEntries(keys.flatMap((key) => (typeof given[key] === "string" ? [[key, given[key]]] : [])));
  });

const hasMarkup = /https?:\/\/|www\.|<[a-z/]/i;

const typeOf = (body: Body): number | undefined => numberOf(body["type"]);

const checkTexts = (call: Call, body: Body): Outcome | undefined => {
  const { refusedWords } = call.tenant.account.settings;
  for (const key of ["first_name", "last_name", "display_name"]) {
    const name = stringOf(body[key]) ?? "";
    if (refusedWords.some((word) => name.toLowerCase().includes(word.toLowerCase())))
      return refusal(errors.nameWord, { name });
  }
  if (hasMarkup.test(stringOf(body["about_me"]) ?? "")) return refusal(errors.aboutMe);
  const link = stringOf(body["linkedin_url"]);
  if (link !== undefined && link !== "" && !link.includes("linkedin.com")) return refusal(errors.linkedin);
  const united = stringOf(body["plan_united_type"]);
  return united !== undefined && united !== "none" && !unitedPlans.includes(united)
    ? refusal(errors.unitedPlan)
    : undefined;
};

const checkMeetingId = (user: User, body: Body): Outcome | undefined => {
  if (numberOf(body["pmi"]) === undefined && body["use_pmi"] !== true) return undefined;
  const type = typeOf(body) ?? user.type;
  if (type === userTypes.basic.type) return refusal(errors.notPaid);
  return type === userTypes.licensed.type ? undefined : refusal(errors.pmiUnlicensed);
};

/** The one rule on a field that no row of the facts can hold: ten digits, 2 to 9 first (documented, support page). */
const checkPmiDigits = (body: Body): Outcome | undefined => {
  const pmi = numberOf(body["pmi"]);
  return body["pmi"] === undefined || body["pmi"] === null || (pmi !== undefined && /^[2-9]\d{9}$/.test(String(pmi)))
    ? undefined
    : validationFailed([{ field: "pmi", message: fieldMessages.invalid.text }]);
};

const checkVanityName = ({ tenant }: Call, user: User, body: Body): Outcome | undefined => {
  const holder = tenant.links.holder(stringOf(body["vanity_name"]) ?? "");
  return holder === undefined || holder === user ? undefined : refusal(errors.vanityTaken);
};

const typeNames: Readonly<Record<number, string>> = Object.fromEntries(
  Object.values(userTypes).map((known) => [known.type, known.name]),
);

const checkLicences = ({ tenant }: Call, user: User, body: Body): Outcome | undefined => {
  const { account, seats } = tenant;
  const wanted = typeOf(body);
  if (wanted === userTypes.onPrem.type) return refusal(errors.onPrem);
  const kinds = ["type", "plan_united_type", "zoom_one_type"].filter((key) => body[key] !== undefined);
  if (kinds.length > 1) return refusal(errors.oneLicenceAtATime);
  if (wanted !== undefined && wanted !== user.type) {
    if (!account.settings.mayAssignLicences) return refusal(errors.typeRequirements);
    // The text for Basic names the type the user has, the others the type asked for.
    const named = typeNames[wanted === userTypes.basic.type ? user.type : wanted] ?? "";
    const refused = checkSeats(account, seats, wanted, errors, named);
    if (refused !== undefined) return refused;
  }
  const more: Profile = {};
  const workplace = codeOf(body["zoom_one_type"]);
  const licences = licencesOf(body["license_info_list"]);
  if (workplace !== undefined && workplace !== 0) more.zoom_one_type = workplace;
  if (objectOf(body["feature"])["zoom_phone"] === true) more.zoom_phone = true;
  if (licences !== undefined) more.license_info_list = licences;
  return checkExtraLicences(account, seats, more, errors);
};

/** As checkLicences, as if the user had none: a licence that is given again needs no second seat. */
const checkLicencesAnew = (call: Call, user: User, body: Body): Outcome | undefined => {
  const { seats } = call.tenant;
  seats.release(user);
  const refused = checkLicences(call, user, body);
  seats.take(user);
  return refused;
};

const applyLicences = (profile: Profile, body: Body): void => {
  const workplace = codeOf(body["zoom_one_type"]);
  if (workplace === 0) delete profile.zoom_one_type;
  else if (workplace !== undefined) profile.zoom_one_type = workplace;
  const united = stringOf(body["plan_united_type"]);
  if (united === "none") delete profile.plan_united_type;
  else if (united !== undefined) profile.plan_united_type = united;
  const licences = licencesOf(body["license_info_list"]);
  if (licences !== undefined) profile.license_info_list = licences;
  const phone = objectOf(body["feature"])["zoom_phone"];
  if (typeof phone === "boolean") profile.zoom_phone = phone;
};

const applyProfile = (call: Call, user: User, body: Body): void => {
  const profile: Profile = { ...user.profile };
  for (const key of texts) {
    const value = stringOf(body[key]);
    if (value !== undefined) profile[key] = value;
  }
  const division = knownDivision(call, body["division_ids"]);
  if (division !== undefined) profile.division_ids = division;
  const phones = itemsOf(body["phone_numbers"], itemKeys.phone_numbers);
  if (phones !== undefined) profile.phone_numbers = phones;
  const attributes = itemsOf(body["custom_attributes"], itemKeys.custom_attributes);
  if (attributes !== undefined) profile.custom_attributes = attributes;
  // Emptied, the display name is made of the other two again.
  if (profile.display_name === "") delete profile.display_name;
  if (typeof body["use_pmi"] === "boolean") profile.use_pmi = body["use_pmi"];
  const option = numberOf(body["pronouns_option"]);
  if (option !== undefined) profile.pronouns_option = option;
  applyLicences(profile, body);
  if (profile.vanity_name === "") delete profile.vanity_name;
  user.profile = Object.keys(profile).length === 0 ? null : profile;
};

const apply = (call: Call, user: User): void => {
  const { body } = call;
  user.firstName = stringOf(body["first_name"]) ?? user.firstName;
  user.lastName = stringOf(body["last_name"]) ?? user.lastName;
  user.type = typeOf(body) ?? user.type;
  user.pmi = numberOf(body["pmi"]) ?? user.pmi;
  applyProfile(call, user, body);
};

/**
 * PATCH /users/{userId}. On a pending user it answers 204 and applies nothing but group_id.
 * @source SailPoint (client code); switch `pendingPatch`
 */
export const updateUser: Handler = (call) => {
  const invalid = checkPmiDigits(call.body);
  if (invalid !== undefined) return invalid;
  const user = findUser(call);
  if (isOutcome(user)) return user;
  const { body, world, tenant } = call;
  if (user.status === "pending" && tenant.account.switches.pendingPatch === "ignore") {
    const group = stringOf(body["group_id"]);
    if (group !== undefined)
      world.changeUser(tenant, user, () => (user.profile = { ...user.profile, group_id: group }));
    return {
      ...ok(204, ""),
      hint: "The user is pending: Zoom answers 204 and applies nothing but group_id. Read back after the invitation is accepted.",
    };
  }
  const refused =
    checkTexts(call, body) ??
    checkMeetingId(user, body) ??
    checkVanityName(call, user, body) ??
    checkLicencesAnew(call, user, body);
  if (refused !== undefined) return refused;
  const before = beforeUpdate(world, user);
  world.changeUser(tenant, user, () => apply(call, user));
  userUpdated(world, tenant, user, before);
  return ok(204, "");
};
