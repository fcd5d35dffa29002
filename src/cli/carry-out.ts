import { exits } from "#base";
import type { Accepted, ApplyOptions, JobView, Source } from "#roster";
import type { PlanAnswer, PlanView } from "#server";

import { confirm } from "./confirm.ts";
import { planDocument } from "./documents.ts";
import { exitOfJob, interrupted } from "./exit-code.ts";
import { outcomeReport } from "./print/outcomes.ts";
import { plainJson } from "./print/plain.ts";
import { changeSentence, hasChanges, planSummary } from "./print/plan-summary.ts";
import { count, number } from "./print/words.ts";
import type { Session } from "./session.ts";
import type { StopWish } from "./stop-wish.ts";
import type { Target } from "./target.ts";
import { watchJob, type Watched } from "./watch-job.ts";

/** What carrying a plan out needs to know. */
export interface Work {
  readonly session: Session;
  readonly target: Target;
  readonly wish: StopWish;
  readonly flags: {
    readonly json: boolean;
    readonly yes: boolean;
    readonly dryRun: boolean;
    readonly ndjson?: boolean;
  };
  /** The command that goes on after a stop. */
  readonly again: string;
}

/** A plan to show, and what is handed in to have it applied. */
export interface Shown {
  /** Where the plan is saved. */
  readonly file: string | null;
  readonly plan: PlanView;
  readonly source: Source;
  readonly options: ApplyOptions;
}

/** The document that scripts read; fields may be added, never renamed. */
const jobDocument = (job: JobView, continued: boolean): object => ({
  run: job.run,
  account: job.account,
  counts: job.counts,
  results: job.results ?? null,
  failed: job.failed ?? null,
  state: job.state,
  total: job.total,
  continued,
  ...(job.waitingUntil === undefined ? {} : { waiting_until: job.waitingUntil }),
  ...(job.problem === undefined ? {} : { problem: job.problem }),
});

const sayStopped = ({ session: { io, rollcall }, target, again }: Work, { job }: Watched): void => {
  const done = `${number(job.settled)} of ${count(job.total, "row")} settled`;
  io.err(
    target.url === undefined
      ? `Stopped, ${done}. The same command goes on:\n  ${again}\n`
      : `No longer watching, ${done}. The server goes on with it:\n  ${rollcall} status ${job.run}\n`,
  );
};

const applyNow = async (work: Work, { run, continued }: Accepted): Promise<number> => {
  const { session, target, flags, wish } = work;
  const { io } = session;
  if (!flags.json && flags.ndjson !== true) io.out(`${continued ? "Going on with" : "Beginning"} ${run}.\n\n`);
  const events = flags.ndjson === true ? (event: object) => io.out(`${JSON.stringify(event)}\n`) : undefined;
  const watched = await watchJob(target.api, run, session, wish, events);
  const { job, stopped } = watched;
  if (events !== undefined) events({ event: "end", ...jobDocument(job, continued) });
  else if (flags.json) io.out(plainJson(jobDocument(job, continued)));
  else if (!stopped) io.out(outcomeReport(job, await target.api.rows(run), session));
  if (!stopped) return exitOfJob(job);
  sayStopped(work, watched);
  return interrupted;
};

/** A plan of the account itself, as something that can be applied. */
export const shownPlan = ({ file, plan }: PlanAnswer, options: ApplyOptions): Shown => ({
  file,
  plan,
  source: { name: file, open: () => [new TextEncoder().encode(JSON.stringify(plan))] },
  options,
});

/** Shows a plan, asks, applies it and reports. What was shown and agreed to is what is carried out. */
export const carryOut = async (work: Work, shown: Shown): Promise<number> => {
  const { session, target, flags, wish } = work;
  const { io } = session;
  const { plan, file } = shown;
  const isQuiet = flags.json || flags.ndjson === true;
  if (!isQuiet) io.out(`${planSummary(plan, session, flags.dryRun ? "some" : "brief")}\n`);
  if (flags.dryRun) {
    io.out(flags.json ? plainJson(planDocument(file, plan)) : "Dry run: nothing was sent.\n");
    return exits.done;
  }
  if (hasChanges(plan)) await confirm(session, await target.api.account(plan.account), changeSentence(plan), flags.yes);
  if (wish.isWanted()) {
    io.err("Stopped before anything was sent.\n");
    return interrupted;
  }
  return await applyNow(work, await target.api.apply(shown.source, plan.account, shown.options));
};
