import { rateHeaders as names } from "#zoom";

import type { Tenant } from "../tenant.ts";

/** What a caller is told of a limit: its name, its size and what is left of it. */
export const rateHeaders = (
  { account }: Tenant,
  label: string,
  type: "QPS" | "Daily-limit",
  limit: number,
  left: number,
): string[] => {
  const headers = [names.category.name, label];
  if (account.switches.rateTypeHeader === "on") headers.push(names.type.name, type);
  headers.push(names.limit.name, String(limit), names.remaining.name, String(Math.max(0, left)));
  return headers;
};
