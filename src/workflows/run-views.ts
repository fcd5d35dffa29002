import { redactText } from "#base";
import { z } from "zod";

import type { AttemptRecord, RunRecord } from "./store/records.ts";
import type { AttemptView, RunView, StepView } from "./workflows.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** A value with what looks like a secret masked. */
export const masked = (value: unknown): unknown =>
  z.unknown().parse(JSON.parse(redactText(JSON.stringify(value ?? null))));

export const viewRun = (run: RunRecord): RunView => ({
  id: run.id,
  workflow: run.workflow,
  version: run.version,
  state: run.state,
  trigger: run.triggerKind,
  createdAt: iso(run.createdAt),
  ...(run.startedAt === undefined ? {} : { startedAt: iso(run.startedAt) }),
  ...(run.finishedAt === undefined ? {} : { finishedAt: iso(run.finishedAt) }),
  ...(run.rerunOf === undefined ? {} : { rerunOf: run.rerunOf }),
  ...(run.parent === undefined ? {} : { parent: run.parent }),
  ...(run.error === undefined ? {} : { error: run.error }),
});

const viewAttempt = (attempt: AttemptRecord, isOver: boolean): AttemptView => ({
  attempt: attempt.seq,
  // Nobody works on it any more: its process was killed, or its run canceled.
  state: isOver && attempt.state === "running" ? "interrupted" : attempt.state,
  startedAt: iso(attempt.startedAt),
  ...(attempt.finishedAt === undefined
    ? {}
    : { finishedAt: iso(attempt.finishedAt), ms: attempt.finishedAt - attempt.startedAt }),
  ...("input" in attempt ? { input: attempt.input } : {}),
  ...("output" in attempt ? { output: attempt.output } : {}),
  ...(attempt.error === undefined ? {} : { error: attempt.error }),
  exchanges: attempt.exchanges,
  logs: attempt.logs,
});

/** Attempts grouped by step, in the order in which the steps began. */
export const viewSteps = (attempts: readonly AttemptRecord[], isOver: boolean): readonly StepView[] => {
  const steps = new Map<string, AttemptRecord[]>();
  for (const attempt of attempts) {
    const known = steps.get(attempt.step);
    if (known === undefined) steps.set(attempt.step, [attempt]);
    else known.push(attempt);
  }
  return [...steps].map(([name, all]) => {
    const views = all.toSorted((one, other) => one.seq - other.seq).map((attempt) => viewAttempt(attempt, isOver));
    return { name, type: all[0]?.type ?? "", state: views.at(-1)?.state ?? "running", attempts: views };
  });
};
