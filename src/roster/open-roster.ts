import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { streamUserFile, writeFileAtomically } from "#system";

import { findUnfinished, recordJob, sourceKeyOf } from "./apply/begin-job.ts";
import { type JobDriver, openDriver } from "./apply/drive-jobs.ts";
import type { Job } from "./apply/job-records.ts";
import { type JobStore, openJobStore } from "./apply/job-store.ts";
import { examine } from "./doctor/doctor.ts";
import { countSeats } from "./doctor/seats.ts";
import { rosterErrors } from "./errors.ts";
import { forgetPerson } from "./forget.ts";
import { viewJob, viewRow } from "./job-view.ts";
import { accountPlan } from "./plan/account-plan.ts";
import { createPlan } from "./plan/create-plan.ts";
import { checkDrift } from "./plan/drift.ts";
import { planPieces, readPlan } from "./plan/plan-file.ts";
import type { RosterPlan } from "./plan/plan-types.ts";
import { refuseTooMany } from "./plan/safety.ts";
import { undoPlan } from "./plan/undo-plan.ts";
import { digestOf } from "./read/index.ts";
import { writeReports } from "./report.ts";
import type {
  Accepted,
  ApplyOptions,
  ChangeRequest,
  JobView,
  PlanOptions,
  Roster,
  RosterOptions,
  Source,
} from "./roster.ts";
import { watchWaiting } from "./watch-waiting.ts";

const pollMs = 100;

interface Parts {
  readonly options: RosterOptions;
  /** Absolute. */
  readonly directory: string;
  readonly store: JobStore;
  readonly driver: JobDriver;
}

const savePlan = async (directory: string, plan: RosterPlan): Promise<string> => {
  const path = join(directory, "plans", `${plan.id}.json`);
  await mkdir(join(directory, "plans"), { recursive: true, mode: 0o700 });
  await writeFileAtomically(path, planPieces(plan), 0o600);
  return path;
};

/** The plan of this file that was saved and shown, if it is still here and the file still the same. */
const shownPlan = async (
  directory: string,
  { account, sha256, id }: { readonly account: string; readonly sha256: string; readonly id: string | undefined },
): Promise<RosterPlan | undefined> => {
  if (id === undefined || !/^plan-[0-9a-f]+$/.test(id)) return undefined;
  const path = join(directory, "plans", `${id}.json`);
  const plan = existsSync(path) ? await readPlan({ name: path, open: () => streamUserFile(path) }) : undefined;
  return plan?.account === account && plan.source.sha256 === sha256 ? plan : undefined;
};

/** A saved plan is taken as it is; a people file is planned now, unless its plan was shown before. */
const planFor = async (
  { options, directory }: Parts,
  source: Source,
  account: string,
  {
    saved,
    sha256,
    more,
  }: { readonly saved: RosterPlan | undefined; readonly sha256: string; readonly more: ApplyOptions },
): Promise<RosterPlan> => {
  if (saved === undefined)
    return (
      (await shownPlan(directory, { account, sha256, id: more.plan })) ??
      createPlan(source, await options.openAccount(account), more, options.clock())
    );
  if (saved.account === account)
    return await checkDrift(saved, await options.openAccount(account), more.skipDrifted ?? false);
  throw rosterErrors.make(
    "RC_ROSTER_PLAN_ACCOUNT",
    `${source.name} is a plan for the account ${saved.account}, not for ${account}`,
  );
};

const apply = async (parts: Parts, source: Source, account: string, more: ApplyOptions): Promise<Accepted> => {
  const { store, driver, options } = parts;
  const saved = await readPlan(source);
  const what = saved?.source ?? { ...source, sha256: await digestOf(source.open) };
  const key = sourceKeyOf(what);
  const open = more.restart
    ? (await store.unfinished()).find((job) => job.account === account && job.sourceKey === key)
    : await findUnfinished(store, account, what);
  if (open !== undefined && !more.restart) {
    await driver.takeUp(open);
    return { run: open.id, continued: true };
  }
  // The new plan comes first: a file that cannot be planned must not cost the old run.
  const plan = await planFor(parts, source, account, { saved, sha256: what.sha256, more });
  refuseTooMany(plan.safety, more);
  if (open !== undefined) await driver.giveUp(open);
  const job = await recordJob(store, plan, saved === undefined ? source : undefined, options.clock());
  await driver.begin(job);
  return { run: job.id, continued: false };
};

