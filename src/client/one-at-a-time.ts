/** Runs work for one key after the other, and for different keys side by side. */
export type OneAtATime = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Zoom blocks other calls on a user while one write is under way, and answers 429 for a second one.
 * @source ZPlug (documented), section 5 of the fact sheet: «lock key»
 */
export const oneAtATime = (): OneAtATime => {
  const tails = new Map<string, Promise<void>>();
  return async (key, work) => {
    const { promise: mine, resolve: done } = Promise.withResolvers<void>();
    const before = tails.get(key);
    tails.set(key, mine);
    await before;
    try {
      return await work();
    } finally {
      if (tails.get(key) === mine) tails.delete(key);
      done();
    }
  };
};
