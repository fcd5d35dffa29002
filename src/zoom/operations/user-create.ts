import { licenceInfoFields, unitedPlans, workplaceCodes } from "../licences.ts";
import { operation } from "../operation.ts";
import { documented, inferred, wire } from "../source.ts";
import { scopes, userTypeValues, writeClassic } from "./shared.ts";
import { userCreateErrors } from "./user-create-errors.ts";

/** The four ways to create a user. */
export const createActions = ["create", "autoCreate", "custCreate", "ssoCreate"] as const;
export type CreateAction = (typeof createActions)[number];

export const userCreate = operation({
  id: "userCreate",
  method: "POST",
  path: "/users",
  summary: "Create users",
  label: "Light",
  permissions: ["User:Edit"],
  scopes: scopes(writeClassic, ["user:write:user:admin"]),
  parameters: [],
  request: [
    {
      path: "action",
      type: "string",
      required: true,
      values: createActions,
      note: "Case-sensitive (PSZoom#81). create: an activation mail is sent and the user is pending until its link is used. autoCreate: active at once with the given password; accounts with a managed domain. custCreate: an API-only user that never signs in; ISV partners. ssoCreate: active, signs in by the identity provider; accounts with SSO and pre-provisioning.",
    },
    { path: "user_info", type: "object", note: "Optional in the schema; without it its required fields are missing." },
    {
      path: "user_info.type",
      type: "integer",
      required: true,
      values: [...userTypeValues, 3],
      note: "1 Basic, 2 Licensed, 3 On-prem (refused by accounts of today), 4 Unassigned without Meetings Basic, 99 None (ssoCreate only, being retired).",
    },
    {
      path: "user_info.email",
      type: "string",
      required: true,
      format: "email",
      maxLength: 128,
      note: "Syntax only, no deliverability check.",
      source: wire("DF-5361"),
    },
    { path: "user_info.first_name", type: "string", maxLength: 64, maxHan: 5 },
    { path: "user_info.last_name", type: "string", maxLength: 64, maxHan: 5 },
    {
      path: "user_info.display_name",
      type: "string",
      maxLength: 128,
      maxHan: 10,
      note: "Made of first and last name when absent.",
    },
    {
      path: "user_info.password",
      type: "string",
      note: "Required for autoCreate (8 to 32 characters with a digit, upper and lower case, no single run); ignored otherwise. Breaking the rule is `Invalid parameter: password`, not a field error.",
      source: wire("ZN#139, PSZoom#96"),
    },
    { path: "user_info.division_ids", type: "array", note: "Only one for now." },
    { path: "user_info.division_ids[]", type: "string" },
    { path: "user_info.feature", type: "object" },
    { path: "user_info.feature.zoom_phone", type: "boolean", note: "Needs a free Zoom Phone licence." },
    { path: "user_info.feature.zoom_one_type", type: "integer", values: workplaceCodes, note: "Exact digits." },
    {
      path: "user_info.plan_united_type",
      type: "string",
      note: `One of ${unitedPlans[0]} … ${unitedPlans.at(-1)} (powers of two); another value has an error of its own.`,
    },
    ...licenceInfoFields("user_info."),
  ],
  success: {
    status: 201,
    fields: [
      { path: "id", type: "string", required: true },
      { path: "first_name", type: "string", required: true },
      { path: "last_name", type: "string", required: true },
      { path: "email", type: "string", required: true },
      { path: "type", type: "integer", required: true },
    ],
  },
  errors: userCreateErrors,
  notes: [
    { text: "Unknown fields are ignored.", source: inferred("section 4.1 of the fact sheet") },
    { text: "Success may be any 2xx: one call log shows 200.", source: wire("Marketplace call log") },
    { text: "50 / 1,500 / 10,000 invitations a day on Free / Pro / Business and above.", source: documented("OAS-U") },
  ],
  source: documented("OAS-U"),
});
