import assert from "node:assert/strict";
import { test } from "node:test";

import { exactJson } from "./exact-json.ts";

test("licence codes beyond 2^53 keep every digit both ways", () => {
  for (const power of [54n, 56n, 57n, 59n]) {
    const digits = (2n ** power).toString();
    const text = exactJson.stringify({ zoom_one_type: 2n ** power });
    assert.equal(text, `{"zoom_one_type":${digits}}`);
    assert.deepEqual(exactJson.parse(text), { zoom_one_type: 2n ** power });
  }
});

test("ordinary numbers stay numbers, and long strings of digits stay strings", () => {
  assert.deepEqual(exactJson.parse('{"a":1.5,"b":"1234567890123456789","c":9007199254740991}'), {
    a: 1.5,
    b: "1234567890123456789",
    c: Number.MAX_SAFE_INTEGER,
  });
});

test("broken JSON throws as JSON.parse does", () => {
  assert.throws(() => exactJson.parse('{"n":12345678901234567890'), SyntaxError);
});
