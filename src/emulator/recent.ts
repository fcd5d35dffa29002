import type { Call } from "./handlers.ts";

/** Names remembered before the old ones are swept out. */
const mostRemembered = 1000;
/** Nothing is remembered for longer. */
const longestMs = 60_000;

/**
 * Whether something that an account may do once in `everyMs` milliseconds is done too early; if not, it is remembered as
 * done now. On the machine's clock, as all limits of that kind; always in time where the account has no limits.
 */
export const isTooEarly = ({ world, tenant }: Call, name: string, everyMs: number): boolean => {
  if (tenant.account.switches.limits === "off") return false;
  const { recent } = tenant;
  const now = world.machineNow();
  const last = recent.get(name);
  if (last !== undefined && now - last < everyMs) return true;
  if (recent.size >= mostRemembered) for (const [old, at] of recent) if (now - at >= longestMs) recent.delete(old);
  recent.set(name, now);
  return false;
};
