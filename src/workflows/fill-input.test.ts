import assert from "node:assert/strict";
import { test } from "node:test";

import { z } from "zod";

import { parseDefinition } from "./definition/parse-definition.ts";
import { fillInput } from "./fill-input.ts";
import { defineStep } from "./step-type.ts";

const script = defineStep({
  type: "script",
  summary: "Takes one field as written.",
  input: z.strictObject({ text: z.string().max(20), params: z.record(z.string(), z.unknown()).default({}) }),
  verbatim: ["text"],
  output: {},
  attempts: 1,
  timeoutMs: 1000,
  run: async ({ text }) => ({ kind: "done", output: text }),
});
const types = new Map([["script", script]]);
const definition = (input: string): string => `name: one\nsteps: [{ name: a, type: script, with: ${input} }]\n`;

test("a field that is taken as written keeps its ${}, the others are filled in", () => {
  const filled = fillInput(script, { text: "`${n} $${n}`", params: { n: "${n}", gone: "${none}" } }, { n: 7 });
  assert.deepEqual(filled, { text: "`${n} $${n}`", params: { n: 7 } });
});

test("it is checked like any text without expressions, and the others for theirs", () => {
  assert.equal(parseDefinition("a.yaml", definition('{ text: "${process.exit()}" }'), types).steps.length, 1);
  for (const [input, message] of [
    ['{ text: "${aaaaaaaaaaaaaaaaaaaaaaaaaaaaa}" }', /with\.text/],
    ['{ text: a, params: { b: "${process}" } }', /there is no "process"/],
    ["{ params: {} }", /"text" is missing/],
  ] as const)
    assert.throws(() => parseDefinition("a.yaml", definition(input), types), { message });
});
