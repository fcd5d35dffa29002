import { type Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";

import { leaverModes, type PlanOptions } from "#roster";

import { cliErrors } from "./errors.ts";

/** What every command that may take access away can be told. */
export const changeFlags = z.object({
  transferTo: z.string().exactOptional(),
  transfer: z.union([z.boolean(), z.array(z.string())]).exactOptional(),
  admin: z.array(z.string()).exactOptional(),
  maxRemovals: z.number().exactOptional(),
  maxRemovalsPercent: z.number().exactOptional(),
});
export type ChangeFlags = z.infer<typeof changeFlags>;

export const leaverMode = z.enum(leaverModes);

export const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** Words separated by commas or blanks. */
const list = (value: string, before: string[] | boolean | undefined): string[] => [
  ...(Array.isArray(before) ? before : []),
  ...value.split(/[\s,]+/).filter((word) => word !== ""),
];

export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Use a whole number from ${least}${most < 1e9 ? ` to ${most}` : ""}.`);
  };

/** Options on limits and heirs of removals. */
export const addChangeOptions = (command: Command): Command =>
  command
    .option("--transfer-to <email>", "who receives what removed users own: meetings, recordings and the rest")
    .addOption(
      new Option("--transfer <parts>", "only these parts, such as meeting,recording (default: all of them)").argParser(
        list,
      ),
    )
    .option("--no-transfer", "delete without handing anything over: it is lost")
    .option("--admin <email>", "an owner or admin who may lose access; may be given several times", collect)
    .option("--max-removals <n>", "refuse to take access from more people (default: 25)", wholeNumber(0))
    .option(
      "--max-removals-percent <n>",
      "refuse to take access from a larger share of the account (default: 10, not asked below 4 people)",
      wholeNumber(0, 100),
    );

export const changeOptionsOf = (flags: ChangeFlags): PlanOptions => {
  const { transferTo, transfer, admin, maxRemovals, maxRemovalsPercent } = flags;
  return {
    ...(transferTo === undefined
      ? {}
      : { transfer: { to: transferTo, ...(Array.isArray(transfer) ? { what: transfer } : {}) } }),
    ...(admin === undefined ? {} : { admins: admin }),
    ...(maxRemovals === undefined ? {} : { maxRemovals }),
    ...(maxRemovalsPercent === undefined ? {} : { maxRemovalsPercent }),
  };
};

/**
 * Deleting is for good, and so is the loss of what was not handed over: one of the two must be typed.
 * @throws RC_CLI_USAGE
 */
export const demandHeir = ({ transferTo, transfer }: ChangeFlags, modes: readonly (string | undefined)[]): void => {
  if (transferTo !== undefined || transfer === false || !modes.includes("delete")) return;
  throw cliErrors.make(
    "RC_CLI_USAGE",
    "deleting people loses their meetings and recordings unless somebody receives them",
    {
      fix: "Name the person with --transfer-to <email>, or say --no-transfer.",
    },
  );
};

/** The flags as they are typed, for a command that goes on. */
export const changeWords = ({
  transferTo,
  transfer,
  admin,
  maxRemovals,
  maxRemovalsPercent,
}: ChangeFlags): string[] => [
  ...(transferTo === undefined ? [] : ["--transfer-to", transferTo]),
  ...(Array.isArray(transfer) ? ["--transfer", transfer.join(",")] : []),
  ...(transfer === false ? ["--no-transfer"] : []),
  ...(admin ?? []).flatMap((email) => ["--admin", email]),
  ...(maxRemovals === undefined ? [] : ["--max-removals", String(maxRemovals)]),
  ...(maxRemovalsPercent === undefined ? [] : ["--max-removals-percent", String(maxRemovalsPercent)]),
];
