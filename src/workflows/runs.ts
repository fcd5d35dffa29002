import type { Clock } from "#base";
import type { Engine } from "#engine";

import type { Changes } from "./changes.ts";
import type { Definition } from "./definition/schema.ts";
import { workflowErrors } from "./errors.ts";
import { waitSignal } from "./interpret/flow-wait.ts";
import type { Programs } from "./interpret/frame.ts";
import { masked, viewRun, viewSteps } from "./run-views.ts";
import type { DeploymentStore } from "./store/deployment-store.ts";
import type { RunRecord, StartAt, TriggerKind } from "./store/records.ts";
import type { NewRun, WorkflowRunStore } from "./store/run-store.ts";
import type { WaitStore } from "./store/wait-store.ts";
import type { RerunOptions, RunView, Workflows } from "./workflows.ts";

export interface RunDeps {
  readonly engine: Engine;
  readonly programs: Programs;
  readonly runs: WorkflowRunStore;
  readonly waits: WaitStore;
  readonly deployments: DeploymentStore;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly freshKey: () => string;
  readonly definitionOf: (workflow: string, version: number) => Promise<Definition | undefined>;
}

/** What starts a run. */
export interface Start {
  readonly workflow: string;
  readonly version: number;
  readonly triggerKind: TriggerKind;
  readonly trigger: unknown;
  readonly idempotencyKey?: string;
  readonly rerunOf?: string;
  readonly startAt?: StartAt;
}

const shownAttempts = 2000;
const pollMs = 1000;
const over = new Set(["completed", "failed", "canceled"]);
export const isOver = ({ state }: Pick<RunRecord, "state">): boolean => over.has(state);

const missing = (id: string): Error => workflowErrors.make("RC_WORKFLOWS_NOT_FOUND", `there is no run ${id}`);

/** Sortable by time, and not to be guessed. */
const freshId = ({ clock, freshKey }: RunDeps): string => `run-${clock().toString(36)}-${freshKey().slice(0, 10)}`;

/** Records a run, then hands it to the engine: what is recorded is run even if this process dies in between. */
export const startRun = async (
  deps: RunDeps,
  start: Start,
): Promise<{ readonly run: RunRecord; readonly isNew: boolean }> => {
  const { runs, engine, programs, clock } = deps;
  const fresh: NewRun = { id: freshId(deps), createdAt: clock(), ...start };
  const isNew = await runs.add(fresh);
  if (!isNew && start.idempotencyKey !== undefined) {
    const known = await runs.runOfKey(start.workflow, start.idempotencyKey);
    if (known !== undefined) return { run: known, isNew: false };
  }
  await engine.run(programs.run, { run: fresh.id }, { id: fresh.id });
  deps.changes.changed(fresh.id);
  return { run: { ...fresh, state: "accepted" }, isNew: true };
};

/** The engine knows what waits and what it gave up; our record knows the rest. */
const seen = async ({ engine, runs, clock }: RunDeps, run: RunRecord): Promise<RunRecord> => {
  if (isOver(run)) return run;
  const status = await engine.status(run.id);
  if (status?.state === "waiting") return { ...run, state: "waiting" };
  if (status?.state !== "failed" && status?.state !== "canceled") return run;
  // The run may have ended by itself between the two readings.
  const again = (await runs.run(run.id)) ?? run;
  if (isOver(again)) return again;
  const error = { code: "RC_WORKFLOWS_INTERNAL", message: status.error ?? "the engine gave the run up" };
  await runs.finish(run.id, status.state, { error }, clock());
  return { ...again, state: status.state, error, finishedAt: clock() };
};

const find = async (deps: RunDeps, id: string): Promise<RunRecord> => {
  const run = await deps.runs.run(id);
  if (run === undefined) throw missing(id);
  return await seen(deps, run);
};

/** What a rerun from a step takes over from the run that it repeats. */
const startAtOf = async (
  deps: RunDeps,
  run: RunRecord,
  version: number,
  { fromStep, input }: RerunOptions,
): Promise<StartAt | undefined> => {
  if (fromStep === undefined) return undefined;
  const steps = (await deps.definitionOf(run.workflow, version))?.steps ?? [];
  const at = steps.findIndex(({ name }) => name === fromStep);
  if (at === -1)
    throw workflowErrors.make(
      "RC_WORKFLOWS_NOT_FOUND",
      `version ${version} of ${run.workflow} has no step "${fromStep}" at its top level`,
    );
  const outputs: Record<string, unknown> = { ...run.startAt?.outputs };
  for (const { name } of steps.slice(0, at)) {
    const last = (await deps.runs.attemptsOf(run.id, name)).at(-1);
    if (last?.state === "completed") outputs[name] = last.output;
    else if (last?.error !== undefined) outputs[name] = { error: last.error };
  }
  return { step: fromStep, outputs, ...(input === undefined ? {} : { input }) };
};

const rerun = async (deps: RunDeps, id: string, options: RerunOptions): Promise<RunView> => {
  const run = await find(deps, id);
  if (!isOver(run))
    throw workflowErrors.make("RC_WORKFLOWS_RUN_STATE", `${id} is ${run.state}: it can be run again when it is over`);
  const current = await deps.deployments.deployment(run.workflow);
  if (options.version === "current" && current === undefined)
    throw workflowErrors.make("RC_WORKFLOWS_NOT_FOUND", `no workflow "${run.workflow}" is deployed any more`);
  const version = options.version === "current" ? (current?.version ?? run.version) : run.version;
  const startAt = await startAtOf(deps, run, version, options);
  const { run: again } = await startRun(deps, {
    workflow: run.workflow,
    version,
    triggerKind: run.triggerKind,
    trigger: run.trigger,
    rerunOf: id,
    ...(startAt === undefined ? {} : { startAt }),
  });
  return viewRun(again);
};

