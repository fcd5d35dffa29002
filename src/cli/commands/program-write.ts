import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

import type { Program } from "#programs";
import { proofOfProgram, type ProofSummary, readProof } from "#prover";
import { writeFileAtomically } from "#system";

import { badge } from "../print/badge.ts";
import { plainJson, plainLines } from "../print/plain.ts";
import type { Session } from "../session.ts";
import { cannotWrite } from "../write-error.ts";

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

/** Prints a program, or writes it to a directory, and says how it is built and run and what is known of it. */
export const writeProgram = async (
  { io }: Session,
  program: Program,
  flags: { readonly out?: string; readonly json: boolean },
): Promise<void> => {
  const proof = proofOfProgram(readProof(program.language), program);
  const document = documentOf(program, proof);
  if (flags.out !== undefined) await write(resolve(io.cwd, flags.out), program, document);
  if (flags.json) {
    io.out(plainJson(document));
    return;
  }
  if (flags.out === undefined) for (const { text } of program.files) io.out(plainLines(text));
  const how = program.build.length === 0 ? [program.run] : [program.build, program.run];
  io.err(`${[...how.map((argv) => `$ ${commandLine(argv)}`), `proof: ${badge(proof)}`].join("\n")}\n`);
};
