import assert from "node:assert/strict";
import { test } from "node:test";

import { explain, explanations, usedOperations } from "./dictionary.ts";

test("every (status, code) of the operations used is explained: what, why and what to do", () => {
  const wanted = new Set(
    usedOperations.flatMap(({ errors }) => Object.values(errors).map(({ status, code }) => `${status} ${code}`)),
  );
  const found = new Set(explanations.map(({ status, code }) => `${status} ${code}`));
  assert.deepEqual(
    [...wanted].filter((pair) => !found.has(pair)),
    [],
  );
  for (const { status, code, what, causes, fixes } of explanations) {
    const pair = `${status} ${code}`;
    assert.ok(what.length > 10, `${pair}: nobody said what it means`);
    assert.ok(causes.length > 0 && causes.every(({ because }) => because !== ""), pair);
    assert.ok(fixes.length > 0 && fixes.every(({ fix }) => fix.length > 10), pair);
    // The way out for codes that nobody wrote a fix for.
    assert.ok(
      fixes.every(({ fix }) => !fix.startsWith("Look the code up")),
      `${pair}: no fix`,
    );
  }
});

test("a code is found as people copy it", () => {
  assert.deepEqual(
    explain("1005").map(({ status }) => status),
    [409],
  );
  assert.deepEqual(explain("409/1005"), explain("zoom_1005"));
  assert.deepEqual(
    explain("300").map(({ status }) => status),
    [400, 415],
  );
  assert.equal(explain("invalid_client")[0]?.status, 400);
  assert.deepEqual(explain("99999"), []);
  assert.deepEqual(explain("no such thing"), []);
});
