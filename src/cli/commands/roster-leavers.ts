import { type Command, Option } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { leaverModes, type PlanOptions } from "#roster";

import { carryOut } from "../carry-out.ts";
import { addChangeCommandOptions, changeCommandFlags } from "../change-command.ts";
import { changeOptionsOf, changeWords, demandHeir, leaverMode } from "../change-options.ts";
import { addHelp } from "../help.ts";
import { addAccount, addCommon } from "../options.ts";
import { quoted } from "../print/words.ts";
import { openSource } from "../read-source.ts";
import type { Session } from "../session.ts";
import { listenForStop } from "../stop-wish.ts";
import { openTarget } from "../target.ts";

const schema = changeCommandFlags.extend({ mode: leaverMode.default("report"), missing: z.boolean().default(false) });

const run = async (session: Session, file: string, flags: z.output<typeof schema>): Promise<number> => {
  demandHeir(flags, [flags.mode]);
  using wish = listenForStop(session.io);
  await using source = await openSource(session.io, file);
  await using target = await openTarget(session.io, flags.data, "leavers");
  const options: PlanOptions = {
    ...changeOptionsOf(flags),
    ...(flags.missing ? { leavers: flags.mode } : { everybody: flags.mode }),
  };
  const account = flags.account ?? emulatorName;
  const { file: saved, plan } = await target.api.plan(source, account, options);
  const words = [...changeWords(flags), ...(flags.account === undefined ? [] : ["--account", flags.account])];
  const again = [
    session.rollcall,
    "leavers",
    file,
    "--mode",
    flags.mode,
    ...(flags.missing ? ["--missing"] : []),
    ...words,
  ]
    .map(quoted)
    .join(" ");
  // Nothing but the removals: a roster's new and changed people are for `apply`.
  const only = flags.missing && plan.counts.create + plan.counts.update + plan.counts.activate > 0;
  const dryRun = flags.dryRun || flags.mode === "report" || only;
  if (only)
    session.io.err(
      `The file has people to create or change as well: look here, then ${session.rollcall} apply ${quoted(file)} --leavers ${flags.mode}\n`,
    );
  const shown = { file: saved, plan, source, options: { ...options, plan: plan.id } };
  return await carryOut({ session, target, wish, again, flags: { ...flags, dryRun } }, shown);
};

export const addRosterLeavers = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("leavers")
    .summary("offboard the people of a list, or those who are missing from a roster")
    .description(
      "Plans what becomes of people who leave, shows it, asks and does it. The file is a list of leavers; with --missing it is the whole roster, and whoever is in the account but not in it leaves. Without --mode it only reports.",
    )
    .argument("<file>", "a list of leavers, or with --missing the whole roster; - reads standard input")
    .addOption(new Option("--mode <mode>", 'what becomes of them (default: "report")').choices(leaverModes))
    .option("--missing", "the file is the whole roster: who is not in it leaves");
  addChangeCommandOptions(addAccount(addCommon(command))).action(async (file: string, flags: unknown) => {
    finish(await run(session, file, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall leavers gone-in-june.csv",
      "rollcall leavers gone-in-june.csv --mode deactivate",
      "rollcall leavers gone-in-june.csv --mode delete --transfer-to priya.raman@acme.test --dry-run",
      "rollcall leavers everybody.csv --missing",
    ],
    notes: [
      "report: only say so · reclaim: take the licence · deactivate: no sign-in, data kept · disassociate: the person keeps",
      "the data in an own Free account · delete: gone for good, so --transfer-to or --no-transfer must be typed.",
      "Pending people lose their invitation in each of the last three. Owners never leave; admins only by --admin <email>.",
    ],
    exits: [0, 1, 2, 4, 5, 6, 7, 130],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
