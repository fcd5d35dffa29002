import { type Engine, openEngine } from "#engine";

import { rosterErrors } from "../errors.ts";
import type { RosterOptions } from "../roster.ts";
import type { Job } from "./job-records.ts";
import type { JobStore } from "./job-store.ts";
import { defineJob } from "./job-workflow.ts";

/** Has jobs worked on by the engine. Nothing is worked on before the first job is begun or taken up. */
export interface JobDriver {
  /** Begins a recorded job. */
  begin(job: Job): Promise<void>;
  /** Goes on with an unfinished job: a running one where it was cut off, a waiting or stopped one by a new attempt. */
  takeUp(job: Job): Promise<void>;
  /** Goes on with every unfinished job that is not waiting. */
  takeUpAll(): Promise<void>;
  giveUp(job: Job): Promise<void>;
  /** Notices a run that ended by a fault of ours, so that nobody waits for ever. */
  check(job: Job): Promise<void>;
  /** Takes part in what other processes begin. */
  work(): Promise<void>;
  close(): Promise<void>;
}

export interface DriverOptions extends Pick<
  RosterOptions,
  "openAccount" | "clock" | "concurrency" | "onError" | "postgres"
> {
  /** The data directory; absent in a worker. */
  readonly directory?: string;
  readonly store: JobStore;
  readonly report: (job: string) => Promise<void>;
}

const slots = 8;
/** A job that several processes share is spread over more chunks than one of them has slots. */
const sharedSlots = 32;

/** One attempt at a job is one run of the engine. */
const engineRun = (job: Pick<Job, "id" | "attempt">): string => `${job.id}.${job.attempt}`;

const problem = (message: string): NonNullable<Job["problem"]> => {
  const { code, fix, exit } = rosterErrors.make("RC_ROSTER_INTERNAL", message);
  return { code, message, fix, exit };
};

/** What a killed process left at work must not go on because another command of the same directory needs the engine. */
const interrupt = async (
  engine: Engine,
  { store, report }: Pick<DriverOptions, "store" | "report">,
  wanted: ReadonlySet<string>,
): Promise<void> => {
  for (const job of await store.unfinished()) {
    if (job.state !== "running" || wanted.has(job.id)) continue;
    await engine.cancel(engineRun(job));
    await report(job.id);
    await store.setJob(job.id, { state: "stopped" });
  }
};

const openJobEngine = ({ directory = "", postgres, onError }: DriverOptions, concurrency: number): Promise<Engine> =>
  openEngine({
    ...(postgres === undefined ? { directory } : { postgres }),
    // One more slot than chunks: the job itself takes one while it is not waiting for them.
    concurrency: concurrency + 1,
    ...(onError === undefined ? {} : { onError }),
  });

export const openDriver = async (options: DriverOptions): Promise<JobDriver> => {
  const { store, postgres, report } = options;
  const concurrency = options.concurrency ?? slots;
  const engine = await openJobEngine(options, concurrency);
  const workflow = defineJob({ ...options, engine, concurrency });
  let started = false;

  const start = async (wanted: readonly Job[]): Promise<void> => {
    if (started) return;
    started = true;
    // In a database runs belong to no process: others may be at work on them.
    if (postgres === undefined) await interrupt(engine, options, new Set(wanted.map(({ id }) => id)));
    await engine.start();
  };

  const drive = async (job: Job): Promise<void> => {
    const shared = postgres === undefined ? {} : { slots: sharedSlots };
    await engine.run(workflow, { job: job.id, attempt: job.attempt, ...shared }, { id: engineRun(job) });
  };

  const takeUp = async (job: Job): Promise<void> => {
    await start([job]);
    if (job.state === "running") {
      await drive(job);
      return;
    }
    const attempt = job.attempt + 1;
    await store.reopen(job.id);
    await store.setJob(job.id, { state: "running", attempt });
    await drive({ ...job, attempt });
  };

  return {
    async begin(job) {
      await start([job]);
      await drive(job);
    },
    takeUp,
    async takeUpAll() {
      const open = (await store.unfinished()).filter((job) => job.state !== "waiting");
      await start(open);
      for (const job of open) await takeUp(job);
    },
    async giveUp(job) {
      await engine.cancel(engineRun(job));
      await store.setJob(job.id, { state: "abandoned" });
    },
    async check(job) {
      const status = await engine.status(engineRun(job));
      const ended = status?.state === "failed" || status?.state === "canceled";
      if (!ended || (await store.job(job.id))?.state !== "running") return;
      await report(job.id);
      await store.setJob(job.id, { state: "stopped", problem: problem(status.error ?? "the run was canceled") });
    },
    work: () => start([]),
    close: () => engine.close(),
  };
};
