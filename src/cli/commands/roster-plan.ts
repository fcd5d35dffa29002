import { resolve } from "node:path";

import type { Command } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { exits } from "#base";
import type { PlanAnswer, PlanView } from "#server";
import { writeFileAtomically } from "#system";

import { addHelp } from "../help.ts";
import { addAccount, addCommon, addRosterOptions, planOptionsOf, type RosterFlags, rosterOptions } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { hasChanges, planSummary } from "../print/plan-summary.ts";
import { quoted } from "../print/words.ts";
import { readSource } from "../read-source.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";
import { cannotWrite } from "../write-error.ts";

const schema = rosterOptions.extend({
  out: z.string().exactOptional(),
  exitCode: z.boolean().default(false),
  all: z.boolean().default(false),
});

/** The document that scripts read; fields may be added, never renamed. */
export const planDocument = (file: string | null, { account, counts, cost, rows }: PlanView): object => ({
  plan: file,
  account,
  counts,
  cost: {
    invites: cost.invites,
    invites_per_day: cost.invitesPerDay,
    days: cost.days,
    seats: cost.seats,
    seconds: cost.seconds,
  },
  rows: rows.map(({ row, line, email, action, reasons }) => ({ row, line, email, action, outcome: action, reasons })),
});

/** The flags of this command that `apply` must be given too. */
export const sameFlags = ({ account, action, type, map, data }: RosterFlags): string =>
  [
    ...(account === undefined ? [] : ["--account", account]),
    ...(action === undefined ? [] : ["--action", action]),
    ...(type === undefined ? [] : ["--type", String(type)]),
    ...Object.entries(map ?? {}).flatMap(([column, field]) => ["--map", `${column}=${field}`]),
    ...(data === "./.rollcall" ? [] : ["--data", data]),
  ]
    .map((flag) => ` ${quoted(flag)}`)
    .join("");

const saveAs = async ({ io }: Session, out: string, { plan }: PlanAnswer): Promise<string> => {
  const path = resolve(io.cwd, out);
  await writeFileAtomically(path, `${JSON.stringify(plan, null, 1)}\n`, 0o600).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
  return path;
};

const run = async (session: Session, name: string, flags: z.output<typeof schema>): Promise<number> => {
  const { io, rollcall, style } = session;
  const source = await readSource(io, name);
  await using target = await openTarget(io, flags.data, "plan");
  const answer = await target.api.plan(source, flags.account ?? emulatorName, planOptionsOf(flags));
  const file = flags.out === undefined ? answer.file : await saveAs(session, flags.out, answer);
  if (flags.json) io.out(plainJson(planDocument(file, answer.plan)));
  else {
    io.out(planSummary(answer.plan, session, flags.all ? "all" : "some"));
    io.out(style.dim(`Nothing was sent. The plan is saved as ${plain(file)}\n`));
    if (hasChanges(answer.plan)) io.out(`\nNext: ${rollcall} apply ${quoted(name)}${sameFlags(flags)}\n`);
  }
  return flags.exitCode && hasChanges(answer.plan) ? exits.changesPending : exits.done;
};

export const addRosterPlan = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("plan")
    .summary("say what a people file would change, and what it costs; sends nothing")
    .description(
      "Reads a people file (CSV in any common dialect, encoding and delimiter), compares it with the account and says what `apply` would do: create, update, leave as it is, or block a row and why. Sends nothing that changes anything.",
    )
    .argument("<file>", "the people file; - reads standard input");
  addRosterOptions(addAccount(addCommon(command)))
    .option("--out <file>", "also write the plan to this file, to be applied later")
    .option("--exit-code", "exit with 3 when there is anything to create or update")
    .option("--all", "list every row, not only the blocked ones and the first of the others")
    .action(async (file: string, flags: unknown) => {
      finish(await run(session, file, schema.parse(flags)));
    });
  addHelp(command, {
    examples: [
      "rollcall plan examples/new-hires.csv",
      'rollcall plan staff.csv --map "Work contact=email" --map "Team=department"',
      "rollcall plan staff.csv --account acme --out monday.json && rollcall apply monday.json",
      "rollcall plan staff.csv --json --exit-code | jq .counts",
    ],
    notes: [
      "One plan never removes anybody. Blocked rows are not sent; they count as failed in `apply`.",
      "Fields for --map: email, firstName, lastName, full name, displayName, type, department, … (a wrong one lists all).",
    ],
    exits: [0, 2, 3, 4, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
