import type { Command } from "commander";

import { exits } from "#base";
import { languages } from "#programs";
import { corpusTargets, programOf, proofOfLanguage, readProof, targetsFor } from "#prover";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { badge } from "../print/badge.ts";
import { plainJson } from "../print/plain.ts";
import { table } from "../print/table.ts";
import type { Session } from "../session.ts";

const listed = () =>
  languages.map((language) => ({
    id: language.id,
    language: language.name,
    client: language.client,
    toolchain: language.toolchain.install,
    proof: proofOfLanguage(
      readProof(language.id),
      targetsFor(language, corpusTargets).map((target) => programOf(language, target)),
    ),
  }));

export const addProgramLanguages = (program: Command, { io, style }: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("languages")
    .summary("list the languages with their proof")
    .description("Lists the languages that programs are made in, and whether today's programs of each were run.");
  addCommon(command).action(() => {
    // `program` has the same options, and takes those that stand after `languages` too.
    const { json } = commonOptions.parse(command.optsWithGlobals());
    const rows = listed();
    const head = ["id", "language", "client", "proof"].map((cell) => style.dim(cell));
    io.out(
      json
        ? plainJson(rows)
        : table([head, ...rows.map(({ id, language, client, proof }) => [id, language, client, badge(proof)])]),
    );
    finish(exits.done);
  });
  addHelp(command, {
    examples: ["rollcall program languages", "rollcall program languages --json | jq -r '.[].id'"],
    exits: [0, 2],
    environment: ["NO_COLOR"],
  });
};
