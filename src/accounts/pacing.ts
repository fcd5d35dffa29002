import type { Clock } from "#base";
import { labelLimits, type Plan, type RateLabel } from "#zoom";

/** Evenly spaced slots, one row of them per label. */
export interface Pacing {
  /** Takes the next free slot; milliseconds until it comes. */
  take(label: RateLabel): number;
  /** No slot before this time (local clock), for any label. */
  holdUntil(time: number): void;
}

/**
 * The share of the published limit that is used: the rest is for the network, which delays one call more than the
 * next, so that they arrive closer together than they left.
 */
const share = 0.95;

/**
 * Slots are kept in memory and on the local clock: after a crash recorded slots would lie in the past and fire at once
 * or in a future that nobody waits for, and the account's clock is only known to the second.
 */
export const createPacing = (plan: Plan, clock: Clock): Pacing => {
  const nextFree = new Map<RateLabel, number>();
  let heldUntil = -Infinity;
  let lastNow = -Infinity;
  return {
    take(label) {
      const now = clock();
      // A clock that was set back must not make everybody wait until the old time comes round again.
      if (now < lastNow) {
        nextFree.clear();
        heldUntil = -Infinity;
      }
      lastNow = now;
      const { perWindow, windowMs } = labelLimits[plan][label];
      const slot = Math.max(now, heldUntil, nextFree.get(label) ?? now);
      nextFree.set(label, slot + windowMs / (perWindow * share));
      return Math.ceil(slot - now);
    },
    holdUntil(time) {
      heldUntil = Math.max(heldUntil, time);
    },
  };
};
