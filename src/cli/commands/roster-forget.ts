import type { Command } from "commander";
import type { z } from "zod";

import { exits } from "#base";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { count } from "../print/words.ts";
import type { Session } from "../session.ts";
import { openTarget } from "../target.ts";

const run = async ({ io }: Session, email: string, flags: z.output<typeof commonOptions>): Promise<number> => {
  await using target = await openTarget(io, flags.data, "forget");
  const { rows, plans, entries, open } = await target.api.forget(email);
  if (flags.json) io.out(plainJson({ email, rows, plans, entries, open }));
  else {
    io.out(
      `${plain(email)}: taken out of ${count(rows, "row")} of runs, ${count(plans, "saved plan")} and ${count(entries, "entry", "entries")} of the audit log.\n`,
    );
    if (open > 0)
      io.err(`${count(open, "row")} of an unfinished run still needs it: finish the run, then repeat this.\n`);
  }
  return open > 0 ? exits.someFailed : exits.done;
};

export const addRosterForget = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("forget")
    .summary("remove a person from the local files")
    .description(
      "Takes an address out of rows, reports, saved plans and the audit log of the data directory. The audit chain keeps a keyed hash in its place and stays whole. The account itself, the emulator's included, is not touched: see `users delete`.",
    )
    .argument("<email>", "whom");
  addCommon(command).action(async (email: string, flags: unknown) => {
    finish(await run(session, email, commonOptions.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall forget henk.dewit@acme.test"],
    exits: [0, 1, 2, 4, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
