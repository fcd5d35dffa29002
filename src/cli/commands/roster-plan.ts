import { resolve } from "node:path";

import type { Command } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { exits } from "#base";
import { planPieces } from "#roster";
import type { PlanAnswer } from "#server";
import { writeFileAtomically } from "#system";

import { planDocument } from "../documents.ts";
import { addHelp } from "../help.ts";
import { addAccount, addCommon } from "../options.ts";
import { addRosterOptions, planOptionsOf, rosterOptions, sameFlags } from "../roster-options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { hasChanges, planSummary } from "../print/plan-summary.ts";
import { quoted } from "../print/words.ts";
import { openSource } from "../read-source.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";
import { cannotWrite } from "../write-error.ts";

const schema = rosterOptions.extend({
  out: z.string().exactOptional(),
  exitCode: z.boolean().default(false),
  all: z.boolean().default(false),
  saveMap: z.string().exactOptional(),
});

const saveAs = async ({ io }: Session, out: string, { plan }: PlanAnswer): Promise<string> => {
  const path = resolve(io.cwd, out);
  await writeFileAtomically(path, planPieces(plan), 0o600).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
  return path;
};

/** What was understood of the columns, to be given back with --map-file after it was corrected. */
const saveMap = async ({ io }: Session, out: string, { plan }: PlanAnswer): Promise<void> => {
  const path = resolve(io.cwd, out);
  const map = Object.fromEntries([
    ...plan.source.mapping.map(({ column, field }) => [column, field] as const),
    ...plan.source.unmapped.map((column) => [column, "ignore"] as const),
  ]);
  await writeFileAtomically(path, `${JSON.stringify(map, null, 2)}\n`).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
};

const run = async (session: Session, name: string, flags: z.output<typeof schema>): Promise<number> => {
  const { io, rollcall, style } = session;
  const options = planOptionsOf(io, flags);
  await using source = await openSource(io, name);
  await using target = await openTarget(io, flags.data, "plan");
  const answer = await target.api.plan(source, flags.account ?? emulatorName, options);
  if (flags.saveMap !== undefined) await saveMap(session, flags.saveMap, answer);
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
      "Reads a people file (CSV, TSV, XLSX, JSON or NDJSON, in any common dialect, encoding and delimiter), compares it with the account and says what `apply` would do: create, update, activate, take access away, leave as it is, or block a row and why. Sends nothing that changes anything.",
    )
    .argument("<file>", "the people file; - reads standard input");
  addRosterOptions(addAccount(addCommon(command)))
    .option("--out <file>", "also write the plan to this file, to be applied later")
    .option("--save-map <file>", "write what was understood of the columns as JSON, to be corrected for --map-file")
    .option("--exit-code", "exit with 3 when there is anything to change")
    .option("--all", "list every row, not only the blocked ones and the first of the others")
    .action(async (file: string, flags: unknown) => {
      finish(await run(session, file, schema.parse(flags)));
    });
  addHelp(command, {
    examples: [
      "rollcall plan examples/new-hires.csv",
      'rollcall plan staff.csv --map "Work contact=email" --map "Team=department"',
      "rollcall plan everybody.xlsx --leavers deactivate --reactivate",
      "rollcall plan staff.csv --where Country=NL --limit 10 --email-template '{first}.{last}@acme.test'",
      "rollcall plan staff.csv --account acme --out monday.json && rollcall apply monday.json",
      "rollcall plan staff.csv --json --exit-code | jq .counts",
    ],
    notes: [
      "Nobody loses access unless --leavers, --gone or a lower licence in the file says so, and then within --max-removals.",
      "A lower licence in the file is a removal too. Owners and admins are left alone unless --admin names them.",
      "Blocked rows are not sent; they count as failed in `apply`. A saved plan is refused when the account has changed since.",
      "Fields for --map: email, firstName, lastName, full name, displayName, type, department, … (a wrong one lists all).",
    ],
    exits: [0, 2, 3, 4, 6, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
