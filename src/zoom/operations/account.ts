import { envelopeErrors } from "../envelope.ts";
import { type ErrorTemplate, operation } from "../operation.ts";
import { documented, inferred } from "../source.ts";
import { scopes } from "./shared.ts";

const oas = documented("OAS-A");

const accountIdParameter = {
  name: "accountId",
  in: "path",
  type: "string",
  required: true,
  note: "the account's id, or `me`",
} as const;

const unknown = (message: string): ErrorTemplate => ({
  status: 404,
  code: 2001,
  message,
  trigger: "the id is neither `me` nor that of the app's own account",
  source: oas,
});

export const managedDomains = operation({
  id: "accountManagedDomain",
  method: "GET",
  path: "/accounts/{accountId}/managed_domains",
  summary: "Get an account's managed domains",
  label: "Light",
  permissions: ["AccountSetting:Read"],
  scopes: scopes(["account:read:admin"], ["account:read:managed_domains:master"]),
  parameters: [accountIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "domains", type: "array", required: true },
      { path: "domains[]", type: "object" },
      { path: "domains[].domain", type: "string", required: true },
      { path: "domains[].status", type: "string", required: true },
      { path: "total_records", type: "integer", required: true },
    ],
  },
  errors: {
    notPaid: {
      status: 200,
      code: 200,
      message: "Only available for Paid or ZMP account: {accountId}.",
      trigger: "a Free account; the HTTP status is 200",
      source: oas,
    },
    unknown: unknown("Account does not exist: {accountId}"),
  },
  notes: [
    {
      text: "The only granular scope is one for master accounts: an ordinary server-to-server app needs the classic account:read:admin.",
      source: oas,
    },
    { text: "Every domain here is verified.", source: inferred("managed domains are verified ones") },
  ],
  source: oas,
});

export const trustedDomains = operation({
  id: "accountTrustedDomain",
  method: "GET",
  path: "/accounts/{accountId}/trusted_domains",
  summary: "Get an account's trusted domains",
  label: "Light",
  permissions: ["AccountSetting:Read"],
  scopes: scopes(["account:read:admin"], ["account:read:trusted_domains:master"]),
  parameters: [accountIdParameter],
  success: {
    status: 200,
    fields: [
      { path: "trusted_domains", type: "array", required: true },
      { path: "trusted_domains[]", type: "string" },
    ],
  },
  errors: {
    unknown: unknown("Account does not exist: {accountId}"),
    unknownButOk: {
      ...unknown("Account does not exist: {accountId}"),
      status: 200,
      trigger: "the same, where the switch unknownAccount asks for HTTP 200",
    },
  },
  notes: [
    {
      text: "The only granular scope is one for master accounts: an ordinary server-to-server app needs the classic account:read:admin.",
      source: oas,
    },
  ],
  source: oas,
});

const refused = (message: string, trigger: string): ErrorTemplate => ({
  status: 400,
  code: 200,
  message,
  trigger,
  source: oas,
});

export const ownerUpdate = operation({
  id: "UpdateTheAccountOwner",
  method: "PUT",
  path: "/accounts/{accountId}/owner",
  summary: "Update the account owner",
  label: "Heavy",
  permissions: [],
  scopes: scopes(["account:write:admin"], ["account:update:owner:master", "account:update:owner:admin"]),
  parameters: [accountIdParameter],
  request: [{ path: "email", type: "string", format: "email", required: true }],
  success: { status: 204, fields: [] },
  errors: {
    validation: envelopeErrors.validation,
    notJson: envelopeErrors.notJson,
    contentType: envelopeErrors.contentType,
    notAdmin: refused(
      "User is not an admin or is an API user or doesn't belong to this account: {accountId}.",
      "nobody of the account has the address, or the user is no Admin, not active, or an API user",
    ),
    outside: refused(
      "Cannot make a user outside of your account an owner.",
      "the address is known to belong to another Zoom account",
    ),
    isOwner: refused("Cannot update the role of an account owner.", "the user is the Owner already"),
    unknown: unknown("Account does not exist: {accountId}."),
    noBillingAccount: {
      status: 404,
      code: 3201,
      message: "Cannot find a billing account for this: {accountId}.",
      trigger: "settings.billing is `no account`",
      source: oas,
    },
    noBillingContact: {
      status: 404,
      code: 3211,
      message: "Cannot find a billing contact for this: {accountId}.",
      trigger: "settings.billing is `no contact`",
      source: oas,
    },
  },
  notes: [
    { text: "The Owner of before becomes an Admin.", source: inferred("an account has one Owner") },
    { text: "`me` is the new Owner from then on.", source: inferred("a server-to-server token is the owner's") },
  ],
  source: oas,
});
