import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

import { languages } from "./index.ts";

test("the list of languages is the folders, in alphabetical order", () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
  assert.deepEqual(
    languages.map(({ id }) => id),
    folders,
  );
});

test("a comment holds no foreign line, whatever it is made of", () => {
  const hostile = "a\nb\rc\u2028d\u0085e\u000bf */ ?> \\u000a --> ]] # \u202e end \\";
  for (const { id, comment } of languages)
    for (const { text } of comment(hostile)) {
      assert.match(text, /^(?:#|\/\/|'|--) /, id);
      assert.doesNotMatch(text, /[\p{C}\p{Zl}\p{Zp}\\]|\*\/|\?>/u, id);
    }
});
