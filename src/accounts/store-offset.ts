/** By how much a database's clock is ahead of the local one, learned from its answers. */
export interface StoreOffset {
  /** An answer that says `now`, to a statement sent at `askedAt` and answered at `answeredAt` (local milliseconds). */
  observe(now: number, askedAt: number, answeredAt: number): void;
  /** Milliseconds to take from the database's clock to have the local one. */
  readonly ms: () => number;
}

/**
 * Each answer only says between which bounds the offset lies, as far apart as the round trip was long. The bounds are
 * intersected, so that one quick answer serves the slow ones after it; when they no longer overlap, a clock was set and
 * learning starts afresh. A slot's time is then known however long its answer took, which is what tells a late one.
 */
export const createStoreOffset = (): StoreOffset => {
  let lowest = -Infinity;
  let highest = Infinity;
  return {
    observe(now, askedAt, answeredAt) {
      // Both clocks tell whole milliseconds, cut off: either may be up to one further on.
      const low = now - answeredAt - 1;
      const high = now + 1 - askedAt;
      const overlaps = low <= highest && high >= lowest;
      lowest = overlaps ? Math.max(low, lowest) : low;
      highest = overlaps ? Math.min(high, highest) : high;
    },
    // A database on this machine has this machine's clock.
    ms: () => (lowest <= 0 && highest >= 0 ? 0 : (lowest + highest) / 2),
  };
};
