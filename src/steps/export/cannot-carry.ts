/** Something that the other product cannot do; its message is the line that the user reads, without the step's name. */
export class CannotCarry extends Error {
  constructor(why: string) {
    super(why);
    this.name = "CannotCarry";
  }
}

/** What could not be carried over, and where: a step's name, or `trigger`, `alert` and the like. */
export interface Refusal {
  readonly step: string;
  readonly why: string;
}

/** Carries one thing over; what cannot be goes to `refused`, and undefined comes back. */
export const carry = <Result>(refused: Refusal[], step: string, work: () => Result): Result | undefined => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CannotCarry)) throw error;
    refused.push({ step, why: error.message });
    return undefined;
  }
};
