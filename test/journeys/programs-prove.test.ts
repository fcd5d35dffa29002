// Every language's programs are built and run against the cases of the contract; a language whose tools are missing is
// skipped by name. ROLLCALL_PROGRAMS=all takes every operation of the corpus, with plain or nasty values by the seed,
// otherwise a few; of the cases beside the success a seeded share is run. `rollcall prove` runs every case, docs/proofs has the record.
// ROLLCALL_PROGRAMS=zoom takes every operation of Zoom's, ROLLCALL_LANGUAGES (ids with commas between) only those languages.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { systemClock } from "#base";
import { createCatalog } from "#catalog";
import { type Language, languages } from "#programs";
import {
  type ChooseCase,
  corpusTargets,
  findToolchain,
  proveLanguages,
  type Target,
  targetsFor,
  targetsOf,
} from "#prover";

import { makeRandom, type Random, seed } from "./seed.ts";

const isWhole = process.env["ROLLCALL_PROGRAMS"] === "all";
/** `npm run sweep:programs`: every operation of Zoom's instead, with plain or with nasty values by the seed. */
const isSweep = process.env["ROLLCALL_PROGRAMS"] === "zoom";

const few: ReadonlySet<string> = new Set([
  "zoom:userCreate plain",
  "zoom:userCreate nasty",
  "corpus:upload nasty",
  "corpus:hostile nasty",
  "corpus:hostile parse",
]);
const only = process.env["ROLLCALL_LANGUAGES"]?.split(",");
const chosenLanguages = languages.filter(({ id }) => only?.includes(id) ?? true);
const nameOf = ({ operation, values }: Target): string => `${operation.id} ${values}`;

/** Every operation of the corpus, with plain or with nasty values as chance will have it; or a few. */
const chooseTargets = (random: Random): readonly Target[] => {
  const all = isSweep ? targetsOf(createCatalog().api("zoom").operations) : corpusTargets;
  const operations = [...new Set(all.map(({ operation }) => operation.id))];
  const chosen = new Map(operations.map((id) => [id, random(2) === 0 ? "plain" : "nasty"]));
  return all.filter((target) =>
    isWhole || isSweep
      ? target.values === "parse" || chosen.get(target.operation.id) === target.values
      : few.has(nameOf(target)),
  );
};

/** One case of so many, beside the success. */
const oneOf = isSweep ? 10 : isWhole ? 4 : 3;

/** Says how much was run. */
const prove = async (language: Language): Promise<string> => {
  const random = makeRandom(seed + languages.indexOf(language));
  const targets = chooseTargets(random);
  const choose: ChooseCase = () => random(oneOf) === 0;
  const [proven] = await proveLanguages([language], { targets, clock: systemClock, choose });
  assert.ok(proven !== undefined && "proof" in proven);
  const { programs } = proven.proof;
  assert.equal(programs.length, targetsFor(language, targets).length);
  for (const program of programs) {
    assert.deepEqual(program.failed, [], `seed ${seed}: ${language.id} ${program.operation} ${program.values}`);
    assert.equal(program.state, "executed");
  }
  const cases = programs.reduce((sum, program) => sum + program.cases.length, 0);
  assert.ok(cases > targets.length, `seed ${seed}: only ${cases} cases`);
  return `${language.id}: ${programs.length} programs, ${cases} cases, seed ${seed}`;
};

test("what is proven here is in the corpus", () => {
  const operations = new Set(corpusTargets.map(({ operation }) => operation.id));
  assert.ok(operations.size >= 12);
  const proven = new Set(chooseTargets(makeRandom(seed)).map(({ operation }) => operation.id));
  if (!isSweep) assert.equal(proven.size, isWhole ? operations.size : 3);
});

suite("programs do what the contract says", { concurrency: 3 }, () => {
  for (const language of chosenLanguages)
    test(`${language.id}, seed ${seed}`, async (t) => {
      const toolchain = await findToolchain(language);
      if (toolchain.found) t.diagnostic(await prove(language));
      else t.skip(`no ${toolchain.missing}: ${toolchain.install}`);
    });
});
