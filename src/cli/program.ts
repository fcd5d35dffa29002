import { Command } from "commander";

import { addAccounts } from "./commands/account-commands.ts";
import { addApi } from "./commands/api-commands.ts";
import { addCompletion } from "./commands/completion.ts";
import { addCredentials } from "./commands/credential-commands.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addExplain } from "./commands/explain.ts";
import { addJobStatus } from "./commands/job-status.ts";
import { addPending } from "./commands/pending-commands.ts";
import { addProgram } from "./commands/program-emit.ts";
import { addProve } from "./commands/prover-prove.ts";
import { addRecord } from "./commands/record.ts";
import { addReplay } from "./commands/replay.ts";
import { addRosterApply } from "./commands/roster-apply.ts";
import { addRosterDrift } from "./commands/roster-drift.ts";
import { addRosterForget } from "./commands/roster-forget.ts";
import { addRosterLeavers } from "./commands/roster-leavers.ts";
import { addRosterPlan } from "./commands/roster-plan.ts";
import { addRosterReport } from "./commands/roster-report.ts";
import { addRosterSeats } from "./commands/roster-seats.ts";
import { addRosterSnapshot } from "./commands/roster-snapshot.ts";
import { addRosterUndo } from "./commands/roster-undo.ts";
import { addRun } from "./commands/run.ts";
import { addServerStart } from "./commands/server-start.ts";
import { addUsersCreate } from "./commands/users-create.ts";
import { addUsersDelete } from "./commands/users-delete.ts";
import { addUsersGet } from "./commands/users-get.ts";
import { addUsersList } from "./commands/users-list.ts";
import { addHelp } from "./help.ts";
import { addWorker } from "./commands/worker.ts";
import { addWorkflow } from "./commands/workflow-commands.ts";
import type { Session } from "./session.ts";

/** Every command. `finish` is told what to exit with. */
export const createProgram = (session: Session, version: string, finish: (exit: number) => void): Command => {
  const { io } = session;
  const program = new Command("rollcall")
    .description(
      "Creates and manages Zoom users from a spreadsheet or code, rehearsed against a Zoom account that runs on this machine.",
    )
    .version(version)
    .exitOverride()
    .showSuggestionAfterError(true)
    // What is wrong is printed by main, like every other error.
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined });
  const roster = [addServerStart, addRosterPlan, addRosterApply, addJobStatus, addRosterReport, addRosterUndo];
  for (const add of [...roster, addDoctor, addExplain]) add(program, session, finish);
  const users = program
    .command("users")
    .summary("list, show, create and remove users")
    .description("Single users of an account.");
  for (const add of [addUsersList, addUsersGet, addUsersCreate, addUsersDelete]) add(users, session, finish);
  for (const add of [addPending, addRosterSeats, addRosterLeavers, addRosterDrift, addRosterSnapshot])
    add(program, session, finish);
  for (const add of [addRosterForget, addAccounts, addRun, addRecord, addReplay]) add(program, session, finish);
  for (const add of [addApi, addProgram, addProve, addWorkflow, addWorker, addCredentials, addCompletion])
    add(program, session, finish);
  return addHelp(program, {
    examples: [
      "rollcall start                              a Zoom account with a sample roster, an inbox and a page",
      "rollcall plan examples/new-hires.csv        what would change, and what it costs; sends nothing",
      "rollcall apply examples/new-hires.csv       do it; run it again at any time",
      "rollcall users list --status pending",
      "rollcall run -- npm test                    your program, unchanged, against that account",
      "rollcall <command> --help                   examples, exit codes and environment of each",
    ],
    notes: [
      "Without --account everything happens in the emulator. A real account is an entry of <data>/accounts.json,",
      "with its secret in an environment variable or a file of mode 0600, and writing to it asks first.",
    ],
    exits: [0, 1, 2, 3, 4, 5, 6, 7, 130],
    environment: ["NO_COLOR", "ROLLCALL_ADMIN_TOKEN", "ROLLCALL_PASSWORD", "ROLLCALL_URL"],
  });
};
