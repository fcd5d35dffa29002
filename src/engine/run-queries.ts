import { describeAttempt, describeRun, isOver } from "./describe-run.ts";
import type { Engine, RunFilter, RunPage } from "./engine.ts";
import type { RunStore } from "./run-store.ts";

const recordedAs = {
  pending: "pending",
  active: "running",
  completed: "completed",
  failed: "failed",
  canceled: "canceled",
} as const;

/** The reading half of an engine. */
export const makeQueries = (
  store: RunStore,
  liveAttempts: ReadonlySet<string>,
): Pick<Engine, "status" | "list" | "attempts"> => ({
  status: async (id) => {
    const run = await store.findRun(id);
    return run === undefined ? undefined : describeRun(run);
  },
  list: async ({ workflow, state, limit = 50, after }: RunFilter = {}): Promise<RunPage> => {
    const { data, pagination } = await store.backend.listWorkflowRuns({
      limit,
      ...(workflow === undefined ? {} : { workflowName: workflow }),
      ...(state === undefined ? {} : { status: recordedAs[state] }),
      ...(after === undefined ? {} : { after }),
    });
    return { runs: data.map(describeRun), ...(pagination.next === null ? {} : { next: pagination.next }) };
  },
  attempts: async (id) => {
    const run = await store.findRun(id);
    if (run === undefined) return [];
    const over = isOver(describeRun(run).state);
    return (await store.attempts(run.id)).map((attempt) =>
      describeAttempt(attempt, over, liveAttempts.has(attempt.id)),
    );
  },
});
