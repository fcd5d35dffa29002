import { dayMs, labelLimits, type Plan, pooledLabels, type RateLabel } from "#zoom";

import type { Account } from "../records.ts";

interface Window {
  start: number;
  count: number;
}

/** Calls of each label in the current second (Resource-intensive: minute). Fixed windows; Zoom does not say which kind. */
export class RateWindows {
  readonly #windows = new Map<RateLabel, Window>();

  /** Counts one call; false when the window is full. `now` in milliseconds. */
  take(label: RateLabel, plan: Plan, now: number): boolean {
    const limit = labelLimits[plan][label];
    let window = this.#windows.get(label);
    if (window === undefined) {
      window = { start: 0, count: 0 };
      this.#windows.set(label, window);
    }
    const start = now - (now % limit.windowMs);
    if (window.start !== start) {
      window.start = start;
      window.count = 0;
    }
    if (window.count >= limit.perWindow) return false;
    window.count += 1;
    return true;
  }

  /** Calls left in the current window. */
  left(label: RateLabel, plan: Plan, now: number): number {
    const limit = labelLimits[plan][label];
    const window = this.#windows.get(label);
    const used = window !== undefined && window.start === now - (now % limit.windowMs) ? window.count : 0;
    return limit.perWindow - used;
  }
}

/** Name of the daily counter a label draws on. */
export const poolOf = (label: RateLabel): string => (pooledLabels.includes(label) ? "heavy" : label);

/** Name of the daily counter of invitations. */
export const invitesPool = "invites";

/** How much of a daily counter is used up today. */
export const usedToday = (account: Account, pool: string, now: number): number =>
  account.quotaDay === Math.floor(now / dayMs) ? (account.quotas[pool] ?? 0) : 0;

/** Adds one to a daily counter. */
export const useToday = (account: Account, pool: string, now: number): void => {
  const day = Math.floor(now / dayMs);
  if (account.quotaDay !== day) {
    account.quotaDay = day;
    account.quotas = {};
  }
  account.quotas[pool] = (account.quotas[pool] ?? 0) + 1;
};

/** The next 00:00:00 GMT, as Zoom writes it in Retry-After. */
export const nextReset = (now: number): string =>
  `${new Date((Math.floor(now / dayMs) + 1) * dayMs).toISOString().slice(0, 19)}Z`;
