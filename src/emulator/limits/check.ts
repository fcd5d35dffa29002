import { labelLimits, type Operation, rateErrors } from "#zoom";

import { type Outcome, refusal } from "../answer.ts";
import type { Tenant, World } from "../world.ts";
import { nextReset, poolOf, usedToday, useToday } from "./windows.ts";

const headersOf = (label: string, type: string, tenant: Tenant, limit: number, left: number): string[] => {
  const headers = ["X-RateLimit-Category", label];
  if (tenant.account.switches.rateTypeHeader === "on") headers.push("X-RateLimit-Type", type);
  headers.push("X-RateLimit-Limit", String(limit), "X-RateLimit-Remaining", String(Math.max(0, left)));
  return headers;
};

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
    const headers = headersOf(label, "QPS", tenant, limit.perWindow, 0);
    return { refused: { ...refusal(rateErrors.perSecond), headers }, headers };
  }
  if (limit.perDay === undefined)
    return { headers: headersOf(label, "QPS", tenant, limit.perWindow, windows.left(label, plan, world.machineNow())) };
  const pool = poolOf(label);
  const used = usedToday(account, pool, now);
  if (used >= limit.perDay) {
    const headers = [...headersOf(label, "Daily-limit", tenant, limit.perDay, 0), "Retry-After", nextReset(now)];
    return { refused: { ...refusal(rateErrors.daily), headers }, headers };
  }
  useToday(account, pool, now);
  world.keep("account", account.id, account);
  return { headers: headersOf(label, "Daily-limit", tenant, limit.perDay, limit.perDay - used - 1) };
};
