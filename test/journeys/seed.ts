/** Of the random tests of a run; ROLLCALL_SEED repeats one. They print it in their names. */
export const seed = Number(process.env["ROLLCALL_SEED"] ?? Date.now() % 1_000_000);

/** A whole number from 0, below its argument. */
export type Random = (below: number) => number;

/** A small generator whose whole state is the seed that is printed. */
export const makeRandom = (from: number): Random => {
  let state = from >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};
