import { divisionLimits } from "../divisions.ts";
import { envelopeErrors } from "../envelope.ts";
import type { Parameter } from "../field.ts";
import type { ErrorTemplate } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { pageTokenParameter } from "./group-shared.ts";
import { scopes } from "./shared.ts";

export const oas = documented("OAS-U");

/** Zoom's document has the typing error, and so have its apps. */
const classicWrite = "division:wirte:admin";
export const readsDivisions = (granular: string) => scopes(["division:read:admin"], [granular]);
export const readsDivision = (granular: string) => scopes([classicWrite, "division:read:admin"], [granular]);
export const writesDivisions = (granular: string) => scopes([classicWrite], [granular]);

export const divisionIdParameter = { name: "divisionId", in: "path", type: "string", required: true } as const;

export const pageParameters: readonly Parameter[] = [
  { name: "page_size", in: "query", type: "integer", default: divisionLimits.page, maximum: divisionLimits.maxPage },
  pageTokenParameter,
];

/** Divisions speak of tokens in codes of their own; some texts end in a full stop. */
export const tokenErrors = (stop: "" | ".") =>
  ({
    tokenMissing: {
      status: 401,
      code: 30_031_002,
      message: `Missing token${stop}`,
      trigger: "no Authorization header with a bearer token",
      source: oas,
    },
    tokenInvalid: {
      status: 401,
      code: 30_031_004,
      message: `Invalid or expired token${stop}`,
      trigger: "a token that is unknown, or older than an hour",
      source: oas,
    },
  }) as const satisfies Record<string, ErrorTemplate>;

export const divisionUnknown = {
  status: 404,
  code: 40_406,
  message: "Division not found.",
  trigger: "no division of the account has that id",
  source: oas,
} as const satisfies ErrorTemplate;

/** Documented for one operation, and taken for the others. */
export const divisionUnknownToo = {
  ...divisionUnknown,
  source: inferred("as in POST /divisions/{divisionId}/users"),
} as const satisfies ErrorTemplate;

export const invalidField = {
  status: 400,
  code: 40_005,
  message: "Invalid field.",
  trigger: "a field is missing, or has a value that is not allowed",
  source: oas,
} as const satisfies ErrorTemplate;

export const nameUsed = {
  status: 409,
  code: 409,
  message: "Division name already exists.",
  trigger: "another division of the account has the name",
  source: inferred("status 409 is documented, without code or text"),
} as const satisfies ErrorTemplate;

export const bodyErrors = {
  validation: { ...invalidField, source: inferred("as in POST /divisions") },
  notJson: envelopeErrors.notJson,
  contentType: envelopeErrors.contentType,
} as const satisfies Record<string, ErrorTemplate>;
