import {
  type ErrorTemplate,
  scimBundles,
  scimFlags,
  scimTexts,
  scimUrns,
  scimUserTypes,
  unitedPlans,
  userTypes,
  workplaceCodes,
} from "#zoom";

import { type Outcome, scimRefusal } from "../answer.ts";
import type { Body } from "../bind.ts";
import type { Call } from "../handlers.ts";
import { listOf, objectOf, stringOf } from "../read.ts";
import type { Profile } from "../records.ts";
import { featureOf } from "./licence-names.ts";
import { readCustomAttributes } from "./custom-attributes.ts";

interface ReadErrors {
  readonly userType: ErrorTemplate;
  readonly paid: ErrorTemplate;
  readonly unitedPlan: ErrorTemplate;
  readonly whiteboards: ErrorTemplate;
}

/** What a body says of a user; what it does not name is undefined, or in the profile as it was. */
export interface ScimUser {
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly type: number | undefined;
  readonly roleId: string | undefined;
  readonly groupIds: readonly string[] | undefined;
  readonly profile: Profile;
  /** What of the body had no effect, in plain words; "" = nothing. */
  readonly hint: string;
}

/** Texts that mean the same in both. */
const textsOf = (body: Body): Partial<Record<keyof Profile, unknown>> => {
  const enterprise = objectOf(body[scimUrns.enterprise]);
  const zoom = objectOf(body[scimUrns.zoom]);
  return {
    external_id: body["externalId"],
    display_name: body["displayName"],
    job_title: body["title"],
    language: body["locale"],
    dept: enterprise["department"],
    company: enterprise["organization"],
    cost_center: enterprise["costCenter"],
    employee_unique_id: enterprise["employeeNumber"],
    manager: enterprise["manager"],
    vanity_name: zoom["personalLinkName"],
    pronouns: zoom["pronouns"],
  };
};

const v2PhoneLabels: Readonly<Record<string, string>> = { mobile: "Mobile", home: "Home", fax: "Fax" };

const phonesOf = (value: unknown): readonly unknown[] | undefined =>
  listOf(value)?.map((item) => {
    const { type, value: number } = objectOf(item);
    return { label: v2PhoneLabels[stringOf(type) ?? ""] ?? "Office", number: stringOf(number) ?? "" };
  });

/** The profile with the body's texts; an empty text takes one away. */
const withTexts = (base: Profile | null, body: Body): Profile => {
  const given = Object.entries(textsOf(body)).filter(([, value]) => typeof value === "string");
  const empty = new Set(given.filter(([, value]) => value === "").map(([key]) => key));
  const merged = Object.entries({ ...base, ...Object.fromEntries(given) });
  const profile: Profile = Object.fromEntries(merged.filter(([key]) => !empty.has(key)));
  const phones = phonesOf(body["phoneNumbers"]);
  if (phones !== undefined) profile.phone_numbers = phones;
  return profile;
};

const codeOf = (text: string): number | bigint | undefined =>
  workplaceCodes.find((code) => String(code) === text) ??
  (Object.values(scimBundles).some((codes) => codes.includes(text)) ? Number(text) : undefined);

/** Plans of Workplace and United: an empty text or 0 takes one away. False = no known code. */
const applyPlans = (profile: Profile, zoom: Body): boolean => {
  const united = stringOf(zoom["zoomUnited"]);
  if (united === "" || united === "0") delete profile.plan_united_type;
  else if (united !== undefined) profile.plan_united_type = united;
  if (united !== undefined && united !== "" && united !== "0" && !unitedPlans.includes(united)) return false;
  for (const name of Object.keys(scimBundles)) {
    const text = stringOf(zoom[name]);
    if (text === undefined) continue;
    if (text === "" || text === "0") {
      delete profile.zoom_one_type;
      continue;
    }
    const code = codeOf(text);
    if (code === undefined) return false;
    profile.zoom_one_type = code;
  }
  return true;
};

const applyFeatures = (profile: Profile, zoom: Body): void => {
  const features = new Map(Object.entries(profile.features ?? {}));
  const set = (name: string, value: string | undefined): void => {
    if (value === undefined) features.delete(name);
    else features.set(name, value);
  };
  for (const flag of scimFlags)
    if (typeof zoom[flag] === "boolean") set(featureOf(flag), zoom[flag] ? "true" : undefined);
  for (const name of scimTexts) {
    const text = stringOf(zoom[name]);
    if (text !== undefined) set(name, text === "" ? undefined : text);
  }
  if (features.size === 0) delete profile.features;
  else profile.features = Object.fromEntries(features);
};

const isScimType = (text: string): text is "Basic" | "Licensed" | "On-Prem" | "Collaboration" =>
  text !== "source" && Object.hasOwn(scimUserTypes, text);

const roleOf = ({ tenant }: Call, body: Body): { readonly id?: string; readonly hint: string } => {
  const [first] = listOf(body["roles"]) ?? [];
  if (first === undefined) return { hint: "" };
  const { value, display } = objectOf(first);
  const name = stringOf(value) ?? stringOf(display) ?? "";
  const role =
    tenant.roles.byId(name) ?? tenant.roles.all().find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (role === undefined) return { hint: `The account has no role ${name}: it was left out.` };
  return role.id === "0" ? { hint: "Nobody becomes Owner this way." } : { id: role.id, hint: "" };
};

const groupsOf = ({ tenant }: Call, body: Body): { readonly ids?: readonly string[]; readonly hint: string } => {
  const given = listOf(body["groups"]);
  if (given === undefined) return { hint: "" };
  const ids = new Set<string>();
  const unknown: string[] = [];
  for (const item of given) {
    const { value, display } = objectOf(item);
    const name = stringOf(value) ?? stringOf(display) ?? "";
    const group = tenant.groups.byId(name) ?? tenant.groups.byName(stringOf(display) ?? name);
    if (group === undefined) unknown.push(name);
    else ids.add(group.id);
  }
  return { ids: [...ids], hint: unknown.length === 0 ? "" : `The account has no group ${unknown.join(", ")}.` };
};

/** Reads the body of POST and PUT over what the user has. */
export const readScimUser = (call: Call, base: Profile | null, errors: ReadErrors): ScimUser | Outcome => {
  const { body } = call;
  const zoom = objectOf(body[scimUrns.zoom]);
  const userType = stringOf(body["userType"]);
  if (userType !== undefined && !isScimType(userType)) return scimRefusal(errors.userType);
  const type = userType === undefined ? undefined : scimUserTypes[userType];
  if (type === userTypes.onPrem.type) return scimRefusal(errors.paid, undefined, "On-Prem users are of the past.");
  const profile = withTexts(base, body);
  if (!applyPlans(profile, zoom)) return scimRefusal(errors.unitedPlan, undefined, "A plan's code is not known.");
  applyFeatures(profile, zoom);
  if (profile.features?.["zoom_whiteboard"] !== undefined && profile.features["zoom_whiteboard_plus"] !== undefined)
    return scimRefusal(errors.whiteboards);
  const attributes = readCustomAttributes(call, profile, zoom);
  if (attributes.length > 0) profile.custom_attributes = attributes;
  const role = roleOf(call, body);
  const groups = groupsOf(call, body);
  const { givenName, familyName } = objectOf(body["name"]);
  return {
    firstName: stringOf(givenName),
    lastName: stringOf(familyName),
    type,
    roleId: role.id,
    groupIds: groups.ids,
    profile,
    hint: [role.hint, groups.hint].join(" ").trim(),
  };
};
