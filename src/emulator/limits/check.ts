import { labelLimits, type Operation, rateErrors } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Tenant } from "../tenant.ts";
import type { World } from "../world.ts";
import { rateHeaders } from "./headers.ts";
import { nextReset, poolOf, usedToday, useToday } from "./windows.ts";

/** The label's limits for one call: counted and refused, or counted and passed with the headers to show. */
export const checkLimits = (
  world: World,
  tenant: Tenant,
  operation: Operation,
  now: number,
): { readonly refused?: Outcome; readonly headers: readonly string[] } => {
  const { account, windows } = tenant;
  const { label } = operation;
  if (account.switches.limits === "off") return { headers: ["X-RateLimit-Category", label] };
  const { plan } = account.settings;
  const limit = labelLimits[plan][label];
  if (!windows.take(label, plan, world.machineNow())) {
    const headers = rateHeaders(tenant, label, "QPS", limit.perWindow, 0);
    return { refused: { ...refusal(rateErrors.perSecond), headers }, headers };
  }
  if (limit.perDay === undefined)
    return {
      headers: rateHeaders(tenant, label, "QPS", limit.perWindow, windows.left(label, plan, world.machineNow())),
    };
  const pool = poolOf(label);
  const used = usedToday(account, pool, now);
  if (used >= limit.perDay) {
    const headers = [...rateHeaders(tenant, label, "Daily-limit", limit.perDay, 0), "Retry-After", nextReset(now)];
    return { refused: { ...refusal(rateErrors.daily), headers }, headers };
  }
  useToday(account, pool, now);
  world.keep("account", account.id, account);
  return { headers: rateHeaders(tenant, label, "Daily-limit", limit.perDay, limit.perDay - used - 1) };
};
