import type { Command } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { exits } from "#base";
import { type Accepted, type JobView, rosterErrors, type Source } from "#roster";
import { type Api, planSchema, type PlanView } from "#server";

import { confirm } from "../confirm.ts";
import { cliErrors } from "../errors.ts";
import { exitOfJob, interrupted } from "../exit-code.ts";
import { addHelp } from "../help.ts";
import { addAccount, addCommon, addRosterOptions, planOptionsOf, rosterOptions } from "../options.ts";
import { outcomeReport } from "../print/outcomes.ts";
import { plainJson } from "../print/plain.ts";
import { hasChanges, planSummary } from "../print/plan-summary.ts";
import { count, number, quoted } from "../print/words.ts";
import { readSource } from "../read-source.ts";
import type { Session } from "../session.ts";
import { listenForStop, type StopWish } from "../stop-wish.ts";
import { openTarget, type Target } from "../target.ts";
import { watchJob, type Watched } from "../watch-job.ts";
import { planDocument, sameFlags } from "./roster-plan.ts";

const schema = rosterOptions.extend({
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  restart: z.boolean().default(false),
});
type Flags = z.output<typeof schema>;

/** A saved plan; undefined for a people file, which never begins with a brace. */
const savedPlan = ({ bytes, name }: Source): PlanView | undefined => {
  if (bytes.find((byte) => byte > 0x20) !== 0x7b) return undefined;
  try {
    return planSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw rosterErrors.make("RC_ROSTER_PLAN_BROKEN", `${name} begins like a plan but is none`, { cause: error });
  }
};

/** The account that is meant: of the command line, of the saved plan, else the emulator. */
const accountOf = (flags: Flags, saved: PlanView | undefined): string => {
  if (saved !== undefined && flags.account !== undefined && flags.account !== saved.account)
    throw cliErrors.make("RC_CLI_USAGE", `the plan was made for "${saved.account}", not for "${flags.account}"`, {
      fix: `Leave --account out, or plan again for "${flags.account}".`,
    });
  return flags.account ?? saved?.account ?? emulatorName;
};

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

const sayStopped = ({ io, rollcall }: Session, target: Target, { job }: Watched, again: string): void => {
  const done = `${number(job.settled)} of ${count(job.total, "row")} settled`;
  io.err(
    target.url === undefined
      ? `Stopped, ${done}. The same command goes on:\n  ${again}\n`
      : `No longer watching, ${done}. The server goes on with it:\n  ${rollcall} status ${job.run}\n`,
  );
};

interface Work {
  readonly session: Session;
  readonly target: Target;
  readonly flags: Flags;
  readonly wish: StopWish;
  /** The command that goes on after a stop. */
  readonly again: string;
}

const applyNow = async (
  { session, target, flags, wish, again }: Work,
  { run, continued }: Accepted,
): Promise<number> => {
  const { io } = session;
  if (!flags.json) io.out(`${continued ? "Going on with" : "Beginning"} ${run}.\n\n`);
  const watched = await watchJob(target.api, run, session, wish);
  const { job, stopped } = watched;
  if (flags.json) io.out(plainJson(jobDocument(job, continued)));
  else if (!stopped) io.out(outcomeReport(job, await target.api.rows(run), session));
  if (!stopped) return exitOfJob(job);
  sayStopped(session, target, watched, again);
  return interrupted;
};

interface Shown {
  /** Where the plan is saved. */
  readonly file: string | null;
  readonly plan: PlanView;
}

const planNow = async (api: Api, source: Source, saved: PlanView | undefined, flags: Flags): Promise<Shown> => {
  const account = accountOf(flags, saved);
  return saved === undefined
    ? await api.plan(source, account, planOptionsOf(flags))
    : { file: source.path ?? null, plan: saved };
};

const dryRun = ({ io }: Session, { file, plan }: Shown, isJson: boolean): number => {
  io.out(isJson ? plainJson(planDocument(file, plan)) : "Dry run: nothing was sent.\n");
  return exits.done;
};

const confirmPlan = async ({ session, target, flags }: Work, { plan }: Shown): Promise<void> => {
  if (!hasChanges(plan)) return;
  const { create, update } = plan.counts;
  const what = [
    ...(create === 0 ? [] : [`create ${count(create, "user")}`]),
    ...(update === 0 ? [] : [`change ${count(update, "user")}`]),
  ].join(" and ");
  await confirm(session, await target.api.account(plan.account), what, flags.yes);
};

const run = async (session: Session, name: string, flags: Flags): Promise<number> => {
  const { io, rollcall } = session;
  using wish = listenForStop(io);
  const source = await readSource(io, name);
  const saved = savedPlan(source);
  await using target = await openTarget(io, flags.data, "apply");
  const again = `${rollcall} apply ${quoted(name)}${sameFlags(flags)}`;
  const work = { session, target, flags, wish, again };
  const shown = await planNow(target.api, source, saved, flags);
  if (!flags.json) io.out(`${planSummary(shown.plan, session, flags.dryRun ? "some" : "brief")}\n`);
  if (flags.dryRun) return dryRun(session, shown, flags.json);
  await confirmPlan(work, shown);
  if (wish.isWanted()) {
    io.err("Stopped before anything was sent.\n");
    return interrupted;
  }
  // The plan that was shown and agreed to is the one that is carried out.
  const options = { ...planOptionsOf(flags), restart: flags.restart, plan: shown.plan.id };
  return await applyNow(work, await target.api.apply(source, shown.plan.account, options));
};

export const addRosterApply = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("apply")
    .summary("create and update the users of a people file or a saved plan")
    .description(
      "Plans a people file (or takes a saved plan) and carries it out: durable, at the pace the account allows, never the same invitation twice. Interrupted by Ctrl-C, a crash or a daily limit, the same command goes on where it stopped. Ends with a table of outcomes, results.csv and failed.csv.",
    )
    .argument("<file>", "a people file, or a plan that `rollcall plan` saved; - reads standard input");
  addRosterOptions(addAccount(addCommon(command)))
    .option("--yes", "do not ask before writing to a real account")
    .option("--dry-run", "stop after the plan")
    .option("--restart", "give up an unfinished run of this file and begin anew")
    .action(async (file: string, flags: unknown) => {
      finish(await run(session, file, schema.parse(flags)));
    });
  addHelp(command, {
    examples: [
      "rollcall apply examples/new-hires.csv",
      "rollcall apply .rollcall/runs/<run>/failed.csv     (after correcting it)",
      "rollcall apply monday.json --yes",
      "rollcall apply staff.csv --account acme --json | jq .counts",
    ],
    notes: [
      "The default account is the emulator: nobody is invited. A real account is named with --account and asks first;",
      "without a terminal and without --yes it is refused (exit 4).",
      "6 and 7 win over 4, over 5, over 1 when several apply.",
    ],
    exits: [0, 1, 2, 4, 5, 6, 7, 130],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
