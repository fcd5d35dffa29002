import { durationMs, isTemplate, type StepDefinition } from "#workflows";

import { CannotCarry } from "./cannot-carry.ts";
import type { ConductorValues } from "./conductor-values.ts";

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

/** Milliseconds as Conductor writes a duration. */
const duration = (ms: number): string => {
  let left = seconds(ms);
  const parts: string[] = [];
  for (const [unit, size] of [
    ["days", 86_400],
    ["hours", 3600],
    ["minutes", 60],
    ["seconds", 1],
  ] as const) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(" ");
};

const fixed = (value: unknown, what: string): string => {
  if (typeof value !== "string") throw new CannotCarry(`${what} is no text`);
  if (isTemplate(value)) throw new CannotCarry(`${what} is an expression, and Conductor writes times in another way`);
  return value;
};

/** The input of a WAIT task. */
export const waitInput = ({ with: given }: StepDefinition): object => {
  if (given["event"] !== undefined)
    throw new CannotCarry("it waits for a Zoom event, which no task of Conductor's receives by itself");
  if (given["for"] !== undefined) {
    const ms = durationMs(fixed(given["for"], "its `for`"));
    if (ms === undefined) throw new CannotCarry("its `for` is no duration");
    return { duration: duration(ms) };
  }
  const time = Date.parse(fixed(given["until"], "its `until`"));
  if (Number.isNaN(time)) throw new CannotCarry("its `until` is no time");
  // Minutes are the finest that there are: rather a little late.
  const minute = new Date(Math.ceil(time / 60_000) * 60_000).toISOString();
  return { until: `${minute.slice(0, 10)} ${minute.slice(11, 16)} GMT+00:00` };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields of a SUB_WORKFLOW task. */
export const subWorkflow = ({ with: given }: StepDefinition, values: ConductorValues): object => {
  const { workflow, input = {} } = given;
  if (!isRecord(input)) throw new CannotCarry("its input is no object, which a workflow's input must be there");
  return {
    inputParameters: values.fill(input),
    subWorkflowParam: { name: fixed(workflow, "its `workflow`") },
  };
};

/** The fields of a DO_WHILE task that goes through a list. */
export const loopOver = (step: StepDefinition, values: ConductorValues): object => {
  if (step.stop_on_error !== true)
    throw new CannotCarry("a DO_WHILE stops at the first item that fails: say `stop_on_error: true` if it may");
  const items = values.fill(step.items);
  return { items, inputParameters: { items } };
};

interface Retry {
  readonly attempts: number;
  readonly timeoutMs: number;
}

/** How a task is repeated and timed out. Conductor adds the pauses between attempts itself. */
export const taskDefinition = (
  name: string,
  description: string,
  { retry }: StepDefinition,
  { attempts, timeoutMs }: Retry,
): object => ({
  name,
  description,
  ownerEmail: "owner@example.com",
  // More than ten are not allowed there.
  retryCount: Math.min(10, attempts - 1),
  retryLogic: "EXPONENTIAL_BACKOFF",
  retryDelaySeconds: seconds(retry?.delay ?? 1000),
  maxRetryDelaySeconds: seconds(retry?.max_delay ?? 100_000),
  timeoutSeconds: Math.max(2, seconds(timeoutMs)),
  timeoutPolicy: attempts > 1 ? "RETRY" : "TIME_OUT_WF",
  // Must be less than the time for the whole task.
  responseTimeoutSeconds: Math.max(1, seconds(timeoutMs) - 1),
});
