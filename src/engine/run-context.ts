import type { Workflow as LibraryWorkflow } from "openworkflow";

import type { RunContext, StepRetry } from "./engine.ts";
import { engineErrors } from "./errors.ts";

type StepApi = Parameters<LibraryWorkflow<unknown, unknown, unknown>["fn"]>[0]["step"];

const longestWaitMs = 10 * 366 * 24 * 3_600_000;

const checkedMs = (ms: number, what: string): number => {
  if (ms >= 0 && ms <= longestWaitMs) return Math.ceil(ms);
  throw engineErrors.make("RC_ENGINE_WAIT", `${what} cannot wait for ${ms} ms`);
};

const retryPolicy = ({ attempts = 1, firstDelayMs = 1000, maxDelayMs = 100_000 }: StepRetry) =>
  ({
    maximumAttempts: Math.max(1, attempts),
    initialInterval: `${Math.ceil(firstDelayMs)}ms`,
    maximumInterval: `${Math.ceil(maxDelayMs)}ms`,
    backoffCoefficient: 2,
  }) as const;

/** What the library throws to park a run. */
const isPause = (reason: unknown): boolean => reason instanceof Error && reason.name === "SleepSignalError";

const parallel = async <Value>(branches: readonly (() => Promise<Value>)[]): Promise<Value[]> => {
  const settled = await Promise.allSettled(branches.map((branch) => branch()));
  const values: Value[] = [];
  const reasons: unknown[] = [];
  for (const outcome of settled)
    if (outcome.status === "fulfilled") values.push(outcome.value);
    else reasons.push(outcome.reason);
  if (reasons.length === 0) return values;
  // A failure ends the run at once; a pause can be taken up again.
  throw reasons.find((reason) => !isPause(reason)) ?? reasons[0];
};

/** The library's step functions in our words. */
export const makeRunContext = (id: string, step: StepApi, signal: AbortSignal): RunContext => ({
  id,
  step: (name, work, retry = {}) => step.run({ name, retryPolicy: retryPolicy(retry) }, () => work(signal)),
  sleep: async (name, ms) => {
    await step.sleep(name, `${checkedMs(ms, name)}ms`);
  },
  waitForSignal: async (name, { schema, timeoutMs }) => {
    const timeout = timeoutMs === undefined ? {} : { timeout: checkedMs(timeoutMs, name) };
    const received = await step.waitForSignal({ signal: name, schema, ...timeout });
    return received?.data;
  },
  child: (workflow, input, { name }) =>
    step.runWorkflow(
      { name: workflow.name, ...(workflow.version === undefined ? {} : { version: workflow.version }) },
      input,
      { name },
    ),
  parallel,
});
