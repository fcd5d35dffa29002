import type { Clock } from "#base";
import type { Budget } from "#client";
import { dayMs, invitesPerDay, labelLimits, type Plan, pooledLabels, type RateLabel } from "#zoom";
import { z } from "zod";

import { createPacing } from "./pacing.ts";

const counts = z.record(z.string(), z.number());

/** What a budget must remember over a restart. Times are on the account's clock. */
export const budgetStateSchema = z.object({
  /** Days since 1970-01-01 GMT that `used` belongs to. */
  day: z.number(),
  /** Calls made on that day, by limit: `invites`, a label, or `pool` for the labels that share one. */
  used: counts,
  /** Nothing of this limit before that time: ms since 1970. */
  blockedUntil: counts,
});
export type BudgetState = z.infer<typeof budgetStateSchema>;

/** Where a budget is kept. Both are synchronous, so that no other call comes between reading and writing. */
export interface BudgetStore {
  /** Undefined when nothing was saved yet. */
  load(): BudgetState | undefined;
  save(state: BudgetState): void;
}

/** A store that forgets everything with the process. */
export const memoryBudgetStore = (): BudgetStore => {
  let kept: BudgetState | undefined;
  return {
    load: () => kept,
    save: (state) => {
      kept = state;
    },
  };
};

export interface BudgetOptions {
  readonly plan: Plan;
  readonly store: BudgetStore;
  /** The local clock, for pacing; days are counted on the account's clock, which each reservation brings. */
  readonly clock: Clock;
  /** For an emulator with its limits off: nothing is paced, counted or blocked. */
  readonly unlimited?: boolean;
}

interface DayLimit {
  readonly key: string;
  readonly perDay: number;
}

const labelKey = (label: RateLabel): string => (pooledLabels.includes(label) ? "pool" : label);

/** The pool is full at the smaller figure where a plan publishes two (Free): too low only makes us slow. */
const labelPerDay = (plan: Plan, label: RateLabel): number | undefined => {
  if (!pooledLabels.includes(label)) return labelLimits[plan][label].perDay;
  const limits = pooledLabels.flatMap((pooled) => labelLimits[plan][pooled].perDay ?? []);
  return limits.length === 0 ? undefined : Math.min(...limits);
};

const dayLimits = (plan: Plan, label: RateLabel, kind: "call" | "invite"): readonly DayLimit[] => {
  const perDay = labelPerDay(plan, label);
  return [
    { key: labelKey(label), perDay: perDay ?? Infinity },
    ...(kind === "invite" ? [{ key: "invites", perDay: invitesPerDay[plan] }] : []),
  ];
};

const dayOf = (now: number): number => Math.floor(now / dayMs);

/** The state as it is at `now`: a new day begins with nothing used; a clock set back forgets the blocks as well. */
const stateAt = (kept: BudgetState | undefined, now: number): BudgetState => {
  const day = dayOf(now);
  if (kept?.day === day) return kept;
  return { day, used: {}, blockedUntil: kept !== undefined && day > kept.day ? kept.blockedUntil : {} };
};

/** When the first of these limits allows a call again; undefined when they all do now. */
const deferral = (state: BudgetState, limits: readonly DayLimit[], now: number): number | undefined => {
  const times = limits.flatMap(({ key, perDay }) => {
    const blocked = state.blockedUntil[key] ?? 0;
    if (blocked > now) return [blocked];
    return (state.used[key] ?? 0) >= perDay ? [(dayOf(now) + 1) * dayMs] : [];
  });
  return times.length === 0 ? undefined : Math.max(...times);
};

const unlimitedBudget: Budget = { reserve: async () => ({ waitMs: 0 }), block: async () => undefined };

/**
 * The calls that one account's plan allows: evenly paced below the per-second limits, counted against the daily ones
 * (00:00 GMT on the account's clock begins a day). What was reserved is used, whether the call succeeds or not.
 */
export const createBudget = ({ plan, store, clock, unlimited = false }: BudgetOptions): Budget => {
  if (unlimited) return unlimitedBudget;
  const pacing = createPacing(plan, clock);
  let offsetMs = 0;
  let lastNow = clock();
  return {
    async reserve(label, kind, now) {
      offsetMs = now - clock();
      lastNow = now;
      const limits = dayLimits(plan, label, kind);
      const state = stateAt(store.load(), now);
      const deferUntil = deferral(state, limits, now);
      if (deferUntil !== undefined) return { deferUntil };
      const used = { ...state.used };
      for (const { key, perDay } of limits) if (perDay !== Infinity) used[key] = (used[key] ?? 0) + 1;
      if (limits.some(({ perDay }) => perDay !== Infinity)) store.save({ ...state, used });
      return { waitMs: pacing.take(label) };
    },
    async block(until, kind, label) {
      if (kind === "second") {
        pacing.holdUntil(until - offsetMs);
        return;
      }
      const state = stateAt(store.load(), lastNow);
      const key = kind === "invites" ? kind : labelKey(label ?? "Light");
      store.save({ ...state, blockedUntil: { ...state.blockedUntil, [key]: until } });
    },
  };
};
