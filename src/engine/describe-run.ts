import type { StepAttempt as LibraryAttempt, WorkflowRun } from "openworkflow/internal";
import { z } from "zod";

import type { RunState, RunStatus, StepAttempt } from "./engine.ts";

const errorSchema = z.object({ message: z.string() });
const messageOf = (error: unknown): string => errorSchema.safeParse(error).data?.message ?? "unknown error";

const stateOf = ({ status, workerId }: WorkflowRun): RunState => {
  if (status === "succeeded") return "completed";
  // A run that waits is 'running' but nobody's.
  if (status === "sleeping" || (status === "running" && workerId === null)) return "waiting";
  return status;
};

export const isOver = (state: RunState): boolean => state === "completed" || state === "failed" || state === "canceled";

/** A recorded run in our words. */
export const describeRun = (run: WorkflowRun): RunStatus => {
  const state = stateOf(run);
  return {
    id: run.idempotencyKey ?? run.id,
    workflow: run.workflowName,
    ...(run.version === null ? {} : { version: run.version }),
    state,
    input: run.input,
    ...(state === "completed" ? { output: run.output } : {}),
    ...(run.error === null ? {} : { error: messageOf(run.error) }),
    createdAt: run.createdAt,
    ...(run.startedAt === null ? {} : { startedAt: run.startedAt }),
    ...(run.availableAt === null || state === "running" ? {} : { dueAt: run.availableAt }),
    ...(run.finishedAt === null ? {} : { finishedAt: run.finishedAt }),
  };
};

const kinds = {
  function: "step",
  sleep: "sleep",
  workflow: "child",
  "signal-send": "signal",
  "signal-wait": "signal",
} as const;

const attemptState = ({ status, kind }: LibraryAttempt, runIsOver: boolean, isLive: boolean): StepAttempt["state"] => {
  if (status === "succeeded") return "completed";
  if (status !== "running") return status;
  // The library leaves the attempt of a killed process 'running' for ever.
  if (runIsOver) return "interrupted";
  if (kind !== "function") return "waiting";
  return isLive ? "running" : "interrupted";
};

/** A recorded attempt in our words. */
export const describeAttempt = (attempt: LibraryAttempt, runIsOver: boolean, isLive: boolean): StepAttempt => ({
  step: attempt.stepName,
  kind: kinds[attempt.kind],
  state: attemptState(attempt, runIsOver, isLive),
  ...(attempt.output === null ? {} : { output: attempt.output }),
  ...(attempt.error === null ? {} : { error: messageOf(attempt.error) }),
  startedAt: attempt.startedAt ?? attempt.createdAt,
  ...(attempt.finishedAt === null ? {} : { finishedAt: attempt.finishedAt }),
});
