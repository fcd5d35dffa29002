import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";

import { type Field, fields, leaverModes, type PlanOptions } from "#roster";
import { createActions } from "#zoom";

import {
  addChangeOptions,
  changeFlags,
  changeOptionsOf,
  changeWords,
  collect,
  demandHeir,
  leaverMode,
  wholeNumber,
} from "./change-options.ts";
import { cliErrors } from "./errors.ts";
import type { Io } from "./io.ts";
import { actionOption, commonOptions, typeOption } from "./options.ts";
import { quoted } from "./print/words.ts";

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

const leaversOption = (flag: string, what: string): Option => new Option(`${flag} <mode>`, what).choices(leaverModes);

/** What `plan` and `apply` share. */
export const addRosterOptions = (command: Command): Command =>
  addChangeOptions(
    command
      .addOption(actionOption('how users are made whose row names no action (default: "create")'))
      .addOption(typeOption("licence of rows that name none: 1 basic, 2 licensed, 4 unassigned, 99 none (default: 1)"))
      .option("--map <column=field>", "say what a column means; may be given several times", parseMap)
      .option("--map-file <file>", "the same from a JSON file, as plan --save-map writes it")
      .option(
        "--where <condition>",
        "only rows for which it holds: column=value, !=, ~ (contains), !~; several must all hold",
        collect,
      )
      .option("--limit <n>", "only the first so many rows", wholeNumber(1))
      .option(
        "--email-template <text>",
        "address of rows without one, such as {first}.{last}@acme.test ({f}, {l}: initials)",
      )
      .addOption(leaversOption("--leavers", "what becomes of people in the account who are not in the file"))
      .addOption(leaversOption("--gone", "what becomes of people whom the file calls terminated, disabled, …"))
      .option("--reactivate", "activate deactivated users who are in the file"),
  );

const mapSchema = z.custom<ColumnMap>((value) => typeof value === "object" && value !== null);

export const rosterOptions = commonOptions.extend({
  account: z.string().exactOptional(),
  action: z.enum(createActions).exactOptional(),
  type: z.number().exactOptional(),
  map: mapSchema.exactOptional(),
  mapFile: z.string().exactOptional(),
  where: z.array(z.string()).exactOptional(),
  limit: z.number().exactOptional(),
  emailTemplate: z.string().exactOptional(),
  leavers: leaverMode.exactOptional(),
  gone: leaverMode.exactOptional(),
  reactivate: z.boolean().exactOptional(),
  ...changeFlags.shape,
});
export type RosterFlags = z.output<typeof rosterOptions>;

const mapFileSchema = z.record(z.string(), z.enum([...fields, "ignore"]));

const readMapFile = (io: Io, file: string): ColumnMap => {
  let text: string;
  try {
    text = readFileSync(resolve(io.cwd, file), "utf8");
  } catch (error) {
    throw cliErrors.make("RC_CLI_USAGE", `--map-file ${file} cannot be read`, { cause: error });
  }
  try {
    return mapFileSchema.parse(JSON.parse(text));
  } catch (error) {
    throw cliErrors.make("RC_CLI_USAGE", `--map-file ${file} is not a JSON object of columns and fields`, {
      cause: error,
      fix: `Write {"<column>": "<field>"}; fields are: ${[...fields, "ignore"].join(", ")}.`,
    });
  }
};

const mapOf = (io: Io, { map, mapFile }: RosterFlags): ColumnMap | undefined =>
  mapFile === undefined ? map : { ...readMapFile(io, mapFile), ...map };

/** The flags as the roster takes them. @throws RC_CLI_USAGE for a mapping file that cannot be used, and see demandHeir */
export const planOptionsOf = (io: Io, flags: RosterFlags): PlanOptions => {
  demandHeir(flags, [flags.leavers, flags.gone]);
  const { action, type, where, limit, emailTemplate, leavers, gone, reactivate } = flags;
  const map = mapOf(io, flags);
  return {
    ...changeOptionsOf(flags),
    ...(action === undefined ? {} : { action }),
    ...(type === undefined ? {} : { type }),
    ...(map === undefined ? {} : { map }),
    ...(where === undefined ? {} : { where }),
    ...(limit === undefined ? {} : { limit }),
    ...(emailTemplate === undefined ? {} : { emailTemplate }),
    ...(leavers === undefined ? {} : { leavers }),
    ...(gone === undefined ? {} : { gone }),
    ...(reactivate === undefined ? {} : { reactivate }),
  };
};

const word = (flag: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [flag, String(value)];

/** The flags of `plan` that `apply` must be given too. */
export const sameFlags = (flags: RosterFlags): string =>
  [
    ...word("--account", flags.account),
    ...word("--action", flags.action),
    ...word("--type", flags.type),
    ...Object.entries(flags.map ?? {}).flatMap(([column, field]) => ["--map", `${column}=${field}`]),
    ...word("--map-file", flags.mapFile),
    ...(flags.where ?? []).flatMap((condition) => ["--where", condition]),
    ...word("--limit", flags.limit),
    ...word("--email-template", flags.emailTemplate),
    ...word("--leavers", flags.leavers),
    ...word("--gone", flags.gone),
    ...(flags.reactivate === true ? ["--reactivate"] : []),
    ...changeWords(flags),
    ...(flags.data === "./.rollcall" ? [] : ["--data", flags.data]),
  ]
    .map((flag) => ` ${quoted(flag)}`)
    .join("");
