import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";

import { emulatorName } from "#accounts";
import { type Field, fields, type PlanOptions } from "#roster";
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

const isField = (name: string): name is Field | "ignore" => name === "ignore" || fields.some((field) => field === name);

type ColumnMap = NonNullable<PlanOptions["map"]>;

/** `column=field`; the column's own name may hold an equals sign. */
const parseMap = (text: string, before: ColumnMap | undefined): ColumnMap => {
  const at = text.lastIndexOf("=");
  const field = text.slice(at + 1).trim();
  const column = text.slice(0, Math.max(at, 0)).trim();
  if (column === "") throw new InvalidArgumentError('Write it as "<column>=<field>".');
  const meant = fields.find((known) => known.toLowerCase() === field.toLowerCase()) ?? field;
  if (!isField(meant))
    throw new InvalidArgumentError(`"${field}" is no field. Fields are: ${[...fields, "ignore"].join(", ")}.`);
  return { ...before, [column]: meant };
};

export const actionOption = (what: string): Option => new Option("--action <action>", what).choices(createActions);
export const typeOption = (what: string): Option => new Option("--type <type>", what).argParser(parseType);

/** What `plan` and `apply` share. */
export const addRosterOptions = (command: Command): Command =>
  command
    .addOption(actionOption('how users are made whose row names no action (default: "create")'))
    .addOption(typeOption("licence of rows that name none: 1 basic, 2 licensed, 4 unassigned, 99 none (default: 1)"))
    .option("--map <column=field>", "say what a column means; may be given several times", parseMap);

const mapSchema = z.custom<ColumnMap>((value) => typeof value === "object" && value !== null);

export const rosterOptions = commonOptions.extend({
  account: z.string().exactOptional(),
  action: z.enum(createActions).exactOptional(),
  type: z.number().exactOptional(),
  map: mapSchema.exactOptional(),
});
export type RosterFlags = z.output<typeof rosterOptions>;

export const planOptionsOf = ({ action, type, map }: RosterFlags): PlanOptions => ({
  ...(action === undefined ? {} : { action }),
  ...(type === undefined ? {} : { type }),
  ...(map === undefined ? {} : { map }),
});
