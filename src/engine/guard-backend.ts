import type { Backend, WorkflowRun } from "openworkflow/internal";

import { createChild } from "./create-run.ts";
import { engineErrors } from "./errors.ts";
import type { RunStore } from "./run-store.ts";

/** One claimed run at work in this process. */
interface Execution {
  readonly run: WorkflowRun;
  readonly workerId: string;
  readonly controller: AbortController;
  leaseEndsAt: number;
  /** Stopped between two steps by close(): its outcome is not the run's. */
  interrupted: boolean;
}

/** The library's backend as the worker sees it, and what the engine learns by standing in between. */
export interface Guard {
  readonly backend: Backend;
  /** By the library's run id. */
  readonly executions: ReadonlyMap<string, Execution>;
  /** Step attempts that this process is working on. */
  readonly liveAttempts: ReadonlySet<string>;
  /** Lets steps at work finish but none begin. */
  drain(): void;
  /** From now on nothing is recorded, as if the process had been killed. */
  die(): void;
}

export interface GuardOptions {
  readonly onError: (error: unknown) => void;
  /** An execution has ended: its slot is free, and others may be due. */
  readonly onEnd: () => void;
}

interface Shared extends GuardOptions {
  readonly store: RunStore;
  readonly inner: Backend;
  readonly executions: Map<string, Execution>;
  readonly liveAttempts: Set<string>;
  phase: "open" | "draining" | "dead";
}

const leaseMs = 30_000;
// The heartbeat renews every 15 s; a machine that slept comes back with leases that are over.
const renewBelowMs = 10_000;

const makeExtend =
  (shared: Shared): Backend["extendWorkflowRunLease"] =>
  async (params) => {
    const execution = shared.executions.get(params.workflowRunId);
    if (execution === undefined) return await shared.inner.extendWorkflowRunLease(params);
    try {
      if (shared.phase !== "dead" && !execution.controller.signal.aborted) {
        await shared.inner.extendWorkflowRunLease(params);
        execution.leaseEndsAt = Date.now() + params.leaseDurationMs;
      }
    } catch (error) {
      shared.onError(error);
    }
    return execution.run;
  };

const makeClaim = (shared: Shared, extend: Backend["extendWorkflowRunLease"]): Backend["claimWorkflowRun"] => {
  const { store, inner, executions } = shared;
  const renewLate = async (): Promise<void> => {
    for (const { run, workerId, leaseEndsAt } of executions.values())
      if (leaseEndsAt - Date.now() < renewBelowMs)
        await extend({ workflowRunId: run.id, workerId, leaseDurationMs: leaseMs });
  };
  // What fails here reaches the pump, which reports it and waits a second: a broken file must not be asked without pause.
  return async (params) => {
    await renewLate();
    // Reading first spares a write lock per idle slot.
    const due = await store.nextDueAt();
    if (shared.phase !== "open" || due === undefined || due > Date.now()) return null;
    const run = await inner.claimWorkflowRun(params);
    if (run === null) return null;
    const leaseEndsAt = Date.now() + params.leaseDurationMs;
    const controller = new AbortController();
    executions.set(run.id, { run, workerId: params.workerId, controller, leaseEndsAt, interrupted: false });
    return run;
  };
};

/** Every execution ends in exactly one of the calls that go through here. */
const makeEnd =
  (shared: Shared) =>
  async (
    { workflowRunId, workerId }: { readonly workflowRunId: string; readonly workerId: string },
    record: () => Promise<WorkflowRun>,
  ): Promise<WorkflowRun> => {
    const { store, inner, executions, onError, onEnd } = shared;
    const execution = executions.get(workflowRunId);
    if (execution === undefined) return await record();
    try {
      if (shared.phase === "dead") return execution.run;
      if (!execution.interrupted) return await record();
      await store.release(workflowRunId, workerId);
    } catch (error) {
      const current = await inner.getWorkflowRun({ workflowRunId }).catch(() => null);
      // Canceled meanwhile: not an error. Otherwise the run goes on when its lease ends.
      if (current === null || (current.status === "running" && current.workerId === workerId)) onError(error);
    } finally {
      executions.delete(workflowRunId);
      onEnd();
    }
    return execution.run;
  };

