import assert from "node:assert/strict";
import { test } from "node:test";

import { checkTemplates, fill, holds } from "./evaluate.ts";
import { TemplateError } from "./parse.ts";

const scope = {
  trigger: { body: { email: "Mona@acme.test", tags: ["a", "b"], n: 2, nested: { "odd key": 1 } } },
  steps: {},
};

test("a lone expression keeps its type, a mixed one is text, and what is not there is left out", () => {
  assert.deepEqual(fill("${trigger.body.tags}", scope), ["a", "b"]);
  assert.equal(fill("to ${trigger.body.email | lower}: ${trigger.body.n}", scope), "to mona@acme.test: 2");
  assert.deepEqual(fill({ a: "${trigger.body.none}", b: "${trigger.body.n}" }, scope), { b: 2 });
  assert.equal(fill('${trigger.body.nested["odd key"]}', scope), 1);
  assert.equal(fill("${trigger.body.tags[-1]}", scope), "b");
  assert.equal(fill("$${not an expression}", scope), "${not an expression}");
  assert.equal(fill("${trigger.body.none | default: 'x' | upper}", scope), "X");
  assert.equal(holds("${trigger.body.n | in: 1, 2, 3}", scope), true);
  assert.equal(holds("${trigger.body.n | gt: 2}", scope), false);
});

test("prototypes cannot be reached, and nothing is evaluated", () => {
  for (const path of ["constructor", "__proto__", "toString", "body.email.length", "body.constructor.constructor"])
    assert.equal(fill(`\${trigger.${path}}`, scope), undefined, path);
  for (const text of ["${1 + 1}", "${trigger.body()}", "${trigger", "${`x`}", "${a | }"])
    assert.throws(() => fill(text, scope), TemplateError, text);
  const [problem] = checkTemplates({ deep: ["${trigger | eval: 1}"] }, ["with"], () => undefined);
  assert.deepEqual(problem?.path, ["with", "deep", 0]);
});
