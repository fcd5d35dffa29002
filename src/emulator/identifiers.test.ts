import assert from "node:assert/strict";
import { test } from "node:test";

import { createIdentifiers } from "./identifiers.ts";

test("ids, secrets and meeting numbers have Zoom's form and do not repeat", () => {
  const identifiers = createIdentifiers();
  const seen = new Set<string>();
  for (let count = 0; count < 5000; count += 1) {
    const [id, secret, pmi] = [identifiers.id(), identifiers.secret(), identifiers.pmi()];
    assert.match(id, /^[\w-]{22}$/);
    assert.match(secret, /^[\w-]{43}$/);
    assert.match(String(pmi), /^[2-9]\d{9}$/);
    seen.add(id).add(secret);
  }
  assert.equal(seen.size, 10_000);
});

const some = (seed?: number): readonly unknown[] => {
  const identifiers = createIdentifiers(seed);
  return Array.from({ length: 600 }, () => [identifiers.id(), identifiers.secret(), identifiers.pmi()]);
};

test("a seed makes them repeatable, another seed makes others", () => {
  assert.deepEqual(some(7), some(7));
  assert.notDeepEqual(some(7), some(8));
  assert.notDeepEqual(some(), some());
  assert.equal(new Set(some(7).map((row) => JSON.stringify(row))).size, 600);
});
