import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";
import { emitProgram, planRequest, readValues } from "#programs";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";
import { openCatalog } from "./api-files.ts";
import { findLanguage } from "./find-language.ts";
import { addProgramLanguages } from "./program-languages.ts";
import { addProgramParse } from "./program-parse.ts";
import { writeProgram } from "./program-write.ts";

const options = commonOptions.extend({
  language: z.string().exactOptional(),
  set: z.array(z.string()).default([]),
  out: z.string().exactOptional(),
});

const run = async (session: Session, id: string, flags: z.output<typeof options>): Promise<number> => {
  const language = findLanguage(flags.language);
  const operation = openCatalog(dataDirectory(session.io, flags.data)).operation(id);
  const program = emitProgram(language, planRequest(operation, readValues(operation, flags.set)));
  await writeProgram(session, program, flags);
  return exits.done;
};

const gather = (setting: string, before: readonly string[] = []): readonly string[] => [...before, setting];

export const addProgram = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("program")
    .summary("make a complete program for an operation, in a language of your choice")
    .description(
      "Prints, or writes, a whole program for one API operation: it takes the token from the environment, waits for rate limits, decodes errors and fills typed variables.",
    )
    .argument("<operation>", "an operation's id, such as zoom:userCreate")
    .option("--language <id>", "see `rollcall program languages`")
    .option(
      "--set <name=value>",
      "a value to send: body.user_info.email=…, path.userId=…, query.status=…; may be repeated",
      gather,
    )
    .option("--out <dir>", "write the files and program.json there instead of printing");
  addProgramLanguages(command, session, finish);
  addProgramParse(command, session, finish);
  addCommon(command).action(async (id: string, flags: unknown) => {
    finish(await run(session, id, options.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall program zoom:userCreate --language python",
      "rollcall program zoom:userCreate --language curl --set body.user_info.email=kim@acme.test --out kim",
      "ZOOM_ACCESS_TOKEN=… API_BASE_URL=http://127.0.0.1:4010/v2 bash kim/main.sh",
    ],
    notes: [
      "A program exits with 0 when done, 2 without an answer, 3 when refused, 4 for an answer that cannot be read.",
      "executed: this very program was run against every case · compiled: it was only built · not executed: no proof of it",
    ],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};
