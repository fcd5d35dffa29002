/** Runs pieces of work one after the other, in the order in which they were asked for. */
export const makeTurns = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const mine = last.then(work);
    // The next one's turn comes whether this one fails or not.
    last = mine.catch(() => undefined);
    return await mine;
  };
};
