import assert from "node:assert/strict";
import { test } from "node:test";

import { makeIdentifiers } from "./identifiers.ts";
import { onceFor } from "./once-for.ts";
import { code, joined, ours } from "./source.ts";

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

test("a part is indented as its line is, at any depth; lines with nothing in them stay so", () => {
  const inner = code`{
  ${ours("a\n\nb")}
  ${joined([ours("c"), ours(""), ours("d")], ",\n")}
  ${ours("")}
}`;
  const made = "{\n  a\n\n  b\n  c,\n,\n  d\n}";
  const indentedMade = "{\n      a\n\n      b\n      c,\n,\n      d\n    }";
  const outer = code`x(${inner})
    ${[]}
    ${inner}`;
  // Thrice, for the third time it is remembered.
  for (let time = 0; time < 3; time += 1) {
    assert.equal(inner.text, made);
    assert.equal(outer.text, `x(${made})\n    ${indentedMade}`);
  }
});

test("what depends on one thing is made once for it, and stands at any indentation", () => {
  let count = 0;
  const lines = onceFor(({ names }: { readonly names: readonly string[] }) => {
    count += 1;
    return names.map((name) => ours(name));
  });
  const [some, none] = [{ names: ["a", "b"] }, { names: [] }];
  const texts = [some, none, some].map(
    (thing) =>
      code`do
  ${lines(thing)}
  if
    ${lines(thing)}
end`.text,
  );
  const filled = "do\n  a\n  b\n  if\n    a\n    b\nend";
  assert.deepEqual(texts, [filled, "do\n  if\nend", filled]);
  assert.equal(count, 2);
});

test("identifiers are ASCII, free, and never the same twice", () => {
  const identifier = makeIdentifiers("camel", new Set(["class", "self"]));
  const names = ["class", "first_name", "firstName", "1st", "名前", "__proto__", "a.b", "FIRST NAME"].map(
    (label) => identifier(label).text,
  );
  assert.deepEqual(names, ["theClass", "firstName", "firstName2", "field1st", "field", "proto", "aB", "firstName3"]);
});
