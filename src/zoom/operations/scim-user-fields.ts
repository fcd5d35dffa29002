import type { Field, FieldType } from "../field.ts";
import { scimBundles, scimFlags, scimSilent, scimTexts, scimUrns } from "../scim.ts";
import { inferred } from "../source.ts";
import { resourceFields } from "./scim-shared.ts";

const deprecatedFlags: ReadonlySet<string> = new Set(["zoomIQ", "zoomHuddles", "clinicalNotes"]);

const extension = (base: string, urn: string, rows: readonly (readonly [string, FieldType])[]): readonly Field[] => [
  { path: `${base}${urn}`, type: "object" },
  ...rows.map(([name, type]): Field => ({ path: `${base}${urn}.${name}`, type })),
];

const texts = (names: readonly string[]): readonly (readonly [string, FieldType])[] =>
  names.map((name) => [name, "string"]);

const zoomFields = (base: string): readonly Field[] => [
  ...extension(base, scimUrns.zoom, texts(["personalLinkName", "pronouns", "zoomUnited"])),
  ...Object.entries(scimBundles).map(([name, values]): Field => ({
    path: `${base}${scimUrns.zoom}.${name}`,
    type: "string",
    note: values.length === 0 ? "a code of an Education bundle" : values.join(", "),
  })),
  ...scimFlags.map((name): Field => ({
    path: `${base}${scimUrns.zoom}.${name}`,
    type: "boolean",
    ...(deprecatedFlags.has(name) ? { deprecated: true as const } : {}),
  })),
  ...scimTexts.map((name): Field => ({ path: `${base}${scimUrns.zoom}.${name}`, type: "string" })),
  {
    path: `${base}${scimUrns.zoom}.{customAttribute}`,
    type: "string",
    note: "any other name: a custom attribute of the account, at most 5",
  },
];

const nameFields = (base: string): readonly Field[] => [
  { path: `${base}name`, type: "object" },
  { path: `${base}name.givenName`, type: "string", maxLength: 64 },
  { path: `${base}name.familyName`, type: "string", maxLength: 64 },
  { path: `${base}displayName`, type: "string", maxLength: 128 },
];

const emailFields = (base: string): readonly Field[] => [
  { path: `${base}emails`, type: "array" },
  { path: `${base}emails[]`, type: "object" },
  { path: `${base}emails[].type`, type: "string" },
  { path: `${base}emails[].value`, type: "string", format: "email" },
  { path: `${base}emails[].primary`, type: "boolean" },
];

const userTypeField = (base: string): Field => ({
  path: `${base}userType`,
  type: "string",
  values: ["Collaboration", "Basic", "Licensed", "On-Prem"],
  deprecated: true,
});

const belongingFields = (base: string): readonly Field[] => [
  { path: `${base}title`, type: "string" },
  { path: `${base}locale`, type: "string" },
  { path: `${base}phoneNumbers`, type: "array" },
  { path: `${base}phoneNumbers[]`, type: "object" },
  { path: `${base}phoneNumbers[].type`, type: "string", note: "mobile, office, home, fax, work (default)" },
  { path: `${base}phoneNumbers[].value`, type: "string" },
  {
    path: `${base}roles`,
    type: "array",
    source: inferred("RFC 7643 and OAS-S of the other operations; that of GET draws one object"),
  },
  { path: `${base}roles[]`, type: "object" },
  { path: `${base}roles[].display`, type: "string" },
  { path: `${base}roles[].value`, type: "string" },
  { path: `${base}roles[].primary`, type: "boolean" },
  { path: `${base}groups`, type: "array", source: inferred("as roles") },
  { path: `${base}groups[]`, type: "object" },
  { path: `${base}groups[].display`, type: "string" },
  { path: `${base}groups[].type`, type: "string" },
  { path: `${base}groups[].value`, type: "string" },
  { path: `${base}groups[].primary`, type: "boolean", deprecated: true },
];

const externalIdField = (base: string): Field => ({
  path: `${base}externalId`,
  type: "string",
  source: inferred("RFC 7643; Zoom documents a filter by it, so it is kept"),
});

const enterpriseTexts = ["department", "organization", "costCenter", "employeeNumber", "manager"] as const;

/** Rows of a request to make or change a user. */
export const scimUserRequest: readonly Field[] = [
  { path: "schemas", type: "array" },
  { path: "schemas[]", type: "string" },
  externalIdField(""),
  userTypeField(""),
  ...nameFields(""),
  ...belongingFields(""),
  ...extension("", scimUrns.enterprise, texts(enterpriseTexts)),
  ...zoomFields(""),
  ...scimSilent.map((name): Field => ({ path: `${scimUrns.zoom}.${name}`, type: "string", note: "no effect here" })),
  { path: `${scimUrns.zoom}.zoomContactCenterPlan`, type: "object", deprecated: true, note: "no effect here" },
  { path: `${scimUrns.zoom}.zoomContactCenterPlan.zoomContactCenterPackage`, type: "string" },
];

const coreFields = (base: string): readonly Field[] => [
  ...resourceFields(base, "User"),
  externalIdField(base),
  ...nameFields(base),
  ...emailFields(base),
  { path: `${base}userName`, type: "string", format: "email", required: true },
  { path: `${base}active`, type: "boolean", required: true },
  userTypeField(base),
];

const signInFields = (base: string): readonly Field[] => [
  { path: `${base}${scimUrns.zoomUser}`, type: "object" },
  { path: `${base}${scimUrns.zoomUser}.loginType`, type: "object" },
  { path: `${base}${scimUrns.zoomUser}.loginType.workEmail`, type: "boolean" },
  { path: `${base}${scimUrns.zoomUser}.loginType.sso`, type: "boolean" },
];

/** A row of the list: less than the whole user. */
export const scimUserRow: readonly Field[] = [
  ...coreFields("Resources[]."),
  ...extension("Resources[].", scimUrns.enterprise, texts(["department"])),
  ...signInFields("Resources[]."),
];

/** The whole user, as the other operations answer. */
export const scimUserAnswer: readonly Field[] = [
  ...coreFields(""),
  ...belongingFields(""),
  ...extension("", scimUrns.enterprise, texts(enterpriseTexts)),
  ...zoomFields(""),
];

export const scimUserSignIn = signInFields("");
export const scimEmailFields = emailFields("");
