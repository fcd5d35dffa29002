import { z } from "zod";

import { type Clock, RollcallError } from "#base";
import { LimitError } from "#client";
import type { Engine, RunContext, Workflow } from "#engine";

import { rosterErrors } from "../errors.ts";
import type { RosterAccount } from "../roster.ts";
import { applyRow } from "./apply-row.ts";
import { greet } from "./greet.ts";
import type { Job } from "./job-records.ts";
import type { JobStore } from "./job-store.ts";
import { readBack } from "./read-back.ts";
import type { RowWork } from "./row-work.ts";

/**
 * What runs are given: references only. Rows, users and passwords stay in the job's own tables. `slots` is over how many
 * chunks at least a job of several processes is spread: a replay in any of them must come to the same chunks.
 */
const jobInput = z.object({ job: z.string(), attempt: z.number(), slots: z.number().exactOptional() });
const chunkInput = z.object({ job: z.string(), rows: z.array(z.number()) });

export type JobInput = z.infer<typeof jobInput>;

/** Why a chunk ended before its rows did. JSON, because the engine records it. */
interface Halt {
  readonly waitUntil?: number;
  readonly problem?: NonNullable<Job["problem"]>;
}

export interface JobWorkflowDeps {
  readonly engine: Engine;
  readonly store: JobStore;
  readonly openAccount: (name: string) => Promise<RosterAccount>;
  readonly clock: Clock;
  /** Chunks worked on at the same time, over which a job is spread unless its run says otherwise. */
  readonly concurrency: number;
  /** Writes results.csv and failed.csv. */
  readonly report: (job: string) => Promise<void>;
}

const maxChunk = 50;
/** A run may have at most 1,000 children. */
const maxChunks = 500;

/** Small jobs are spread over all slots, large ones in pieces of 50 rows. */
const toChunks = (rows: readonly number[], slots: number): number[][] => {
  const size = Math.max(Math.min(Math.ceil(rows.length / slots), maxChunk), Math.ceil(rows.length / maxChunks), 1);
  return Array.from({ length: Math.ceil(rows.length / size) }, (_unused, at) => rows.slice(at * size, (at + 1) * size));
};

const problemOf = (error: unknown): NonNullable<Job["problem"]> => {
  const known =
    error instanceof RollcallError
      ? error
      : rosterErrors.make("RC_ROSTER_INTERNAL", error instanceof Error ? error.message : String(error));
  return { code: known.code, message: known.message, fix: known.fix, exit: known.exit };
};

const workOf = async ({ store, openAccount, clock }: JobWorkflowDeps, jobId: string): Promise<RowWork> => {
  const account = await openAccount((await store.job(jobId))?.account ?? "");
  return { store, account, accountNow: () => clock() + account.client.clockOffsetMs() };
};

/** Runs `work`; what stops the whole job comes back as a value, because the engine records values, not errors. */
const halting = async (work: () => Promise<Halt>): Promise<Halt> => {
  try {
    return await work();
  } catch (error) {
    return error instanceof LimitError ? { waitUntil: error.until } : { problem: problemOf(error) };
  }
};

const runChunk = async (
  deps: JobWorkflowDeps,
  input: z.infer<typeof chunkInput>,
  context: RunContext,
): Promise<Halt> => {
  let latest: Halt = {};
  for (const row of input.rows) {
    latest = await context.step(`row ${row}`, () =>
      halting(async () => {
        // Another process may have given the job up, and the end of this run has not got here yet.
        if ((await deps.store.job(input.job))?.state === "abandoned") return {};
        const waiting = await applyRow(await workOf(deps, input.job), input.job, row);
        return waiting === undefined ? {} : { waitUntil: waiting.waitUntil };
      }),
    );
    if (latest.problem !== undefined) return latest;
    // The limit that stopped this row stops the rest too; they are marked so by the job's end.
    if (latest.waitUntil !== undefined) return latest;
  }
  return latest;
};

