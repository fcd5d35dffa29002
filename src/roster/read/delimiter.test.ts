import assert from "node:assert/strict";
import { test } from "node:test";

import { detectDelimiter } from "./delimiter.ts";

const none = new Set<string>();

const cases: readonly [string, string, string][] = [
  ["comma", "Email,Name\na@acme.test,Ann\n", ","],
  ["semicolon with commas in names", "Email;Name\na@acme.test;Raman, Priya\nb@acme.test;Reyna, Mara\n", ";"],
  ["tab", "Email\tName\na@acme.test\tRaman, Priya\n", "\t"],
  ["pipe", "Email|Name\na@acme.test|Ann;Lee\n", "|"],
  ["a single column", "Email\na@acme.test\nb@acme.test\n", ","],
  ["a delimiter inside quotes", 'Email,"Groups; all",Name\na@acme.test,"x;y",Ann\nb@acme.test,"z;w"\n', ","],
  ["one ragged line among commas", "Email,Name\na@acme.test,Ann\nb@acme.test,Raman, Priya\nc@acme.test,Cy\n", ","],
  ["a line end inside quotes", 'Name;Email\n"Ann,\nLee";a@acme.test\n', ";"],
  ["unknown columns", "x;y;z\n1,5;2,5;3\n4,5;5,5;6\n", ";"],
  ["header only", "Email;Name", ";"],
];

for (const [what, text, delimiter] of cases) {
  test(`delimiter: ${what}`, () => assert.equal(detectDelimiter(text, none).delimiter, delimiter));
}

test("Excel's sep line decides and is not the header", () => {
  for (const line of ["sep=;", '"sep=;"', "SEP=;"]) {
    assert.deepEqual(detectDelimiter(`${line}\r\na,b;c`, none), { delimiter: ";", isNamed: true });
  }
});

test("names that the caller maps count as known", () => {
  const text = "Adr|x,y\na|b,c\n";
  assert.equal(detectDelimiter(text, new Set(["Adr"])).delimiter, "|");
});

test("a huge quoted cell at the end of the sample does no harm", () => {
  const text = `Email;Name\na@acme.test;Ann\nb@acme.test;"${"x,".repeat(200_000)}"\n`;
  assert.equal(detectDelimiter(text, none).delimiter, ";");
});
