import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { createActions } from "#zoom";

/** Options that every command takes. */
export const commonOptions = z.object({ data: z.string(), json: z.boolean().default(false) });
export const accountOptions = commonOptions.extend({ account: z.string().default(emulatorName) });

export const addCommon = (command: Command): Command =>
  command
    .addOption(
      new Option("--data <dir>", "directory with the emulator's account and all local state").default("./.rollcall"),
    )
    .option("--json", "print one JSON document on stdout, errors as JSON on stderr");

export const addAccount = (command: Command): Command =>
  command.addOption(
    new Option("--account <name>", `whose users: an entry of <data>/accounts.json (default: "${emulatorName}")`),
  );

const typeNames: Readonly<Record<string, number>> = { basic: 1, licensed: 2, unassigned: 4, none: 99 };

const parseType = (text: string): number => {
  const type = typeNames[text.toLowerCase()] ?? Number(text);
  if (Object.values(typeNames).includes(type)) return type;
  throw new InvalidArgumentError("Use 1 (basic), 2 (licensed), 4 (unassigned) or 99 (none).");
};

export const actionOption = (what: string): Option => new Option("--action <action>", what).choices(createActions);
export const typeOption = (what: string): Option => new Option("--type <type>", what).argParser(parseType);
