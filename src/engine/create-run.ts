import type { Backend, CreateWorkflowRunParams, WorkflowRun } from "openworkflow/internal";

import { engineErrors } from "./errors.ts";
import type { RunStore } from "./run-store.ts";

/** The id of the run that a parent's step starts. */
export const childId = (parentId: string, step: string): string => `${parentId}/${step}`;

/** Records a run unless its id has one; says whether it is new. */
export const createOnce = async (
  store: RunStore,
  params: CreateWorkflowRunParams & { readonly idempotencyKey: string },
): Promise<{ readonly run: WorkflowRun; readonly isNew: boolean }> => {
  const id = params.idempotencyKey;
  const found = await store.findRun(id);
  if (found === undefined) return { run: await store.backend.createWorkflowRun(params), isNew: true };
  if (found.workflowName !== params.workflowName || found.parentStepAttemptId !== params.parentStepAttemptId)
    throw engineErrors.make("RC_ENGINE_ID_TAKEN", `the id ${id} belongs to a run of ${found.workflowName}`);
  return { run: found, isNew: false };
};

/** Gives a child its parent's id and its step's name instead of the library's random key. */
export const createChild = async (
  store: RunStore,
  executions: ReadonlyMap<string, { readonly run: WorkflowRun; readonly controller: AbortController }>,
  params: CreateWorkflowRunParams,
): ReturnType<Backend["createWorkflowRun"]> => {
  const stepAttemptId = params.parentStepAttemptId;
  const attempt = stepAttemptId === null ? null : await store.backend.getStepAttempt({ stepAttemptId });
  const parent = attempt === null ? undefined : executions.get(attempt.workflowRunId);
  const parentId = parent?.run.idempotencyKey;
  if (attempt === null || parent === undefined || typeof parentId !== "string")
    throw new TypeError("a run without an id can only be started by a run of this engine");
  // A child must not be born after its parent was canceled: nobody would cancel it.
  parent.controller.signal.throwIfAborted();
  const { run } = await createOnce(store, { ...params, idempotencyKey: childId(parentId, attempt.stepName) });
  return run;
};
