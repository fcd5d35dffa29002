import { randomFrom } from "#base";

/** Numbers that a seed repeats. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number at least 0, below `end`. */
  below(end: number): number;
  /** True in `share` of the cases. */
  chance(share: number): boolean;
  /** @throws RangeError when there is nothing to pick from. */
  pick<Item>(items: readonly Item[]): Item;
}

export const createRandom = (seed: number): Random => {
  const next = randomFrom(seed);
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick(items) {
      const found = items[below(items.length)];
      if (found === undefined) throw new RangeError("nothing to pick from");
      return found;
    },
  };
};
