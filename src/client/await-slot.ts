import type { RateLabel } from "#zoom";

import type { ClientOptions } from "./options.ts";

/** What a call counts as, and what must be at hand when its slot comes. */
export interface Awaited<Ready> {
  readonly label: RateLabel;
  readonly kind: "call" | "invite";
  /** The account's clock, for the day that the call counts in. */
  readonly now: () => number;
  /** Asked once the slot has come, since it may take long (a token that has to be renewed). */
  readonly ready: () => Promise<Ready>;
}

/**
 * How late a slot may still be used, in milliseconds. Budgets pace at 95 % of a limit, so the calls of one second have
 * 52 ms of room. Whatever delays one call more than the next eats from it; half is for us, half for the network.
 */
export const allowedLateMs = 25;

/** Slots that a call gives up at most: on a machine that is late every time it must be sent in the end. */
export const maxGivenUp = 5;

/**
 * Waits for a slot of the budget and for what the call needs. A slot that has gone by meanwhile (the process stood still,
 * the sleep was long, the token had to be renewed) is given up for another one: the calls of all that came late would
 * leave together otherwise, in a second that other processes have filled.
 */
export const awaitSlot = async <Ready>(
  { budget, clock, sleep, signal }: ClientOptions,
  { label, kind, now, ready }: Awaited<Ready>,
): Promise<{ readonly ready: Ready } | { readonly deferUntil: number }> => {
  if (budget === undefined) return { ready: await ready() };
  for (let givenUp = 0; ; givenUp += 1) {
    const slot = await budget.reserve(label, kind, now(), givenUp > 0);
    if ("deferUntil" in slot) return slot;
    const at = clock() + slot.waitMs;
    if (slot.waitMs > 0) await sleep(slot.waitMs, signal);
    const what = await ready();
    if (clock() - at <= allowedLateMs || givenUp >= maxGivenUp) return { ready: what };
  }
};
