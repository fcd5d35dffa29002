import { childId } from "./create-run.ts";
import { describeRun, isOver } from "./describe-run.ts";
import { engineErrors } from "./errors.ts";
import type { Guard } from "./guard-backend.ts";
import type { RunStore } from "./run-store.ts";

/** Cancels a run, then its children: in this order no new ones appear. */
export const cancelRun = async (store: RunStore, guard: Guard, id: string): Promise<boolean> => {
  const run = await store.findRun(id);
  if (run === undefined || isOver(describeRun(run).state)) return false;
  await store.backend.cancelWorkflowRun({ workflowRunId: run.id });
  guard.executions.get(run.id)?.controller.abort(engineErrors.make("RC_ENGINE_CANCELED", `${id} was canceled`));
  for (const attempt of await store.attempts(run.id))
    if (attempt.kind === "workflow" && attempt.status === "running")
      await cancelRun(store, guard, childId(id, attempt.stepName));
  return true;
};
