import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import type { Command } from "commander";
import { z } from "zod";

import { exits } from "#base";
import { emitProgram, type Language, languages, planRequest, type Program, programErrors, readValues } from "#programs";
import { proofOfProgram, type ProofSummary, readProof } from "#prover";
import { writeFileAtomically } from "#system";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { badge } from "../print/badge.ts";
import { plainJson, plainLines } from "../print/plain.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";
import { cannotWrite } from "../write-error.ts";
import { openCatalog } from "./api-files.ts";
import { addProgramLanguages } from "./program-languages.ts";

const options = commonOptions.extend({
  language: z.string().exactOptional(),
  set: z.array(z.string()).default([]),
  out: z.string().exactOptional(),
});

const findLanguage = (id: string | undefined): Language => {
  const found = languages.find((language) => language.id === id);
  if (found !== undefined) return found;
  const known = languages.map((language) => language.id).join(", ");
  throw programErrors.make(
    "RC_PROGRAMS_LANGUAGE",
    id === undefined ? `--language is missing; there are ${known}` : `there is no language "${id}"; there are ${known}`,
  );
};

interface Document {
  readonly language: string;
  readonly files: readonly string[];
  readonly build: readonly string[];
  readonly run: readonly string[];
  readonly proof: ProofSummary;
}

const documentOf = ({ language, files, build, run }: Program, proof: ProofSummary): Document => ({
  language,
  files: files.map(({ name }) => name),
  build,
  run,
  proof,
});

const write = async (directory: string, program: Program, document: Document): Promise<void> => {
  for (const { name, text } of [
    ...program.files,
    { name: "program.json", text: `${JSON.stringify(document, null, 2)}\n` },
  ]) {
    const path = join(directory, name);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomically(path, text);
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }
};

const commandLine = (argv: readonly string[]): string =>
  argv.map((word) => (/^[\w./:=+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)).join(" ");

const run = async ({ io }: Session, id: string, flags: z.output<typeof options>): Promise<number> => {
  const language = findLanguage(flags.language);
  const operation = (await openCatalog(dataDirectory(io, flags.data))).operation(id);
  const program = emitProgram(language, planRequest(operation, readValues(operation, flags.set)));
  const proof = proofOfProgram(readProof(language.id), program);
  const document = documentOf(program, proof);
  if (flags.out !== undefined) await write(resolve(io.cwd, flags.out), program, document);
  if (flags.json) {
    io.out(plainJson(document));
    return exits.done;
  }
  if (flags.out === undefined) for (const { text } of program.files) io.out(plainLines(text));
  const how = program.build.length === 0 ? [program.run] : [program.build, program.run];
  io.err(`${[...how.map((argv) => `$ ${commandLine(argv)}`), `proof: ${badge(proof)}`].join("\n")}\n`);
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
