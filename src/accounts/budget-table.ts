import type { Clock } from "#base";
import type { SqlValue, Store, StoreSchema } from "#system";
import { z } from "zod";

import { createStoreOffset } from "./store-offset.ts";

/**
 * What all processes that call an account know of its limits: one row for each limit, which is a label, `pool` for the
 * daily count that some labels share, or `invites`. `slot` and `reserved_at` are microseconds on the clock that paces;
 * `day`, `blocked_until` and `seen` are on the account's clock (days, milliseconds since 1970).
 */
export const budgetSchema: StoreSchema = {
  name: "budgets",
  migrations: [
    `CREATE TABLE budget (
       account TEXT NOT NULL, label TEXT NOT NULL,
       slot BIGINT NOT NULL, reserved_at BIGINT NOT NULL,
       day BIGINT NOT NULL, used BIGINT NOT NULL, blocked_until BIGINT NOT NULL, seen BIGINT NOT NULL,
       PRIMARY KEY (account, label)
     )`,
  ],
};

/** One limit as it is to be counted. */
export interface Limit {
  readonly key: string;
  /** Calls in a day; Infinity for no cap. */
  readonly perDay: number;
  /** Microseconds between two slots; 0 for a limit that only counts days. */
  readonly stepUs: number;
}

/** Milliseconds by the account's clock, and the day they are in. */
export interface AccountTime {
  readonly now: number;
  readonly day: number;
}

/** What one limit's row says: of the day that it is about. */
export interface Use {
  readonly key: string;
  readonly day: number;
  readonly used: number;
  readonly blockedUntil: number;
}

export interface BudgetTable {
  /**
   * The slot that was taken, as milliseconds from the moment that this is known (negative once it has gone by), or the time
   * on the account's clock until which none is free.
   * @param again for a call that its day has counted already
   */
  take(
    account: string,
    limit: Limit,
    time: AccountTime,
    again?: boolean,
  ): Promise<{ waitMs: number } | { blockedUntil: number | "day" }>;
  /** No slot of these limits within the next milliseconds. */
  hold(account: string, limits: readonly Limit[], holdMs: number, time: AccountTime): Promise<void>;
  /** What is known of each limit; nothing of those that were never taken. */
  uses(account: string): Promise<readonly Use[]>;
  /** Nothing of this limit before `until`; its day is used up. */
  exhaust(account: string, limit: Limit, until: number, time: AccountTime): Promise<void>;
}

/** A clock that was set back by more than this forgets what was; less is one process knowing it better than another. */
const toleranceMs = 60_000;
const setBack = `excluded.seen < budget.seen - ${toleranceMs}`;
const localSetBack = `excluded.reserved_at < budget.reserved_at - ${toleranceMs}000`;
const isNewDay = `(${setBack} OR excluded.day > budget.day)`;

const columns = "(account, label, slot, reserved_at, day, used, blocked_until, seen)";
const keepTime = `
  day = CASE WHEN ${isNewDay} THEN excluded.day ELSE budget.day END,
  seen = CASE WHEN ${setBack} OR excluded.seen > budget.seen THEN excluded.seen ELSE budget.seen END,
  reserved_at = CASE WHEN ${localSetBack} OR excluded.reserved_at > budget.reserved_at
                     THEN excluded.reserved_at ELSE budget.reserved_at END`;

const takeSlot = (now: string): string =>
  `INSERT INTO budget ${columns} VALUES (?, ?, ${now}, ${now}, ?, 1, 0, ?)
       ON CONFLICT (account, label) DO UPDATE SET
         slot = CASE WHEN budget.slot + CAST(? AS BIGINT) > excluded.slot AND NOT (${localSetBack})
                     THEN budget.slot + CAST(? AS BIGINT) ELSE excluded.slot END,
         used = CASE WHEN ${isNewDay} THEN 1 ELSE budget.used + CAST(? AS BIGINT) END,
         blocked_until = CASE WHEN ${setBack} THEN 0 ELSE budget.blocked_until END,
         ${keepTime}
       WHERE ${setBack}
          OR budget.blocked_until <= excluded.seen AND (excluded.day > budget.day OR budget.used < CAST(? AS BIGINT))
       RETURNING slot, ${now} AS now`;

