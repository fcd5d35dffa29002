import { resolve } from "node:path";

import type { Command } from "commander";
import { z } from "zod";

import { exits, systemClock } from "#base";
import { type Operation, operationOfSample } from "#catalog";
import { languages, programErrors } from "#programs";
import { corpus, corpusTargets, proveLanguages, type Proven, type Target, targetsOf, writeProof } from "#prover";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { plainJson, plainLines } from "../print/plain.ts";
import { table } from "../print/table.ts";
import { number } from "../print/words.ts";
import { readText } from "../read-text.ts";
import type { Session } from "../session.ts";
import { dataDirectory } from "../target.ts";
import { openCatalog } from "./api-files.ts";

const options = commonOptions.extend({
  language: z.array(z.string()).exactOptional(),
  sample: z.array(z.string()).exactOptional(),
  out: z.string().exactOptional(),
  chilkat: z.boolean().exactOptional(),
});

const summary = (proven: Proven) => {
  if ("skipped" in proven)
    return {
      language: proven.language,
      state: "skipped",
      missing: proven.skipped.missing,
      install: proven.skipped.install,
    };
  const { programs, toolchain } = proven.proof;
  const failed = programs.flatMap((one) =>
    one.failed.map((fault) => ({ operation: one.operation, values: one.values, ...fault })),
  );
  return {
    language: proven.language,
    state: failed.length === 0 ? "executed" : "failed",
    toolchain,
    programs: programs.length,
    cases: programs.reduce((sum, { cases }) => sum + cases.length, 0),
    failed,
  };
};
type Summary = ReturnType<typeof summary>;

const lineOf = (row: Summary): string[] =>
  row.failed === undefined
    ? [row.language, "skipped", `no ${row.missing}`, row.install]
    : [row.language, row.state, `${number(row.cases)} cases`, row.toolchain];

const faultsOf = (row: Summary): string =>
  (row.failed ?? [])
    .map(
      (fault) =>
        `${row.language} ${fault.operation} (${fault.values}), ${fault.case}:\n  ${fault.problems.join("\n  ")}\n`,
    )
    .join("");

const chosenLanguages = (ids: readonly string[] | undefined) => {
  const stray = ids?.find((id) => !languages.some((language) => language.id === id));
  if (stray !== undefined) throw programErrors.make("RC_PROGRAMS_LANGUAGE", `there is no language "${stray}"`);
  return languages.filter(({ id }) => ids === undefined || ids.includes(id));
};

const chosenTargets = async (
  io: Session["io"],
  ids: readonly string[],
  { data, sample: samples = [] }: z.output<typeof options>,
): Promise<readonly Target[]> => {
  if (ids.length === 0 && samples.length === 0) return corpusTargets;
  const catalog = openCatalog(dataDirectory(io, data));
  const named = (id: string): Operation => corpus.find((operation) => operation.id === id) ?? catalog.operation(id);
  const targets: Target[] = [...targetsOf(ids.map(named))];
  for (const file of samples) targets.push({ operation: operationOfSample(await readText(io, file)), values: "parse" });
  return targets;
};

const run = async ({ io }: Session, ids: readonly string[], flags: z.output<typeof options>): Promise<number> => {
  const targets = await chosenTargets(io, ids, flags);
  const proven = await proveLanguages(chosenLanguages(flags.language), {
    targets,
    clock: systemClock,
    vendors: flags.chilkat === true,
  });
  const rows = proven.map(summary);
  if (flags.out !== undefined)
    for (const one of proven) if ("proof" in one) await writeProof(one.proof, resolve(io.cwd, flags.out));
  io.out(flags.json ? plainJson(rows) : table(rows.map(lineOf)));
  if (!flags.json) io.err(plainLines(rows.map(faultsOf).join("")));
  return rows.some(({ state }) => state === "failed") ? exits.someFailed : exits.done;
};

const gather = (id: string, before: readonly string[] = []): readonly string[] => [...before, id];

export const addProve = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("prove")
    .summary("build and run programs against every case")
    .description(
      "Builds the programs of operations and runs each against a scripted server: success, errors, rate limits, redirects, broken answers; with plain values and with values that try to become code.",
    )
    .argument("[operation...]", "operations' ids (default: those that languages are proven with)")
    .option("--language <id>", "only this language; may be repeated", gather)
    .option(
      "--sample <file>",
      "also the program that reads such JSON (`rollcall program parse`); may be repeated",
      gather,
    )
    .option("--chilkat", "with Chilkat's own library, which you have installed, instead of the stand-in")
    .option("--out <dir>", "write one proof per language there; docs/proofs in the repository");
  addCommon(command).action(async (ids: readonly string[], flags: unknown) => {
    finish(await run(session, ids, options.parse(flags)));
  });
  addHelp(command, {
    examples: ["rollcall prove zoom:userCreate --language python", "rollcall prove --out docs/proofs"],
    notes: [
      "The programs in the style of Chilkat are proven with a small stand-in for its classes, and their proofs say so; with `--chilkat` they are built with the vendor's library.",
      "A language whose tools are missing is skipped and says what to install.",
    ],
    exits: [0, 1, 2],
    environment: ["NO_COLOR"],
  });
};