const jobOf = async ({ store, directory }: Parts, run: string): Promise<Job> => {
  const job = await store.job(run);
  if (job === undefined) throw rosterErrors.make("RC_ROSTER_NO_RUN", `there is no run ${run} in ${directory}`);
  return job;
};

const planChange = async (
  parts: Parts,
  request: ChangeRequest,
  name: string | undefined,
  more: PlanOptions,
): Promise<RosterPlan> => {
  const { options, store } = parts;
  const context = { options: more, now: options.clock() };
  if (request.kind !== "undo") return await accountPlan(await options.openAccount(name ?? ""), request, context);
  const job = await jobOf(parts, request.run);
  if (name !== undefined && name !== job.account)
    throw rosterErrors.make(
      "RC_ROSTER_PLAN_ACCOUNT",
      `${job.id} was a run on the account ${job.account}, not on ${name}`,
    );
  if (job.state === "running" || job.state === "waiting")
    throw rosterErrors.make("RC_ROSTER_UNFINISHED", `${job.id} is ${job.state}`);
  return await undoPlan(
    { job, rows: await store.rows(job.id) },
    await options.openAccount(job.account),
    request,
    context,
  );
};

/** A job as it is; its reports are written first if it ended in a worker. */
const view = async ({ store, directory }: Parts, job: Job): Promise<JobView> => {
  if (job.reportDue) {
    await writeReports(store, directory, job.id);
    await store.audit.flush();
    await store.reported(job);
  }
  return await viewJob(store, directory, job);
};

const settled = async (parts: Parts, run: string, timeoutMs: number): Promise<JobView> => {
  const { driver } = parts;
  const until = performance.now() + timeoutMs;
  for (;;) {
    const job = await jobOf(parts, run);
    if (job.state !== "running" || performance.now() >= until) return await view(parts, job);
    await driver.check(job);
    await sleep(Math.max(1, Math.min(pollMs, until - performance.now())));
  }
};

/** Opens the plans and jobs of a data directory. Nothing is worked on until `apply` or `resume`. */
export const openRoster = async (options: RosterOptions): Promise<Roster> => {
  const directory = resolve(options.directory);
  const { peopleKey = options.key } = options;
  const store = await openJobStore({ ...options, directory, peopleKey });
  const report = (job: string): Promise<void> => writeReports(store, directory, job);
  const driver = await openDriver({ ...options, directory, store, report });
  const parts: Parts = { options, directory, store, driver };
  const watch = watchWaiting({ ...options, store, takeUp: (job) => driver.takeUp(job) });
  const close = async (): Promise<void> => {
    watch.stop();
    await driver.close();
    await store.close();
  };
  return {
    plan: async (source, account, more = {}) =>
      createPlan(source, await options.openAccount(account), more, options.clock()),
    planChange: (request, account, more = {}) => planChange(parts, request, account, more),
    savePlan: (plan) => savePlan(directory, plan),
    apply: (source, account, more = {}) => apply(parts, source, account, more),
    settled: (run, timeoutMs) => settled(parts, run, timeoutMs),
    async job(run) {
      const job = await store.job(run);
      return job === undefined ? undefined : await view(parts, job);
    },
    jobs: async () => await Promise.all((await store.jobs()).map((job) => view(parts, job))),
    rows: async (run) => (await store.rows((await jobOf(parts, run)).id)).map(viewRow),
    doctor: async (name) => examine(await options.openAccount(name), options.clock),
    seats: async (name, idle) => countSeats(await options.openAccount(name), idle, options.clock),
    verifyAudit: async () => ({ file: store.audit.file, ...(await store.audit.verify()) }),
    forget: (email) => forgetPerson({ store, directory, key: peopleKey }, email),
    async resume() {
      await driver.takeUpAll();
      watch.start();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
};
