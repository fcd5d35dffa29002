import { exits, redactText, RollcallError } from "#base";
import { z } from "zod";

import type { StepDefinition } from "../definition/schema.ts";
import { fillInput } from "../fill-input.ts";
import type { StepOutcome, StepType } from "../step-type.ts";
import { type AttemptRecorder, makeRecorder } from "./attempt-recorder.ts";
import { type Ended, type Frame, pathOf } from "./frame.ts";

/** How one engine step of a task ended. JSON: it is recorded. */
type Settled = StepOutcome & { readonly unsureSince?: number };

const maxOutput = 1_000_000;
const settledSchema = z.custom<Settled>();

const masked = (value: unknown): unknown => z.unknown().parse(JSON.parse(redactText(JSON.stringify(value ?? null))));

const failed = (
  code: string,
  message: string,
  more: { readonly retryable?: boolean; readonly fix?: string } = {},
): StepOutcome => {
  const { retryable = false, fix } = more;
  return { kind: "failed", error: { code, message, ...(fix === undefined ? {} : { fix }) }, retryable };
};

/** What a step threw, in the words of an outcome. */
const thrown = (error: unknown): StepOutcome => {
  if (error instanceof RollcallError)
    return failed(error.code, error.message, { retryable: error.exit === exits.unreachable, fix: error.fix });
  return failed("RC_WORKFLOWS_INTERNAL", redactText(error instanceof Error ? error.message : String(error)));
};

const aborted = async (signal: AbortSignal): Promise<"aborted"> => {
  if (signal.aborted) return "aborted";
  const { promise, resolve } = Promise.withResolvers<"aborted">();
  signal.addEventListener(
    "abort",
    () => {
      resolve("aborted");
    },
    { once: true },
  );
  return await promise;
};

/** Oversized outputs are refused: they would be read again at each replay of the run. */
const bounded = (outcome: StepOutcome): StepOutcome => {
  if (outcome.kind !== "done") return outcome;
  let text: string | undefined;
  try {
    text = JSON.stringify(outcome.output ?? null);
  } catch {
    return failed("output", "the step's output is not JSON");
  }
  return text.length <= maxOutput
    ? { kind: "done", output: z.unknown().parse(JSON.parse(text)) }
    : failed(
        "output_too_large",
        `the step's output has ${text.length} characters of JSON; at most ${maxOutput} are kept`,
      );
};

interface Task {
  readonly frame: Frame;
  readonly step: StepDefinition;
  readonly type: StepType;
  readonly path: string;
  /** Absent where the input could not be filled in. */
  readonly input: unknown;
}

const work = async (
  { frame, step, type, path, input }: Task,
  {
    signal,
    unsureSince,
    recorder,
  }: { readonly signal: AbortSignal; readonly unsureSince: number | undefined; readonly recorder: AttemptRecorder },
): Promise<Settled> => {
  const { definition, run, deps } = frame;
  const runTimeout = definition.limits.timeout;
  if (runTimeout !== undefined && deps.clock() - run.createdAt > runTimeout)
    return failed("run_timeout", `the run has taken longer than its limit of ${runTimeout} ms`);
  const timeoutMs = step.timeout ?? type.timeoutMs;
  const limit = AbortSignal.timeout(timeoutMs);
  const begun = deps.clock();
  const either = AbortSignal.any([signal, limit]);
  const account = step.account ?? definition.account;
  const outcome = await Promise.race([
    type
      .run(input, {
        run: run.id,
        workflow: run.workflow,
        step: path,
        account,
        auths: definition.auths,
        signal: either,
        scope: frame.scope,
        log: recorder.log,
        exchange: recorder.exchange,
        ...(unsureSince === undefined ? {} : { unsureSince }),
      })
      .then(bounded, thrown),
    aborted(either),
  ]);
  // The process ends or the run is canceled: nothing is recorded, as if it had been killed.
  if (signal.aborted) throw signal.reason;
  if (outcome === "aborted" || limit.aborted)
    return {
      ...failed("timeout", `the step took longer than ${timeoutMs} ms`, { retryable: true }),
      unsureSince: unsureSince ?? begun,
    };
  if (outcome.kind === "deferred" && outcome.isUnsure === true)
    return { ...outcome, unsureSince: unsureSince ?? begun };
  if (outcome.kind === "failed" && outcome.retryable === true) return { ...outcome, unsureSince: unsureSince ?? begun };
  return outcome;
};

