import { envelopeErrors } from "../envelope.ts";
import type { ErrorTemplate, Scopes } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { scopes } from "./shared.ts";

export const oas = documented("OAS-U");

export const readsGroups = (granular: string): Scopes => scopes(["group:read:admin", "group:write:admin"], [granular]);
export const writesGroups = (granular: string): Scopes => scopes(["group:write:admin"], [granular]);

export const groupIdParameter = { name: "groupId", in: "path", type: "string", required: true } as const;
export const pageTokenParameter = {
  name: "next_page_token",
  in: "query",
  type: "string",
  note: "valid for 15 minutes, for the same query",
} as const;

/** Zoom words this refusal differently in almost every operation. */
export const paidOnly = (message = "Only available for Paid account.", status = 400): ErrorTemplate => ({
  status,
  code: 200,
  message,
  trigger: status === 200 ? "a Free account, where the switch paidOnly asks for HTTP 200" : "a Free account",
  source: oas,
});

export const groupUnknown = (message = "A group with this {groupId} does not exist."): ErrorTemplate => ({
  status: 404,
  code: 4130,
  message,
  trigger: "no group of the account has that id",
  source: oas,
});

export const groupElsewhere = (message: string): ErrorTemplate => ({
  status: 400,
  code: 1010,
  message,
  trigger: "the group belongs to another account (of this emulator)",
  source: oas,
});

export const memberUnknown = {
  status: 404,
  code: 4131,
  message: "Group member does not exist.",
  trigger: "no member of the group has that id or address",
  source: oas,
} as const satisfies ErrorTemplate;

/** What every list that comes in pages can refuse. */
export const pageErrors = {
  validation: {
    ...envelopeErrors.validation,
    trigger: "a page_size that is no number, or out of range where it is not clamped",
    source: inferred("as everywhere"),
  },
  pageToken: {
    status: 400,
    code: 300,
    message: "The next page token is invalid or expired.",
    trigger: "a token that is unknown, older than 15 minutes or of another query",
    source: oas,
  },
} as const satisfies Record<string, ErrorTemplate>;

/** What every operation with a JSON body can refuse. */
export const bodyErrors = {
  validation: envelopeErrors.validation,
  notJson: envelopeErrors.notJson,
  contentType: envelopeErrors.contentType,
} as const satisfies Record<string, ErrorTemplate>;