const decide: (deps: RunDeps) => Workflows["decide"] =
  (deps) =>
  async (who, { approved, by, comment = "" }) => {
    const { waits, engine, clock } = deps;
    const open =
      "key" in who
        ? [await waits.wait(who.key)]
        : (await waits.waitsOfRun(who.run)).filter(({ step }) => who.step === undefined || step === who.step);
    const [wait, ...more] = open.filter((one) => one?.kind === "approve");
    if (wait === undefined) throw workflowErrors.make("RC_WORKFLOWS_ANSWERED", "nobody waits for this decision");
    if (more.length > 0)
      throw workflowErrors.make(
        "RC_WORKFLOWS_RUN_STATE",
        `${wait.run} waits for several decisions: name one of its steps`,
      );
    const decision = { approved, by, comment, at: new Date(clock()).toISOString() };
    if (!(await waits.arrive(wait.key, decision)))
      throw workflowErrors.make("RC_WORKFLOWS_ANSWERED", "this was decided before");
    await engine.signal(waitSignal(wait.key), decision);
  };

const settled = async (deps: RunDeps, id: string, timeoutMs: number): Promise<RunView> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const left = deadline - performance.now();
    // Listened for before the run is read: a change in between is not missed.
    const change = deps.changes.next(Math.max(1, Math.min(left, pollMs)), id);
    const run = await find(deps, id);
    if (isOver(run) || left <= 0 || deps.changes.isClosed) return viewRun(run);
    await change;
  }
};

/** The reading half. */
const makeReading = (deps: RunDeps): Pick<Workflows, "runs" | "runDetail"> => {
  const { runs, waits } = deps;
  return {
    async runs({ workflow, state, limit = 50, before, children = false } = {}) {
      // What waits is recorded as running: the engine tells them apart.
      const recorded = state === "waiting" ? "running" : state;
      const found = await runs.runs({
        limit: Math.min(limit, 500),
        children,
        ...(workflow === undefined ? {} : { workflow }),
        ...(recorded === undefined ? {} : { state: recorded }),
        ...(before === undefined ? {} : { before }),
      });
      const now = await Promise.all(found.map((run) => seen(deps, run)));
      return now.filter((run) => state === undefined || run.state === state).map(viewRun);
    },
    async runDetail(id) {
      const run = await find(deps, id);
      const attempts = await runs.attempts(id, shownAttempts + 1);
      const approvals = (await waits.waitsOfRun(id)).filter(
        ({ kind, result }) => kind === "approve" && result === undefined,
      );
      return {
        ...viewRun(run),
        triggerData: masked(run.trigger),
        ...(run.output === undefined ? {} : { output: masked(run.output) }),
        ...(run.response === undefined ? {} : { response: run.response }),
        steps: viewSteps(attempts.slice(0, shownAttempts), isOver(run)),
        truncated: attempts.length > shownAttempts,
        approvals: approvals.map(({ step, key, message }) => ({
          step,
          key,
          ...(message === undefined ? {} : { message }),
        })),
      };
    },
  };
};

/** Everything about runs. */
export const makeRuns = (
  deps: RunDeps,
): Pick<Workflows, "run" | "runs" | "runDetail" | "settled" | "cancel" | "rerun" | "retryFailed" | "decide"> => {
  const { runs, engine, deployments, clock } = deps;
  return {
    ...makeReading(deps),
    async run(name, input, { idempotencyKey, version } = {}) {
      const deployment = await deployments.deployment(name);
      if (deployment === undefined)
        throw workflowErrors.make("RC_WORKFLOWS_NOT_FOUND", `no workflow "${name}" is deployed`);
      const { run } = await startRun(deps, {
        workflow: name,
        version: version ?? deployment.version,
        triggerKind: "manual",
        trigger: { kind: "manual", body: input ?? null },
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
      return viewRun(run);
    },
    settled: (id, timeoutMs) => settled(deps, id, timeoutMs),
    async cancel(id) {
      const run = await find(deps, id);
      if (isOver(run)) throw workflowErrors.make("RC_WORKFLOWS_RUN_STATE", `${id} is ${run.state} already`);
      await engine.cancel(id);
      await runs.finish(id, "canceled", { error: { code: "canceled", message: "the run was canceled" } }, clock());
      for (const child of await runs.childrenOf(id))
        await runs.finish(child, "canceled", { error: { code: "canceled", message: `${id} was canceled` } }, clock());
      deps.changes.changed(id);
      return viewRun(await find(deps, id));
    },
    rerun: (id, options) => rerun(deps, id, options),
    async retryFailed({ workflow, limit = 500 }, version) {
      const failed = await runs.runs({ state: "failed", limit, ...(workflow === undefined ? {} : { workflow }) });
      const again: RunView[] = [];
      for (const run of failed)
        if ((await runs.runs({ rerunOf: run.id, limit: 1 })).length === 0)
          again.push(await rerun(deps, run.id, { version }));
      return again;
    },
    decide: decide(deps),
  };
};
