import { type Command, Option } from "commander";
import { z } from "zod";

import { systemClock } from "#base";
import type { Log } from "#server";

import type { Io } from "./io.ts";
import { plainJsonLine, plainLines } from "./print/plain.ts";

export const logOptions = z.object({
  log: z.enum(["text", "json"]).default("text"),
  redactEmails: z.boolean().default(false),
});
export type LogOptions = z.output<typeof logOptions>;

export const addLogOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        "--log <format>",
        "what stderr gets: text, only what goes wrong; json, one line for each event (default: text)",
      ).choices(["text", "json"]),
    )
    .option("--redact-emails", "replace what stands before the @ of e-mail addresses in the log with a short hash");

/** One JSON object a line: time, level, event, then what belongs to it. As text only what goes wrong and has a message is written: single calls and runs are looked up elsewhere. */
export const logWriter = ({ err }: Pick<Io, "err">, { log: format }: LogOptions): Log =>
  format === "json"
    ? ({ level, event, fields }) => {
        err(plainJsonLine({ time: new Date(systemClock()).toISOString(), level, event, ...fields }));
      }
    : ({ level, fields }) => {
        if (level !== "info" && fields["message"] !== undefined) err(`${plainLines(String(fields["message"]))}\n`);
      };