/** Finds the attempt's number, and since when an interrupted one may have had an effect. */
const begin = async (
  { frame, path, type, input }: Task,
  first: boolean,
  unsureSince: number | undefined,
): Promise<{ readonly seq: number; readonly unsureSince: number | undefined }> => {
  const { runs, clock, observe } = frame.deps;
  const kept = masked(input);
  const at = clock();
  const key = { run: frame.run.id, step: path, type: type.type };
  if (first && (await runs.beginAttempt({ ...key, seq: 1 }, kept, at))) return { seq: 1, unsureSince };
  const before = await runs.attemptsOf(frame.run.id, path);
  const left = before.filter(({ state }) => state === "running");
  const interrupted = left.map(({ startedAt }) => startedAt);
  if (left.length > 0) await runs.interruptAttempts(frame.run.id, path);
  const { id: run, workflow } = frame.run;
  for (const { seq: number, startedAt } of left) {
    const ms = Math.max(0, at - startedAt);
    observe({ kind: "attempt", run, workflow, step: path, type: type.type, attempt: number, state: "interrupted", ms });
  }
  const seq = Math.max(0, ...before.map((attempt) => attempt.seq)) + 1;
  await runs.beginAttempt({ ...key, seq }, kept, at);
  const since = [...interrupted, ...(unsureSince === undefined ? [] : [unsureSince])];
  return { seq, unsureSince: since.length === 0 ? undefined : Math.min(...since) };
};

const states = { done: "completed", failed: "failed", deferred: "waiting" } as const;

const attempt = async (
  task: Task,
  first: boolean,
  unsure: number | undefined,
  signal: AbortSignal,
): Promise<Settled> => {
  const { frame, path, type, input } = task;
  const { runs, clock, changed, observe } = frame.deps;
  const { seq, unsureSince } = await begin(task, first, unsure);
  changed(frame.run.id);
  const key = { run: frame.run.id, step: path, seq };
  const recorder = makeRecorder({
    runs,
    clock,
    key,
    workflow: frame.run.workflow,
    observe,
    type: type.type,
    input: masked(input),
  });
  const settled = await work(task, { signal, unsureSince, recorder });
  await recorder.end({
    state: states[settled.kind],
    ...(settled.kind === "done" ? { output: masked(settled.output) } : {}),
    ...(settled.kind === "failed" ? { error: settled.error } : {}),
    ...(settled.kind === "deferred"
      ? {
          error: {
            code: "deferred",
            message: `${settled.reason}; goes on at ${new Date(clock() + settled.waitMs).toISOString()}`,
          },
        }
      : {}),
  });
  changed(frame.run.id);
  return settled;
};

const longestWaitMs = 7 * 86_400_000;

const backoffMs = (failures: number, step: StepDefinition): number => {
  const { delay = 1000, max_delay: most = 100_000 } = step.retry ?? {};
  return Math.min(delay * 2 ** (failures - 1), most);
};

/** Runs a task until it is done, has failed for good, or its attempts are used up. Each attempt is one engine step. */
export const runTask = async (frame: Frame, step: StepDefinition, type: StepType): Promise<Ended> => {
  const path = pathOf(frame, step);
  const override = frame.prefix === "" && frame.run.startAt?.step === step.name ? frame.run.startAt.input : undefined;
  const input = override ?? fillInput(type, step.with, frame.scope);
  const task: Task = { frame, step, type, path, input };
  const attempts = step.retry?.attempts ?? type.attempts;
  let failures = 0;
  let unsureSince: number | undefined;
  for (let round = 0; ; round += 1) {
    const since = unsureSince;
    const settled = settledSchema.parse(
      await frame.context.step(`${path}#${round}`, (signal) => attempt(task, round === 0, since, signal)),
    );
    if (settled.kind === "done") return { kind: "done", output: settled.output };
    unsureSince = settled.unsureSince;
    if (settled.kind === "deferred") {
      await frame.context.sleep(`${path}~${round}`, Math.max(0, Math.min(settled.waitMs, longestWaitMs)));
      continue;
    }
    failures += 1;
    if (settled.retryable !== true || failures >= attempts)
      return { kind: "failed", error: { ...settled.error, step: path } };
    await frame.context.sleep(`${path}~${round}`, backoffMs(failures, step));
  }
};
