// Every language's programs are built and run against the cases of the contract; a language whose tools are missing is
// skipped by name. ROLLCALL_PROGRAMS=all takes the whole corpus, otherwise a few operations; of the cases beside the
// success a seeded share is run. `rollcall prove` runs every case, docs/proofs has the record.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { systemClock } from "#base";
import { type Language, languages } from "#programs";
import { type ChooseCase, corpusTargets, findToolchain, proveLanguages, type Target, targetsFor } from "#prover";

import { makeRandom, seed } from "./seed.ts";

const isWhole = process.env["ROLLCALL_PROGRAMS"] === "all";

const few: readonly string[] = [
  "zoom:userCreate plain",
  "zoom:userCreate nasty",
  "corpus:upload nasty",
  "corpus:hostile nasty",
  "corpus:hostile parse",
];
const nameOf = ({ operation, values }: Target): string => `${operation.id} ${values}`;
const targets = corpusTargets.filter((target) => isWhole || few.includes(nameOf(target)));

/** One case of so many, beside the success. */
const oneOf = isWhole ? 4 : 3;
const makeChoice = (): ChooseCase => {
  const random = makeRandom(seed);
  return () => random(oneOf) === 0;
};

const prove = async (language: Language): Promise<void> => {
  const [proven] = await proveLanguages([language], { targets, clock: systemClock, choose: makeChoice() });
  assert.ok(proven !== undefined && "proof" in proven);
  const { programs } = proven.proof;
  assert.equal(programs.length, targetsFor(language, targets).length);
  for (const program of programs) {
    assert.deepEqual(program.failed, [], `seed ${seed}: ${language.id} ${program.operation} ${program.values}`);
    assert.equal(program.state, "executed");
  }
  const cases = programs.reduce((sum, program) => sum + program.cases.length, 0);
  assert.ok(cases > 2 * targets.length, `seed ${seed}: only ${cases} cases`);
};

test("what is proven here is in the corpus", () => {
  assert.equal(targets.length, isWhole ? corpusTargets.length : few.length);
  assert.ok(new Set(corpusTargets.map(({ operation }) => operation.id)).size >= 12);
});

suite("programs do what the contract says", { concurrency: 3 }, () => {
  for (const language of languages)
    test(`${language.id}, seed ${seed}`, async (t) => {
      const toolchain = await findToolchain(language);
      if (toolchain.found) await prove(language);
      else t.skip(`no ${toolchain.missing}: ${toolchain.install}`);
    });
});
