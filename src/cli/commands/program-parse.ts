import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";
import { operationOfSample } from "#catalog";
import { programOf } from "#prover";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { readText } from "../read-text.ts";
import type { Session } from "../session.ts";
import { findLanguage } from "./find-language.ts";
import { writeProgram } from "./program-write.ts";

const options = commonOptions.extend({ language: z.string().exactOptional(), out: z.string().exactOptional() });

const run = async (session: Session, file: string, flags: z.output<typeof options>): Promise<number> => {
  const language = findLanguage(flags.language);
  const operation = operationOfSample(await readText(session.io, file));
  await writeProgram(session, programOf(language, { operation, values: "parse" }), flags);
  return exits.done;
};

export const addProgramParse = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("parse")
    .summary("make a program that reads JSON of a sample's shape")
    .description(
      "Makes typed parsing code for any JSON: a program that reads such JSON from standard input into typed variables, nested objects and lists included.",
    )
    .argument("<sample>", 'a file with JSON, - for standard input; leaves such as "integer" are read as types')
    .option("--language <id>", "see `rollcall program languages`")
    .option("--out <dir>", "write the files and program.json there instead of printing");
  addCommon(command).action(async (file: string) => {
    // `program` has the same options, and takes those that stand after `parse` too.
    finish(await run(session, file, options.parse(command.optsWithGlobals())));
  });
  addHelp(command, {
    examples: [
      "rollcall program parse answer.json --language csharp --out reader",
      `echo '{"id": "string", "type": "integer"}' | rollcall program parse - --language go`,
      "rollcall prove --sample answer.json --language csharp",
    ],
    notes: ["The program exits with 0 when done, 4 for JSON that cannot be read or holds a value of another type."],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};
