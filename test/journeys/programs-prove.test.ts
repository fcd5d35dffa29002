// Every language's programs are built and run against every case; a language whose tools are missing is skipped by name.
// A sample of the corpus, chosen for its shapes; `rollcall prove` runs all of it, docs/proofs has the record.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { systemClock } from "#base";
import { type Language, languages } from "#programs";
import { corpus, findToolchain, proveLanguages, type ValueSet } from "#prover";

const sample: readonly (readonly [operation: string, values: readonly ValueSet[]])[] = [
  ["zoom:userCreate", ["plain", "nasty"]],
  ["zoom:userDelete", ["plain"]],
  ["zoom:userPicture", ["nasty"]],
  ["zoom:users", ["nasty"]],
  ["corpus:bigIntegers", ["nasty"]],
  ["corpus:hostile", ["nasty"]],
  ["corpus:rawText", ["nasty"]],
  ["corpus:token", ["plain"]],
];
/** A program that takes seconds to build is proven by fewer operations. */
const slowSample = new Set(["zoom:userCreate", "corpus:hostile", "corpus:bigIntegers"]);

const prove = async (language: Language): Promise<void> => {
  let cases = 0;
  for (const set of ["plain", "nasty"] as const) {
    const ids = new Set(
      sample
        .filter(([id, values]) => values.includes(set) && (language.build === undefined || slowSample.has(id)))
        .map(([id]) => id),
    );
    const operations = corpus.filter(({ id }) => ids.has(id));
    const [proven] = await proveLanguages([language], { operations, values: [set], clock: systemClock });
    assert.ok(proven !== undefined && "proof" in proven);
    for (const program of proven.proof.programs) {
      assert.deepEqual(program.failed, [], `${language.id} ${program.operation} ${set}`);
      assert.equal(program.state, "executed");
      cases += program.cases.length;
    }
  }
  assert.ok(cases >= 60, `${cases} cases`);
};

suite("programs do what the contract says", { concurrency: 3 }, () => {
  for (const language of languages)
    test(language.id, async (t) => {
      const toolchain = await findToolchain(language);
      if (toolchain.found) await prove(language);
      else t.skip(`no ${toolchain.missing}: ${toolchain.install}`);
    });
});
