import type { Command } from "commander";

import { emulatorName } from "#accounts";
import { exits } from "#base";
import type { PlanView } from "#server";

import { planDocument } from "../documents.ts";
import { addHelp } from "../help.ts";
import { addAccount, addCommon } from "../options.ts";
import { plainJson } from "../print/plain.ts";
import { hasChanges, planSummary } from "../print/plan-summary.ts";
import { openSource } from "../read-source.ts";
import { addRosterOptions, planOptionsOf, type RosterFlags, rosterOptions } from "../roster-options.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

const differs = (plan: PlanView): boolean => hasChanges(plan) || plan.counts.leave > 0;

const run = async (session: Session, file: string, flags: RosterFlags): Promise<number> => {
  const { io } = session;
  // A part of a file says nothing about who is missing from it.
  const isPart = flags.where !== undefined || flags.limit !== undefined;
  const options = { ...(isPart ? {} : { leavers: "report" as const }), ...planOptionsOf(io, flags) };
  await using source = await openSource(io, file);
  await using target = await openTarget(io, flags.data, "drift");
  const answer = await target.api.plan(source, flags.account ?? emulatorName, options);
  const { plan } = answer;
  if (flags.json) io.out(plainJson({ ...planDocument(answer.file, plan), drifted: differs(plan) }));
  else {
    io.out(planSummary(plan, session, "some"));
    io.out(differs(plan) ? "The account has drifted from the file.\n" : "The account is as the file says.\n");
  }
  return differs(plan) ? exits.changesPending : exits.done;
};

export const addRosterDrift = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("drift")
    .summary("how the account differs from a roster or a snapshot; exits with 3 when it does")
    .description(
      "Compares the whole account with a people file or a snapshot: who is new in the file, who is different, who is in the account and not in the file. Sends nothing that changes anything.",
    )
    .argument("<file>", "the roster, or what `rollcall snapshot` wrote");
  addRosterOptions(addAccount(addCommon(command))).action(async (file: string, flags: unknown) => {
    finish(await run(session, file, rosterOptions.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall drift everybody.csv || echo drifted", "rollcall drift last-night.csv --json | jq .counts"],
    exits: [0, 2, 3, 4, 5, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
