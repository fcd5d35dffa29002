/** Tries of one call whose outcome stays unknown (transport failures, 5xx). */
export const maxTries = 5;
/** Tries of one call that meets per-second limits: a 429 has no effect, so more are harmless. */
export const maxLimitedTries = 8;

const firstMs = 500;
const longestMs = 8000;

/** Milliseconds before try `failed + 1`: doubling from half a second to eight, each between half and all of it. */
export const backoffMs = (failed: number, random: () => number): number =>
  Math.round(Math.min(longestMs, firstMs * 2 ** (failed - 1)) * (0.5 + random() / 2));
