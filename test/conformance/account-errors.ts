import type { managedDomains, ownerUpdate, trustedDomains } from "#zoom";

import type { ErrorCase, Errors } from "./error-cases.ts";

const reader = { scopes: ["account:read:admin"], accountId: "acc" } as const;

const getting = (path: string, account: ErrorCase["account"] = {}): ErrorCase => ({
  account: { ...reader, ...account },
  send: (stage) => stage.call("GET", `/v2/accounts/${path}`),
});

export const managedDomainErrors: Errors<typeof managedDomains> = {
  notPaid: { ...getting("me/managed_domains", { preset: "free" }), values: { accountId: "acc" } },
  unknown: { ...getting("other/managed_domains"), values: { accountId: "other" } },
};

export const trustedDomainErrors: Errors<typeof trustedDomains> = {
  unknown: { ...getting("other/trusted_domains"), values: { accountId: "other" } },
  unknownButOk: {
    ...getting("other/trusted_domains", { switches: { unknownAccount: "200" } }),
    values: { accountId: "other" },
  },
};

const users = [
  { email: "amy@acme.test", id: "amy" },
  { email: "chief@acme.test", id: "chief", roleId: "1" },
  { email: "api@acme.test", id: "api", roleId: "1", action: "custCreate" },
] as const;

const giving = (email: string, more: Omit<ErrorCase, "send"> = {}, accountId = "acc"): ErrorCase => ({
  values: { accountId },
  ...more,
  account: { accountId: "acc", users, ...more.account },
  send: (stage) => stage.call("PUT", `/v2/accounts/${accountId}/owner`, { json: { email } }),
});

const wrong = (body: string, type: string): ErrorCase => ({
  send: (stage) => stage.call("PUT", "/v2/accounts/me/owner", { body, headers: { "content-type": type } }),
});

export const ownerErrors: Errors<typeof ownerUpdate> = {
  validation: giving("no address"),
  notJson: wrong("[", "application/json"),
  contentType: wrong("{}", "text/plain"),
  notAdmin: giving("amy@acme.test"),
  outside: giving("far@other.test", { account: { elsewhere: { "far@other.test": "paid" } } }),
  isOwner: giving("owner@acme.test"),
  unknown: giving("chief@acme.test", {}, "other"),
  noBillingAccount: giving("chief@acme.test", { account: { settings: { billing: "no account" } } }),
  noBillingContact: giving("chief@acme.test", { account: { settings: { billing: "no contact" } } }),
};