const worst = (halts: readonly Halt[]): Halt => {
  const problem = halts.find((halt) => halt.problem !== undefined);
  if (problem !== undefined) return problem;
  const times = halts.flatMap(({ waitUntil }) => waitUntil ?? []);
  return times.length === 0 ? {} : { waitUntil: Math.max(...times) };
};

/** Marks what a limit left undone, so that a report tells it from what failed. */
const markWaiting = async (store: JobStore, job: string): Promise<void> => {
  for (const state of ["todo", "retracted"] as const)
    for (const row of await store.rowsIn(job, state))
      await store.setRow(job, row, { state: state === "todo" ? "waiting" : state, outcome: "waiting" });
};

const finish = async (deps: JobWorkflowDeps, job: string, halt: Halt): Promise<void> => {
  const { store } = deps;
  if (halt.waitUntil !== undefined && halt.problem === undefined) await markWaiting(store, job);
  // Before the state: whoever waits for the job's end reads the reports next.
  await deps.report(job);
  if (halt.problem !== undefined) await store.setJob(job, { state: "stopped", problem: halt.problem });
  else if (halt.waitUntil !== undefined) await store.setJob(job, { state: "waiting", waitingUntil: halt.waitUntil });
  else await store.setJob(job, { state: "done" });
};

type Chunk = Workflow<z.infer<typeof chunkInput>, Halt>;

const runAll = async (
  deps: JobWorkflowDeps,
  chunk: Chunk,
  { job, slots, rows, name }: JobInput & { readonly rows: readonly number[]; readonly name: string },
  context: RunContext,
): Promise<Halt> =>
  worst(
    await context.parallel(
      toChunks(rows, slots ?? deps.concurrency).map(
        (piece, at) => () => context.child(chunk, { job, rows: piece }, { name: `${name}-${at + 1}` }),
      ),
    ),
  );

const phases = [
  ["removals", ["cancel", "deactivate", "offboard", "reclaim"]],
  ["rows", ["activate", "create", "resend", "update"]],
] as const;

const openRows = async (store: JobStore, job: string, actions: readonly string[]): Promise<readonly number[]> =>
  [...(await store.rowsIn(job, "retracted", actions)), ...(await store.rowsIn(job, "todo", actions))].toSorted(
    (a, b) => a - b,
  );

/** One attempt at a job: greet the account, apply all rows, read back, complete the profiles, report. */
const runJob = async (deps: JobWorkflowDeps, chunk: Chunk, input: JobInput, context: RunContext): Promise<Halt> => {
  const { store } = deps;
  const { job } = input;
  const greeting = await context.step("greet the account", () =>
    halting(async () => {
      const { account } = await workOf(deps, job);
      await greet(account.client);
      return {};
    }),
  );
  let halt = greeting;
  if (halt.problem === undefined && halt.waitUntil === undefined) {
    // What gives seats back comes before what takes them.
    for (const [name, actions] of phases) {
      const open = await context.step(`list ${name}`, () => openRows(store, job, actions));
      halt = await runAll(deps, chunk, { ...input, rows: open, name }, context);
      if (halt.problem !== undefined || halt.waitUntil !== undefined) break;
    }
  }
  if (halt.problem === undefined) {
    const back = await context.step("read back", () =>
      halting(async () => {
        const { account } = await workOf(deps, job);
        await readBack(store, account, job);
        return {};
      }),
    );
    const completing = await context.step("list profiles", () => store.rowsIn(job, "completing"));
    halt = worst([halt, back, await runAll(deps, chunk, { ...input, rows: completing, name: "profiles" }, context)]);
  }
  await context.step("finish", () => finish(deps, job, halt));
  return halt;
};

/** Declares the job to the engine; runs of it survive any crash. */
export const defineJob = (deps: JobWorkflowDeps): Workflow<JobInput> => {
  const chunk = deps.engine.define({
    name: "roster-rows",
    input: chunkInput,
    run: (input, context) => runChunk(deps, input, context),
  });
  return deps.engine.define({
    name: "roster-apply",
    input: jobInput,
    run: (input, context) => runJob(deps, chunk, input, context),
  });
};
