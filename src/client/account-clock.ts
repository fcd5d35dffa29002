import type { Clock } from "#base";

/** The account's clock as far as its answers show it: midnight there ends a daily limit, not midnight here. */
export interface AccountClock {
  /** Learns from the Date header of an answer to a request sent at `sentAt` and answered at `receivedAt` (local ms). */
  observe(date: string | null, sentAt: number, receivedAt: number): void;
  /** Milliseconds to add to the local clock; 0 as long as nothing shows a difference. */
  readonly offsetMs: () => number;
  /** Milliseconds since 1970 by the account's clock. */
  readonly now: () => number;
  readonly localNow: () => number;
}

/**
 * Date has whole seconds, so each answer only says between which bounds the offset lies. The bounds are intersected;
 * when they no longer overlap, somebody moved a clock and learning starts afresh.
 */
export const createAccountClock = (clock: Clock): AccountClock => {
  let lowest = -Infinity;
  let highest = Infinity;
  const offsetMs = (): number => {
    const known = Number.isFinite(lowest) && Number.isFinite(highest);
    // Agreeing on 0 where 0 is possible keeps several processes on the same timeline.
    if (!known || (lowest <= 0 && highest >= 0)) return 0;
    return Math.round((lowest + highest) / 2);
  };
  return {
    observe(date, sentAt, receivedAt) {
      const stamp = date === null ? Number.NaN : Date.parse(date);
      if (Number.isNaN(stamp)) return;
      const low = stamp - receivedAt;
      const high = stamp + 999 - sentAt;
      const overlaps = low <= highest && high >= lowest;
      lowest = overlaps ? Math.max(low, lowest) : low;
      highest = overlaps ? Math.min(high, highest) : high;
    },
    offsetMs,
    now: () => clock() + offsetMs(),
    localNow: clock,
  };
};