const holdBack = (now: string): string =>
  `INSERT INTO budget ${columns} VALUES (?, ?, ${now} + ?, ${now}, ?, 0, 0, ?)
                ON CONFLICT (account, label) DO UPDATE SET
                  slot = CASE WHEN excluded.slot > budget.slot THEN excluded.slot ELSE budget.slot END,
                  reserved_at = excluded.reserved_at`;

const useUp = (now: string): string =>
  `INSERT INTO budget ${columns} VALUES (?, ?, ${now}, ${now}, ?, ?, ?, ?)
       ON CONFLICT (account, label) DO UPDATE SET
         used = CASE WHEN ${isNewDay} OR excluded.used > budget.used THEN excluded.used ELSE budget.used END,
         blocked_until = excluded.blocked_until,
         ${keepTime}`;

const taken = z.tuple([z.object({ slot: z.number(), now: z.number() })]);
const spent = z.object({ day: z.number(), used: z.number(), blocked_until: z.number() });
const useRows = z.array(
  spent
    .extend({ label: z.string() })
    .transform(({ label: key, day, used, blocked_until: blockedUntil }) => ({ key, day, used, blockedUntil })),
);

const cap = (perDay: number): number => (perDay === Infinity ? Number.MAX_SAFE_INTEGER - 1 : perDay);

interface Pacing {
  readonly clock: Clock;
  readonly clockPaces: boolean;
  /** SQL for the clock that paces, in microseconds. */
  readonly now: string;
  /** The value of each `?` in it. */
  readonly paced: () => readonly SqlValue[];
}

const makeTake = (store: Store, { clock, clockPaces, now, paced }: Pacing): BudgetTable["take"] => {
  const offset = createStoreOffset();
  return async (account, { key, perDay, stepUs }, time, again = false) => {
    const askedAt = clock();
    // One statement, so that between reading and writing there is no room for another process.
    const rows = await store.all(
      takeSlot(now),
      account,
      key,
      ...paced(),
      ...paced(),
      time.day,
      time.now,
      stepUs,
      stepUs,
      again ? 0 : 1,
      // Who was counted last when the day was full has a place in it.
      again ? cap(perDay) + 1 : cap(perDay),
      ...paced(),
    );
    if (rows.length > 0) {
      const [row] = taken.parse(rows);
      const answeredAt = clock();
      if (!clockPaces) offset.observe(row.now / 1000, askedAt, answeredAt);
      const waitMs = row.slot / 1000 - offset.ms() - answeredAt;
      // Never -0.
      return { waitMs: Math.ceil(waitMs) + 0 };
    }
    const row = await store.get(
      "SELECT day, used, blocked_until FROM budget WHERE account = ? AND label = ?",
      account,
      key,
    );
    const { blocked_until: blockedUntil } = spent.parse(row);
    return { blockedUntil: blockedUntil > time.now ? blockedUntil : "day" };
  };
};

/**
 * @param clock the local one, on which waits are told
 * @param clockPaces true when it paces too, instead of the database's own: for one process alone
 */
export const budgetTable = (store: Store, clock: Clock, clockPaces = false): BudgetTable => {
  const now = clockPaces ? "CAST(? AS BIGINT)" : `${store.now} * 1000`;
  const paced = (): readonly SqlValue[] => (clockPaces ? [Math.round(clock() * 1000)] : []);

  const hold: BudgetTable["hold"] = async (account, limits, holdMs, time) => {
    await store.batch(
      limits.map(({ key, stepUs }) => {
        const ahead = Math.round(holdMs * 1000) - stepUs;
        return {
          sql: holdBack(now),
          values: [account, key, ...paced(), ahead, ...paced(), time.day, time.now],
        };
      }),
    );
  };

  const exhaust: BudgetTable["exhaust"] = async (account, { key, perDay }, until, time) => {
    await store.run(
      useUp(now),
      account,
      key,
      ...paced(),
      ...paced(),
      time.day,
      perDay === Infinity ? 0 : perDay,
      Math.ceil(until),
      time.now,
    );
  };

  const uses: BudgetTable["uses"] = async (account) =>
    useRows.parse(
      await store.all("SELECT label, day, used, blocked_until FROM budget WHERE account = ? ORDER BY label", account),
    );

  return { take: makeTake(store, { clock, clockPaces, now, paced }), uses, hold, exhaust };
};
