import { isOver, type RunDeps } from "./runs.ts";
import { deliverWaits } from "./triggers/event-trigger.ts";
import { startDue } from "./triggers/schedule-trigger.ts";
import { viewRun } from "./run-views.ts";

export interface KeepDeps extends RunDeps {
  readonly sendAlert: (url: string, body: string, credential: string | undefined) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

const everyMs = 1000;
/** A run that was recorded and not begun for so long may have lost its process in between. */
const orphanMs = 5000;
const retention = { everyMs: 3_600_000, olderThanMs: 30 * 86_400_000, keep: 100_000, eventsMs: 7 * 86_400_000 };
const alertWindowMs = 86_400_000;

/** Hands recorded runs to the engine that a killed process had not handed over. */
export const adoptOrphans = async ({ runs, engine, programs }: RunDeps, before: number): Promise<void> => {
  for (const run of await runs.accepted(before)) await engine.run(programs.run, { run: run.id }, { id: run.id });
};

/** Ends the records of runs that the engine has given up. */
const reconcile = async ({ runs, engine, clock }: RunDeps): Promise<void> => {
  const { runs: failed } = await engine.list({ workflow: "workflow", state: "failed", limit: 20 });
  for (const { id, error = "the engine gave the run up" } of failed) {
    const run = await runs.run(id);
    if (run !== undefined && !isOver(run))
      await runs.finish(id, "failed", { error: { code: "RC_WORKFLOWS_INTERNAL", message: error } }, clock());
  }
};

const alert = async (deps: KeepDeps): Promise<void> => {
  const { runs, clock } = deps;
  for (const run of await runs.unalerted(clock() - alertWindowMs)) {
    const target = (await deps.definitionOf(run.workflow, run.version))?.alert;
    if (!(await runs.takeAlert(run.id, clock())) || target === undefined) continue;
    const body = JSON.stringify({ event: "run.failed", run: viewRun(run) });
    try {
      await deps.sendAlert(target.url, body, target.credential);
    } catch (error) {
      deps.onError(error);
    }
  }
};

/** What has to be looked after while a process works: schedules, waits, orphans, alerts, retention. */
export const startHousekeeping = (deps: KeepDeps): { stop(): Promise<void> } => {
  const { clock, runs, waits, onError } = deps;
  let stopped = false;
  let lastLook = clock();
  let lastPrune = 0;
  let timer: NodeJS.Timeout | undefined;
  const prune = async (): Promise<void> => {
    lastPrune = clock();
    const { olderThanMs, keep, eventsMs } = retention;
    await runs.prune(clock() - olderThanMs, keep);
    await deps.engine.prune({ olderThanMs, keep });
    await waits.pruneEvents(clock() - eventsMs);
  };
  const look = async (): Promise<void> => {
    const now = clock();
    await startDue(deps, lastLook, now);
    lastLook = now;
    await deliverWaits(deps);
    await adoptOrphans(deps, now - orphanMs);
    await reconcile(deps);
    await alert(deps);
    if (now - lastPrune > retention.everyMs) await prune();
  };
  let looking: Promise<void> = Promise.resolve();
  const loop = async (): Promise<void> => {
    try {
      await look();
    } catch (error) {
      if (!stopped) onError(error);
    }
    if (!stopped)
      timer = setTimeout(() => {
        looking = loop();
      }, everyMs);
  };
  looking = loop();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
};
