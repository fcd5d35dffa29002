import { type Command, Option } from "commander";
import { z } from "zod";

import { addChangeCommandOptions, changeCommandFlags, runChange } from "../change-command.ts";
import { demandHeir } from "../change-options.ts";
import { addHelp } from "../help.ts";
import { addCommon } from "../options.ts";
import type { Session } from "../session.ts";

const modes = ["disassociate", "delete"] as const;
const schema = changeCommandFlags.extend({ mode: z.enum(modes).exactOptional() });

export const addRosterUndo = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("undo")
    .summary("take back what a run did, where Zoom allows it")
    .description(
      "Plans the way back of a run and carries it out: invitations are taken back, changed fields set as they were, deactivated people activated with their licence. What somebody has changed since is left alone, and a removed user cannot be brought back.",
    )
    .argument("<run>", "a run's id, as `rollcall status` lists them")
    .addOption(new Option("--mode <mode>", "what becomes of created users who are active by now").choices(modes));
  addChangeCommandOptions(
    addCommon(command).option("--account <name>", "refuse unless the run was on this account"),
  ).action(async (run: string, given: unknown) => {
    const flags = schema.parse(given);
    demandHeir(flags, [flags.mode]);
    const request = { kind: "undo", run, ...(flags.mode === undefined ? {} : { mode: flags.mode }) } as const;
    finish(await runChange(session, flags, { request, account: flags.account, name: "undo" }));
  });
  addHelp(command, {
    examples: [
      "rollcall undo run-20261122-101500-ab12 --dry-run",
      "rollcall undo run-20261122-101500-ab12 --yes --json",
    ],
    notes: [
      "The account is that of the run. It is a plan like any other: shown, asked about, durable, and in the audit log.",
    ],
    exits: [0, 1, 2, 4, 5, 6, 7, 130],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
