import assert from "node:assert/strict";
import { test } from "node:test";

import { makeIdentifiers } from "./identifiers.ts";
import { code, ours } from "./source.ts";

test("a template keeps backslashes and indentation, and drops lines that stay empty", () => {
  const made = code`if x:
    ${[ours("one"), ours("two")]}
    ${[]}
    print("\n\x41 \` \${y}")`;
  assert.equal(made.text, 'if x:\n    one\n    two\n    print("\\n\\x41 ` ${y}")');
});

test("a template that was filled before is filled anew when a part differs", () => {
  const lines = ["a", "b", "b", "a"].map((name) => code`${ours(name)} = ${[ours("1"), ours(name)]}`.text);
  assert.deepEqual(lines, ["a = 1\na", "b = 1\nb", "b = 1\nb", "a = 1\na"]);
});

test("identifiers are ASCII, free, and never the same twice", () => {
  const identifier = makeIdentifiers("camel", new Set(["class", "self"]));
  const names = ["class", "first_name", "firstName", "1st", "名前", "__proto__", "a.b", "FIRST NAME"].map(
    (label) => identifier(label).text,
  );
  assert.deepEqual(names, ["theClass", "firstName", "firstName2", "field1st", "field", "proto", "aB", "firstName3"]);
});
