import { type Answer, RollcallError } from "#base";

/**
 * The answer once everything it tells is kept; where that cannot be written (a full disk), a 507 of our own: the change
 * is made in memory and will be written before the next answer, but nothing may rely on it yet.
 */
export const whenKept = async (kept: Promise<void> | undefined, answer: Answer): Promise<Answer> => {
  try {
    await kept;
    return answer;
  } catch (error) {
    if (!(error instanceof RollcallError)) throw error;
    const message = `The emulator ${error.message}. ${error.fix} Whether this request has its effect is unsettled until then: look before you repeat it.`;
    return {
      status: 507,
      headers: ["Content-Type", "application/json;charset=UTF-8"],
      body: JSON.stringify({ code: 507, message, error: error.code }),
    };
  }
};
