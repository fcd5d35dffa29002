import type { Field, Parameter } from "../field.ts";
import type { ErrorTemplate } from "../operation.ts";
import { scimPaging } from "../scim.ts";
import { documented, inferred } from "../source.ts";
import { scopes } from "./shared.ts";

export const oas = documented("OAS-S");

export const scimScopes = scopes(["scim2"], ["scim2:admin"]);
export const scimMediaType = "application/scim+json" as const;

/** In SCIM bodies `status` is the only number: code and status are one. */
const refused = (status: 400 | 403 | 404 | 409, message: string, trigger: string): ErrorTemplate => ({
  status,
  code: status,
  message,
  trigger,
  source: oas,
});
export const bad = (message: string, trigger: string): ErrorTemplate => refused(400, message, trigger);
export const conflict = (message: string, trigger: string): ErrorTemplate => refused(409, message, trigger);
export const notThere = (message: string, trigger: string): ErrorTemplate => refused(404, message, trigger);
export const denied = (message: string): ErrorTemplate =>
  refused(403, message, "the role of the user behind the app lacks the permission");

export const ssoOff = bad(
  "Account has not enabled Single Sign-On.",
  "the account has no SSO, no vanity URL, or a plan below Business",
);

/** What every SCIM operation with a body can refuse. */
export const scimBodyErrors = {
  notJson: bad(
    "The request body must be in JSON format.",
    "Content-Type is neither application/json nor application/scim+json, the body is no JSON object, or a value has the wrong JSON type",
  ),
  empty: bad("The request JSON must not be empty.", "{} or no body, or nothing in it that the operation takes"),
} as const satisfies Record<string, ErrorTemplate>;

export const listParameters = (filter: string): readonly Parameter[] => [
  { name: "startIndex", in: "query", type: "integer", default: 1, note: "counts from 1" },
  { name: "count", in: "query", type: "integer", default: scimPaging.defaultCount, maximum: scimPaging.maxCount },
  { name: "filter", in: "query", type: "string", note: filter },
];

export const listFields: readonly Field[] = [
  { path: "schemas", type: "array", required: true },
  { path: "schemas[]", type: "string" },
  { path: "totalResults", type: "integer", required: true },
  { path: "startIndex", type: "integer", required: true },
  { path: "itemsPerPage", type: "integer", required: true },
  { path: "Resources", type: "array", required: true },
  { path: "Resources[]", type: "object" },
];

/** What users and groups have in common. */
export const resourceFields = (base: string, type: string): readonly Field[] => [
  { path: `${base}id`, type: "string", required: true },
  { path: `${base}meta`, type: "object", required: true },
  { path: `${base}meta.resourceType`, type: "string", required: true, values: [type] },
  { path: `${base}meta.location`, type: "string", required: true },
  { path: `${base}meta.version`, type: "string", required: true },
  { path: `${base}meta.created`, type: "string", format: "date-time" },
  { path: `${base}meta.lastModified`, type: "string", format: "date-time" },
  { path: `${base}schemas`, type: "array", required: true },
  { path: `${base}schemas[]`, type: "string" },
];

export const schemasField: readonly Field[] = [
  { path: "schemas", type: "array" },
  { path: "schemas[]", type: "string" },
];

export const prerequisite = {
  text: "Needs a Business or Education account with an approved vanity URL and SSO.",
  source: documented("OAS-S"),
} as const;

export const envelopeNote = {
  text: "A missing or unknown token, a missing scope and a rate limit are answered in the envelope of /v2.",
  source: inferred("they are refused before SCIM is reached"),
} as const;
