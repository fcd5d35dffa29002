import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { outcomeReport } from "../print/outcomes.ts";
import { plain, plainJson } from "../print/plain.ts";
import { count } from "../print/words.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

const schema = commonOptions.extend({ ndjson: z.boolean().default(false) });

const printRun = async (session: Session, id: string | undefined, flags: z.output<typeof schema>): Promise<number> => {
  const { io, rollcall } = session;
  await using target = await openTarget(io, flags.data, "report");
  const [newest] = await target.api.jobs();
  const run = id ?? newest?.run;
  if (run === undefined) {
    io.out(flags.json ? plainJson(null) : `No runs yet. Begin one: ${rollcall} apply examples/new-hires.csv\n`);
    return exits.done;
  }
  const job = await target.api.job(run, 0);
  const rows = await target.api.rows(run);
  if (flags.ndjson) for (const row of rows) io.out(`${JSON.stringify({ run, ...row })}\n`);
  else if (flags.json) io.out(plainJson({ ...job, rows }));
  else io.out(outcomeReport(job, rows, session));
  return exits.done;
};

const audit = async ({ io, style }: Session, flags: z.output<typeof commonOptions>): Promise<number> => {
  await using target = await openTarget(io, flags.data, "audit");
  const { file, entries, broken } = await target.api.audit();
  if (flags.json)
    io.out(plainJson({ file, entries, ok: broken === undefined, ...(broken === undefined ? {} : { broken }) }));
  else if (broken === undefined)
    io.out(`${style.good("unbroken")}: ${count(entries, "entry", "entries")} in ${plain(file)}\n`);
  else io.out(`${style.bad("broken")} at line ${broken.line} of ${plain(file)}: ${plain(broken.why)}\n`);
  return broken === undefined ? exits.done : exits.someFailed;
};

const environment = ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"] as const;

export const addRosterReport = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("report")
    .summary("every row of a run, as a table or JSON")
    .description("Prints how a run came out, the newest when none is named. The CSV files of it are named at the end.")
    .argument("[run]", "a run's id")
    .option("--ndjson", "one row a line on stdout");
  addCommon(command).action(async (id: string | undefined, flags: unknown) => {
    finish(await printRun(session, id, schema.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall report", "rollcall report --ndjson | jq 'select(.outcome == \"failed\")'"],
    exits: [0, 2, 4, 7],
    environment,
  });
  const log = program
    .command("audit")
    .summary("check the log of everything that was done")
    .description(
      "Checks the hash chain of <data>/audit.jsonl (audit-postgres.jsonl with DATABASE_URL): an entry that was changed, left out or put in is named. Exits with 1 when it is broken.",
    );
  addCommon(log).action(async (flags: unknown) => {
    finish(await audit(session, commonOptions.parse(flags)));
  });
  addHelp(log, { examples: ["rollcall audit", "rollcall audit --json | jq .ok"], exits: [0, 1, 2, 4, 7], environment });
};
