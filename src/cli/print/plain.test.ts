import assert from "node:assert/strict";
import { test } from "node:test";

import { plain, plainJson, plainLines } from "./plain.ts";
import { reasonText } from "./reason-text.ts";

test("control characters and reordering marks are shown, everything else stays", () => {
  assert.equal(plain("\u001b[31mred\u0007\u009b\u202e\r\n"), "\\u001b[31mred\\u0007\\u009b\\u202e\\u000d\\u000a");
  assert.equal(plain("Łukasz Wójcik 欧阳 é 👋"), "Łukasz Wójcik 欧阳 é 👋");
  assert.equal(plainLines("one\ntwo\u001b"), "one\ntwo\\u001b");
});

test("JSON stays the same document", () => {
  const value = { name: "a\u009bb\u202e\u001b", list: [1, "é"] };
  const text = plainJson(value);
  assert.deepEqual(JSON.parse(text), value);
  assert.match(text, /^\{\n {2}"name": "a\\u009bb\\u202e\\u001b"/);
});

test("a reason beside its line number does not repeat it", () => {
  assert.equal(reasonText('Line 7, column "Name": too long.'), 'column "Name": too long.');
  assert.equal(reasonText("Line 12: this row has 8 cells."), "this row has 8 cells.");
  assert.equal(reasonText("No Licensed seat is left."), "No Licensed seat is left.");
});
