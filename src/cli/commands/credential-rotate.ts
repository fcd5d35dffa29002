import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";
import type { Rotated } from "#server";

import { cliErrors } from "../errors.ts";
import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plain, plainJson } from "../print/plain.ts";
import { count } from "../print/words.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";

const schema = commonOptions.extend({ workersStopped: z.boolean().default(false) });

const told = ({ credentials, triggers, passwords, keyIn, finished }: Rotated, directory: string): string => {
  const what = `${count(credentials, "credential")}, the data of ${count(triggers, "run")} and ${count(passwords, "password")}`;
  const before = finished ? "A change of the key that was interrupted is finished: " : "";
  const where =
    keyIn === "file"
      ? `The new key is in ${plain(directory)}/key; workers need a copy of it. The old key opens backups only: keep it as long as you keep those.`
      : "Now put the key of ROLLCALL_VAULT_KEY_NEXT into ROLLCALL_VAULT_KEY, for the server and all workers, before you start them again; keep the old one as long as you keep backups.";
  return `${before}${what} are sealed with the new key.\n${where}\n`;
};

const run = async ({ io }: Session, { data, json, workersStopped }: z.output<typeof schema>): Promise<number> => {
  if ((io.env["ROLLCALL_URL"]?.trim() ?? "") !== "")
    throw cliErrors.make("RC_CLI_USAGE", "ROLLCALL_URL names a running server, whose key cannot be changed under it", {
      fix: "Stop the server, unset ROLLCALL_URL, and rotate on its machine with its --data.",
    });
  const { rotateKey } = await import("#server");
  const directory = dataDirectory(io, data);
  const rotated = await rotateKey({ directory, env: io.env, workersStopped });
  io.out(json ? plainJson(rotated) : told(rotated, directory));
  return exits.done;
};

export const addCredentialRotate = (group: Command, session: Session, finish: (exit: number) => void): void => {
  const command = group
    .command("rotate")
    .summary("seal them all with a new key")
    .description(
      "Makes a new key and seals with it what the old one sealed: credentials, what runs began with, passwords of unfinished jobs. The server must be stopped. A rotation that is killed on the way loses nothing: both keys are kept until all is sealed, and whatever opens the directory next goes on.",
    )
    .option("--workers-stopped", "with DATABASE_URL: no worker is running that holds the old key");
  addCommon(command).action(async (flags: unknown) => {
    finish(await run(session, schema.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall credential rotate",
      "ROLLCALL_VAULT_KEY_NEXT=$(cat new.key) rollcall credential rotate   # key in ROLLCALL_VAULT_KEY",
    ],
    notes: [
      "With the key in ROLLCALL_VAULT_KEY, set ROLLCALL_VAULT_KEY_NEXT, rotate, and put it into ROLLCALL_VAULT_KEY afterwards. If it is interrupted, run it again with both.",
      "A new key protects what is sealed from now on. Secrets that may have been read must be changed where they belong.",
    ],
    exits: [0, 2, 4, 6],
    environment: ["DATABASE_URL", "ROLLCALL_VAULT_KEY", "ROLLCALL_VAULT_KEY_NEXT", "NO_COLOR"],
  });
};
