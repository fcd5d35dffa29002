import type { Field } from "../field.ts";
import { licenceInfoFields, unitedPlans } from "../licences.ts";
import type { ErrorTemplate, Scopes } from "../operation.ts";
import { documented, wire } from "../source.ts";

export const readClassic = ["user:read", "user:write", "user:read:admin", "user:write:admin"] as const;
export const writeClassic = ["user:write", "user:write:admin"] as const;

export const scopes = (classic: readonly string[], granular: readonly string[]): Scopes => ({ classic, granular });

export const userIdParameter = {
  name: "userId",
  in: "path",
  type: "string",
  required: true,
  note: "the user's id, the e-mail address (percent-encoded), or `me`",
} as const;

export const userTypeValues = [1, 2, 4, 99] as const;

/** The fields that a row of GET /users and the answer of GET /users/{userId} have in common. */
export const userFields = (base: string): readonly Field[] => [
  { path: `${base}id`, type: "string", note: "absent in rows of pending users" },
  { path: `${base}email`, type: "string", format: "email", required: true },
  { path: `${base}first_name`, type: "string", maxLength: 64 },
  { path: `${base}last_name`, type: "string", maxLength: 64 },
  { path: `${base}display_name`, type: "string", maxLength: 128 },
  { path: `${base}type`, type: "integer", values: userTypeValues, required: true },
  { path: `${base}status`, type: "string", values: ["active", "inactive", "pending"] },
  { path: `${base}pmi`, type: "integer" },
  { path: `${base}timezone`, type: "string" },
  { path: `${base}verified`, type: "integer", values: [0, 1] },
  { path: `${base}dept`, type: "string" },
  {
    path: `${base}created_at`,
    type: "string",
    format: "date-time",
    deprecated: true,
    note: "of the latest login type",
  },
  { path: `${base}user_created_at`, type: "string", format: "date-time" },
  { path: `${base}last_login_time`, type: "string", format: "date-time", note: "only moves after three days" },
  { path: `${base}last_client_version`, type: "string" },
  { path: `${base}pic_url`, type: "string", source: wire("older samples of the list") },
  { path: `${base}group_ids`, type: "array" },
  { path: `${base}group_ids[]`, type: "string" },
  { path: `${base}im_group_ids`, type: "array" },
  { path: `${base}im_group_ids[]`, type: "string" },
  { path: `${base}division_ids`, type: "array" },
  { path: `${base}division_ids[]`, type: "string" },
  { path: `${base}role_id`, type: "string" },
  { path: `${base}language`, type: "string", source: wire("DF-68825") },
  { path: `${base}employee_unique_id`, type: "string" },
  { path: `${base}plan_united_type`, type: "string", values: unitedPlans },
  { path: `${base}host_key`, type: "string", note: "only when asked for" },
  { path: `${base}custom_attributes`, type: "array" },
  { path: `${base}custom_attributes[]`, type: "object" },
  { path: `${base}custom_attributes[].key`, type: "string" },
  { path: `${base}custom_attributes[].name`, type: "string" },
  { path: `${base}custom_attributes[].value`, type: "string" },
  ...licenceInfoFields(base),
];

/** Errors that several user operations share. */
export const userErrors = {
  notFound: {
    status: 404,
    code: 1001,
    message: "User does not exist: {userId}.",
    trigger: "no user of this account has that id or address",
    source: documented("OAS-U"),
  },
  elsewhere: {
    status: 400,
    code: 1010,
    message: "User not found on this account: {userId}.",
    trigger: "the address belongs to another Zoom account",
    source: wire("moodle-mod_zoom#64"),
  },
  invitationExpired: {
    status: 400,
    code: 1120,
    message: "A valid invitation to join the Zoom account was not found for this user.",
    trigger: "the invitation is older than 30 days",
    source: documented("OAS-U"),
  },
} as const satisfies Record<string, ErrorTemplate>;
