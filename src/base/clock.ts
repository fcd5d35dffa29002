/** The time of day in milliseconds since 1970-01-01T00:00:00Z. A parameter everywhere, so that tests can move it. */
export type Clock = () => number;

/** The machine's own clock. */
export const systemClock: Clock = () => Date.now();
