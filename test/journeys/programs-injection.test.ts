// Values, names, paths and descriptions that try to become code, hundreds for each language, generated anew each time:
// the request must hold them byte for byte, no file may appear and none may be sent.
import assert from "node:assert/strict";
import { suite, test } from "node:test";

import { systemClock } from "#base";
import { type Language, languages } from "#programs";
import { findToolchain, proveLanguages } from "#prover";

import { injectedOperations } from "./injected-operations.ts";
import { makeRandom, seed } from "./seed.ts";

const inject = async (language: Language): Promise<void> => {
  const targets = injectedOperations(makeRandom(seed)).map((operation) => ({ operation, values: "plain" as const }));
  const [proven] = await proveLanguages([language], { targets, clock: systemClock, choose: () => false });
  assert.ok(proven !== undefined && "proof" in proven);
  for (const program of proven.proof.programs) {
    assert.deepEqual(program.failed, [], `seed ${seed}: ${language.id} ${program.operation}`);
    assert.equal(program.state, "executed");
  }
  assert.equal(proven.proof.programs.length, targets.length);
};

suite("a value never becomes code", { concurrency: 3 }, () => {
  for (const language of languages)
    test(`${language.id}, seed ${seed}`, async (t) => {
      const toolchain = await findToolchain(language);
      if (toolchain.found) await inject(language);
      else t.skip(`no ${toolchain.missing}: ${toolchain.install}`);
    });
});
