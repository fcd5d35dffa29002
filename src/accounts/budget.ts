import type { Clock } from "#base";
import type { Budget } from "#client";
import { openSqliteStore, type Store } from "#system";
import { dayMs, invitesPerDay, labelLimits, type Plan, pooledLabels, type RateLabel } from "#zoom";

import { type BudgetTable, budgetSchema, budgetTable, type Limit, type Use } from "./budget-table.ts";

export interface BudgetOptions {
  /** Whose limits they are: all budgets of this name on one store are one. */
  readonly account: string;
  readonly plan: Plan;
  /**
   * The tables of `budgetSchema`, shared by all processes that call the account; its database's clock paces. Without one
   * the budget is this process's alone, paced by `clock` and forgotten with it.
   */
  readonly store?: Store;
  /** The local clock; days are counted on the account's clock, which each reservation brings. */
  readonly clock: Clock;
  /** For an emulator with its limits off: nothing is paced, counted or blocked. */
  readonly unlimited?: boolean;
}

/**
 * The share of the published limit that is used: the rest is for the network, which delays one call more than the
 * next, so that they arrive closer together than they left.
 */
const share = 0.95;
const uncapped = Infinity;

const stepUs = (plan: Plan, label: RateLabel): number => {
  const { perWindow, windowMs } = labelLimits[plan][label];
  return Math.ceil((windowMs * 1000) / (perWindow * share));
};

/** The pool is full at the smaller figure where a plan publishes two (Free): too low only makes us slow. */
const poolOf = (plan: Plan): Limit => {
  const limits = pooledLabels.flatMap((pooled) => labelLimits[plan][pooled].perDay ?? []);
  return { key: "pool", perDay: limits.length === 0 ? uncapped : Math.min(...limits), stepUs: 0 };
};

const invitesOf = (plan: Plan): Limit => ({ key: "invites", perDay: invitesPerDay[plan], stepUs: 0 });

const labelOf = (plan: Plan, label: RateLabel): Limit => ({
  key: label,
  perDay: pooledLabels.includes(label) ? uncapped : (labelLimits[plan][label].perDay ?? uncapped),
  stepUs: stepUs(plan, label),
});

/**
 * All limits that one call counts against, the label's own last: it paces, so it is taken only when the others have room.
 * Invitations come first: a call that they put off must not use up the day of its label.
 */
const limitsOf = (plan: Plan, label: RateLabel, kind: "call" | "invite"): readonly Limit[] => [
  ...(kind === "invite" ? [invitesOf(plan)] : []),
  ...(pooledLabels.includes(label) ? [poolOf(plan)] : []),
  labelOf(plan, label),
];

const labels = (plan: Plan): readonly Limit[] =>
  (["Heavy", "Light", "Medium", "Resource-intensive"] as const).map((label) => labelOf(plan, label));

const dayOf = (now: number): number => Math.floor(now / dayMs);

/** How much of a day's limit is used. */
export interface BudgetUse {
  /** A label, `pool` for the day that Heavy and Resource-intensive calls share, or `invites`. */
  readonly limit: string;
  readonly used: number;
  /** Absent where a day has no limit. */
  readonly left?: number;
}

export interface AccountBudget extends Budget {
  /**
   * The limits that were ever used, by name.
   * @param now milliseconds since 1970 by the account's clock
   */
  use(now: number): Promise<readonly BudgetUse[]>;
}

const unlimitedBudget: AccountBudget = {
  reserve: async () => ({ waitMs: 0 }),
  block: async () => undefined,
  use: async () => [],
};

const useOf = (limits: readonly Limit[], now: number, { key, day, used, blockedUntil }: Use): BudgetUse => {
  const today = day === dayOf(now) ? used : 0;
  const { perDay = uncapped } = limits.find((limit) => limit.key === key) ?? {};
  if (perDay === uncapped) return { limit: key, used: today };
  return { limit: key, used: today, left: blockedUntil > now ? 0 : Math.max(0, perDay - today) };
};

/** Opened by the first reservation, so that making an account stays synchronous. */
const openTable = (store: Store | undefined, clock: Clock): (() => Promise<BudgetTable>) => {
  let table: Promise<BudgetTable> | undefined;
  const open = async (): Promise<BudgetTable> =>
    store === undefined
      ? budgetTable(await openSqliteStore(":memory:", budgetSchema), clock, true)
      : budgetTable(store, clock);
  return () => (table ??= open());
};

/**
 * The calls that one account's plan allows: evenly paced below the per-second limits, counted against the daily ones
 * (00:00 GMT on the account's clock begins a day), for all processes together. What was reserved is used, whether the
 * call succeeds or not, and whether its process lives to make it; a slot that was given up (`again`) is no call of the day.
 */
export const createBudget = ({ account, plan, store, clock, unlimited = false }: BudgetOptions): AccountBudget => {
  if (unlimited) return unlimitedBudget;
  const table = openTable(store, clock);
  let offsetMs = 0;
  return {
    async reserve(label, kind, now, again = false) {
      offsetMs = now - clock();
      const time = { now: Math.floor(now), day: dayOf(now) };
      let waitMs = 0;
      for (const limit of limitsOf(plan, label, kind)) {
        const slot = await (await table()).take(account, limit, time, again);
        if ("blockedUntil" in slot)
          return { deferUntil: slot.blockedUntil === "day" ? (time.day + 1) * dayMs : slot.blockedUntil };
        waitMs = slot.waitMs;
      }
      return { waitMs };
    },
    async use(now) {
      const limits = [invitesOf(plan), poolOf(plan), ...labels(plan)];
      return (await (await table()).uses(account)).map((use) => useOf(limits, now, use));
    },
    async block(until, kind, label = "Light") {
      const now = clock() + offsetMs;
      const time = { now: Math.floor(now), day: dayOf(now) };
      if (kind === "second") {
        await (await table()).hold(account, labels(plan), until - now, time);
        return;
      }
      const own = pooledLabels.includes(label) ? poolOf(plan) : labelOf(plan, label);
      await (await table()).exhaust(account, kind === "invites" ? invitesOf(plan) : own, until, time);
    },
  };
};