const makeStepCalls = (shared: Shared) => {
  const { inner, executions, liveAttempts } = shared;
  const finish = async <Value>(attemptId: string, record: () => Promise<Value>): Promise<Value> => {
    try {
      if (shared.phase === "dead") throw engineErrors.make("RC_ENGINE_CLOSED", "the engine is closed");
      return await record();
    } finally {
      liveAttempts.delete(attemptId);
    }
  };
  const begin: Backend["createStepAttempt"] = async (params) => {
    if (shared.phase !== "open") {
      const execution = executions.get(params.workflowRunId);
      if (execution !== undefined) execution.interrupted = true;
      throw engineErrors.make("RC_ENGINE_CLOSED", "the engine is closing");
    }
    const attempt = await inner.createStepAttempt(params);
    liveAttempts.add(attempt.id);
    return attempt;
  };
  return {
    createStepAttempt: begin,
    completeStepAttempt: (params) => finish(params.stepAttemptId, () => inner.completeStepAttempt(params)),
    failStepAttempt: (params) => finish(params.stepAttemptId, () => inner.failStepAttempt(params)),
    getStepAttempt: (params) => inner.getStepAttempt(params),
    listStepAttempts: (params) => inner.listStepAttempts(params),
    setStepAttemptChildWorkflowRun: (params) => inner.setStepAttemptChildWorkflowRun(params),
  } satisfies Partial<Backend>;
};

/**
 * Stands between the library's worker and its backend, for four things the worker does not do: errors go to `onError`
 * (the worker's console.error would reach the user's terminal, and it takes no logger), closing is bounded, ids of
 * children are readable, and a run whose lease ran out while the machine slept is not begun twice.
 */
export const guardBackend = (store: RunStore, options: GuardOptions): Guard => {
  const inner = store.backend;
  const shared: Shared = {
    ...options,
    store,
    inner,
    executions: new Map(),
    liveAttempts: new Set(),
    phase: "open",
  };
  const { executions, liveAttempts } = shared;
  const extend = makeExtend(shared);
  const end = makeEnd(shared);
  const backend: Backend = {
    ...makeStepCalls(shared),
    claimWorkflowRun: makeClaim(shared, extend),
    extendWorkflowRunLease: extend,
    createWorkflowRun: (params) => createChild(store, executions, params),
    sleepWorkflowRun: (params) => end(params, () => inner.sleepWorkflowRun(params)),
    completeWorkflowRun: (params) => end(params, () => inner.completeWorkflowRun(params)),
    failWorkflowRun: (params) => end(params, () => inner.failWorkflowRun(params)),
    rescheduleWorkflowRunAfterFailedStepAttempt: (params) =>
      end(params, () => inner.rescheduleWorkflowRunAfterFailedStepAttempt(params)),
    cancelWorkflowRun: (params) => inner.cancelWorkflowRun(params),
    getWorkflowRun: (params) => inner.getWorkflowRun(params),
    listWorkflowRuns: (params) => inner.listWorkflowRuns(params),
    countWorkflowRuns: () => inner.countWorkflowRuns(),
    sendSignal: (params) => inner.sendSignal(params),
    getSignalDelivery: (params) => inner.getSignalDelivery(params),
    stop: () => inner.stop(),
  };
  return {
    backend,
    executions,
    liveAttempts,
    drain: () => {
      shared.phase = "draining";
    },
    die: () => {
      shared.phase = "dead";
      const reason = engineErrors.make("RC_ENGINE_CLOSED", "the engine is closed");
      for (const { controller } of executions.values()) controller.abort(reason);
    },
  };
};
