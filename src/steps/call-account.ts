import { type Client, LimitError, RefusedError } from "#client";
import type { StepContext, StepOutcome } from "#workflows";

import type { StepDeps } from "./deps.ts";
import { keepCalls } from "./record-calls.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * How long to wait for a time on the account's clock. Long waits are looked at again on the way: a limit may end early,
 * and an emulated clock be moved.
 */
export const waitFor = (until: number, client: Client, now: number): number => {
  const ms = Math.max(0, until - (now + client.clockOffsetMs()));
  return Math.min(ms, ms > hourMs ? 15 * minuteMs : minuteMs);
};

/** Calls a step's account; what it does over HTTP is kept, and limits and refusals become outcomes. */
export const callAccount = async (
  { openAccount, clock }: StepDeps,
  context: StepContext,
  work: (client: Client) => Promise<StepOutcome>,
): Promise<StepOutcome> => {
  const { client } = await openAccount(context.account);
  try {
    return await keepCalls(context.exchange, () => work(client));
  } catch (error) {
    if (error instanceof LimitError)
      return { kind: "deferred", waitMs: waitFor(error.until, client, clock()), reason: error.message };
    if (!(error instanceof RefusedError)) throw error;
    const { refusal, message, fix } = error;
    const { status, code } = refusal;
    return { kind: "failed", error: { code: `zoom_${code}`, message, fix, details: { status, code } } };
  }
};
