import assert from "node:assert/strict";
import { test } from "node:test";

import { describeOperation, fillRequest, importApi, toCurl, toOpenApi, toPostmanCollection } from "#catalog";

import { emitProgram, languages, planRequest } from "#programs";

import { bigCollection, bigOpenApi } from "./catalog-documents.ts";

test("a collection of 320 requests: every operation is described, filled and exported", () => {
  const { operations, skipped } = importApi([{ name: "big.json", text: bigCollection(320) }]);
  assert.deepEqual([operations.length, skipped, new Set(operations.map(({ id }) => id)).size], [320, [], 320]);
  for (const operation of operations) {
    assert.ok(describeOperation(operation).length > 3);
    assert.match(fillRequest(operation, { set: { "path.id": "7" } }).target, /^\/things\/7\//);
    assert.match(toCurl(operation), /^curl /);
  }
  assert.equal(
    importApi([{ name: "x", text: JSON.stringify(toPostmanCollection("Big", operations)) }]).operations.length,
    320,
  );
});

test("a collection of 320 requests: every operation becomes a program in every language", () => {
  const { operations } = importApi([{ name: "big.json", text: bigCollection(320) }]);
  for (const operation of operations) {
    const plan = planRequest(operation);
    for (const language of languages)
      for (const { name, text } of emitProgram(language, plan).files) assert.ok(text.length > 20, name);
  }
});

test("an OpenAPI document of 3 MB with recursive schemas", () => {
  const { operations } = importApi([{ name: "big.json", text: bigOpenApi(3_000_000) }]);
  assert.ok(operations.length >= 2000);
  assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
  assert.ok(JSON.stringify(toOpenApi("Big", operations.slice(0, 50))).length > 1000);
});
