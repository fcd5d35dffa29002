import type { Field } from "./field.ts";
import { documented, inferred, type Source } from "./source.ts";

/** Codes of Zoom Workplace bundles (`zoom_one_type`, `license_option`). Powers of two up to 2^59: exact digits matter. */
export const workplaceCodes: readonly (number | bigint)[] = [
  16,
  32,
  64,
  128,
  33554432,
  134217728,
  268435456,
  536870912,
  1073741824,
  4294967296,
  8589934592,
  17179869184,
  34359738368,
  68719476736,
  137438953472,
  274877906944,
  549755813888,
  1099511627776,
  2199023255552,
  4398046511104,
  18014398509481984n,
  72057594037927936n,
  144115188075855872n,
  576460752303423488n,
];

/** Only valid in `license_info_list`. */
export const enterpriseCodes: readonly number[] = [4, 8];

/** MEETING has the single option 2. */
export const meetingOption = 2;

/** `plan_united_type`: powers of two as strings, 1 (Pro US/CA) to 131072 (Enterprise JP). */
export const unitedPlans: readonly string[] = Array.from({ length: 18 }, (_unused, power) => String(2 ** power));

export const licencesSource: Source = documented("OAS-U, Annex of licence codes");

/** The rows of one licence assignment, below `base`. */
export const licenceInfoFields = (base: string): readonly Field[] => [
  {
    path: `${base}license_info_list`,
    type: "array",
    maxItems: 2,
    note: "Only for accounts with several subscriptions.",
  },
  { path: `${base}license_info_list[]`, type: "object" },
  {
    path: `${base}license_info_list[].license_type`,
    type: "string",
    required: true,
    values: ["MEETING", "ZOOM_WORKPLACE_BUNDLE"],
  },
  {
    path: `${base}license_info_list[].license_option`,
    type: "integer",
    required: true,
    values: [meetingOption, ...enterpriseCodes, ...workplaceCodes],
  },
  { path: `${base}license_info_list[].subscription_id`, type: "string", required: true, note: "SUBREF-…" },
];

/** What the numbers in `type` mean. */
export const userTypes = {
  basic: { type: 1, name: "Basic", source: documented("OAS-U") },
  licensed: { type: 2, name: "Licensed", source: documented("OAS-U") },
  onPrem: { type: 3, name: "On-prem", source: documented("OAS-2018; refused by accounts of today") },
  unassigned: { type: 4, name: "Unassigned without Meetings Basic", source: documented("OAS-U") },
  none: { type: 99, name: "None", source: documented("OAS-U; ssoCreate only, being retired") },
} as const;

/** What the numbers in `login_types` mean. */
export const loginTypes = { apiUser: 99, workEmail: 100, sso: 101 } as const;

/** The roles every account has. */
export const roles = {
  owner: { id: "0", name: "Owner", source: inferred("several public dumps") },
  admin: { id: "1", name: "Admin", source: inferred("common knowledge") },
  member: { id: "2", name: "Member", source: inferred("common knowledge") },
} as const;
