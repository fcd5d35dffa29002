import type { Command } from "commander";

import { exits } from "#base";
import { readHolder } from "#system";

import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { addLogOptions, logOptions, logWriter } from "../log-writer.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain } from "../print/plain.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";

const schema = commonOptions.extend(logOptions.shape);

export const addWorker = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const { io, style } = session;
  const command = program
    .command("worker")
    .summary("work on a server's jobs and workflow runs from another process or machine")
    .description(
      "Works on the jobs (`apply`) and workflow runs of a server over their common PostgreSQL database. --data names a directory with a copy of the server's `key`, and accounts.json where real accounts are used; on the server's own machine it is the server's directory. Nothing is written there.",
    );
  addCommon(addLogOptions(command)).action(async (flags: unknown) => {
    const { data, json, ...logging } = schema.parse(flags);
    const directory = dataDirectory(io, data);
    const given = io.env["ROLLCALL_URL"]?.trim() ?? "";
    const url = given === "" ? (await readHolder(directory))?.url : given;
    if (url === undefined)
      throw cliErrors.make("RC_CLI_USAGE", "nobody says where the server is", {
        fix: "Set ROLLCALL_URL to its address.",
      });
    const stopped = Promise.withResolvers<undefined>();
    const release = io.onStop(() => {
      stopped.resolve(undefined);
    });
    const { openWorker } = await import("#server");
    const worker = await openWorker({
      directory,
      url,
      env: io.env,
      redactEmails: logging.redactEmails,
      log: logWriter(io, logging),
    });
    io.out(
      json
        ? `${JSON.stringify({ pid: process.pid, url })}\n`
        : `${style.bold("Working")} for ${plain(url)}   process ${process.pid}   stop: Ctrl-C\n`,
    );
    await stopped.promise;
    if (logging.log === "text") io.err("Stopping: steps at work may finish, the rest goes to other workers.\n");
    await worker.close();
    release();
    finish(exits.done);
  });
  addHelp(command, {
    examples: [
      "DATABASE_URL=postgres://rollcall@db/rollcall ROLLCALL_URL=http://10.0.0.5:4010 rollcall worker --data ./worker",
    ],
    notes: ["What a killed worker leaves behind is taken over by the server or another worker within 60 seconds."],
    exits: [0, 2, 4, 7],
    environment: [
      "DATABASE_URL",
      "ROLLCALL_URL",
      "ROLLCALL_ADMIN_TOKEN",
      "ROLLCALL_ALLOW_HOSTS",
      "ROLLCALL_VAULT_KEY",
      "NO_COLOR",
    ],
  });
};
