import type { Command } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { planText, rosterErrors, type Source } from "#roster";
import { planSchema, type PlanView } from "#server";

import { carryOut } from "../carry-out.ts";
import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { addAccount, addCommon } from "../options.ts";
import { quoted } from "../print/words.ts";
import { openSource } from "../read-source.ts";
import { addRosterOptions, planOptionsOf, rosterOptions, sameFlags } from "../roster-options.ts";
import type { Session } from "../session.ts";
import { listenForStop } from "../stop-wish.ts";
import { openTarget } from "../target.ts";

const schema = rosterOptions.extend({
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  restart: z.boolean().default(false),
  skipDrifted: z.boolean().default(false),
  ndjson: z.boolean().default(false),
});
type Flags = z.output<typeof schema>;

/** A saved plan; undefined for a people file. */
const savedPlan = async (source: Source): Promise<PlanView | undefined> => {
  const text = await planText(source);
  if (text === undefined) return undefined;
  try {
    return planSchema.parse(JSON.parse(text));
  } catch (error) {
    throw rosterErrors.make("RC_ROSTER_PLAN_BROKEN", `${source.name} begins like a plan but is none`, { cause: error });
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

const run = async (session: Session, name: string, flags: Flags): Promise<number> => {
  const { io, rollcall } = session;
  using wish = listenForStop(io);
  const options = planOptionsOf(io, flags);
  await using source = await openSource(io, name);
  const saved = await savedPlan(source);
  await using target = await openTarget(io, flags.data, "apply");
  const again = `${rollcall} apply ${quoted(name)}${sameFlags(flags)}`;
  const account = accountOf(flags, saved);
  const { file, plan } =
    saved === undefined ? await target.api.plan(source, account, options) : { file: source.path ?? null, plan: saved };
  // The plan that was shown and agreed to is the one that is carried out.
  const more = { ...options, restart: flags.restart, plan: plan.id, skipDrifted: flags.skipDrifted };
  return await carryOut({ session, target, flags, wish, again }, { file, plan, source, options: more });
};

export const addRosterApply = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("apply")
    .summary("carry out a people file or a saved plan")
    .description(
      "Plans a people file (or takes a saved plan) and carries it out: durable, at the pace the account allows, never the same invitation twice. Interrupted by Ctrl-C, a crash or a daily limit, the same command goes on where it stopped. Ends with a table of outcomes, results.csv and failed.csv.",
    )
    .argument("<file>", "a people file, or a plan that `rollcall plan` saved; - reads standard input");
  addRosterOptions(addAccount(addCommon(command)))
    .option("--yes", "do not ask before writing to a real account")
    .option("--dry-run", "stop after the plan")
    .option("--skip-drifted", "apply the rest of a saved plan when some of its users have changed since")
    .option("--ndjson", "one JSON event a line on stdout: begin, progress, end")
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
      "A saved plan is refused (exit 4) when the account has changed beyond it, and any plan that takes more access away",
      "than --max-removals and --max-removals-percent allow. Everything done is in <data>/audit.jsonl.",
      "6 and 7 win over 4, over 5, over 1 when several apply.",
    ],
    exits: [0, 1, 2, 4, 5, 6, 7, 130],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
