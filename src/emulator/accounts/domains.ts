import { managedDomains, trustedDomains } from "#zoom";

import { ok, refusal } from "../answer.ts";
import type { Handler } from "../handlers.ts";
import { checkAccount } from "./find.ts";

/** GET /accounts/{accountId}/managed_domains. They are the account's `managedDomains` of the control plane. */
export const listManagedDomains: Handler = (call) => {
  const { errors } = managedDomains;
  const unknown = checkAccount(call, errors.unknown);
  if (unknown !== undefined) return unknown;
  const { id, settings } = call.tenant.account;
  if (settings.plan === "free") return refusal(errors.notPaid, { accountId: id });
  const domains = settings.managedDomains.map((domain) => ({ domain, status: "verified" }));
  return ok(200, JSON.stringify({ domains, total_records: domains.length }));
};

/** GET /accounts/{accountId}/trusted_domains. They are the account's `trustedDomains` of the control plane. */
export const listTrustedDomains: Handler = (call) => {
  const { errors } = trustedDomains;
  const { settings, switches } = call.tenant.account;
  const unknown = checkAccount(call, switches.unknownAccount === "200" ? errors.unknownButOk : errors.unknown);
  return unknown ?? ok(200, JSON.stringify({ trusted_domains: settings.trustedDomains }));
};
