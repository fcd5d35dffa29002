import assert from "node:assert/strict";
import { test } from "node:test";

import { checkName, splitName } from "./name.ts";

const codes = (name: string, what: "first name" | "display name"): string[] =>
  checkName(name, what).map(({ code }) => code);

const cases: readonly [string, string | undefined, string | undefined][] = [
  ["Raman, Priya", "Priya", "Raman"],
  ["Raman,Priya", "Priya", "Raman"],
  ["de la Torre, Ximena Maria", "Ximena Maria", "de la Torre"],
  ["\u6B27\u9633\uFF0C\u96EA", "\u96EA", "\u6B27\u9633"],
  ["Braithe, Jr., Callum", "Callum", "Braithe Jr."],
  ["Braithe, Callum, III", "Callum", "Braithe III"],
  ["Callum Braithe, Jr.", "Callum", "Braithe Jr."],
  ["Priya Raman", "Priya", "Raman"],
  ["Mary Ann Hollowell", "Mary Ann", "Hollowell"],
  ["Anouk van der Linden", "Anouk", "van der Linden"],
  ["Ximena de la Torre", "Ximena", "de la Torre"],
  ["Jasper von der Marken", "Jasper", "von der Marken"],
  ["Farah bin Qasimir", "Farah", "bin Qasimir"],
  ["Farah al Qasimir", "Farah", "al Qasimir"],
  ["Ben Avi", "Ben", "Avi"],
  ["Van Linden", "Van", "Linden"],
  ["Santo Quinta y Varro", "Santo", "Quinta y Varro"],
  ["Callum Braithe Jr.", "Callum", "Braithe Jr."],
  ["Cher", "Cher", undefined],
  ["Raman,", undefined, "Raman"],
  [", Priya", "Priya", undefined],
];

for (const [name, first, last] of cases) {
  test(`a full name is split: ${name}`, () => {
    const { value, problems, notes } = splitName(name);
    assert.deepEqual([value?.first, value?.last], [first, last]);
    assert.deepEqual([problems.length, notes.length], [0, 1]);
  });
}

test("a name with too many commas is a problem, not a guess", () => {
  for (const name of ["Lee, Ann, Sales", "a, b, c, d"]) {
    assert.deepEqual(
      splitName(name).problems.map(({ code }) => code),
      ["name_unclear"],
    );
  }
});

test("Zoom's limits for names", () => {
  assert.deepEqual(codes("x".repeat(64), "first name"), []);
  assert.deepEqual(codes("x".repeat(65), "first name"), ["name_too_long"]);
  assert.deepEqual(codes("\u6E05\u98CE\u660E\u6708\u591C", "first name"), []);
  assert.deepEqual(codes("\u6C5F\u5357\u6625\u6C34\u6696\u82B1", "first name"), ["name_too_many_chinese"]);
  assert.deepEqual(codes(`${"\u96EA".repeat(10)} abc`, "display name"), []);
  assert.deepEqual(codes("\u96EA".repeat(11), "display name"), ["name_too_many_chinese"]);
  assert.deepEqual(codes("x".repeat(129), "display name"), ["name_too_long"]);
});
