import assert from "node:assert/strict";
import { test } from "node:test";

import { readRecords } from "./records.ts";
import type { Delimiter } from "./types.ts";

const read = (text: string, delimiter: Delimiter = ",", maxRecords = 100) =>
  readRecords(text, { delimiter, name: "people.csv", firstLine: 1, maxRecords });

const lines = (text: string): [number, readonly string[]][] => read(text).map(({ line, cells }) => [line, cells]);

test("records know the line they start on, whatever ends a line and whatever is in quotes", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = ["a,b", '1,"x', 'y"', "", " , ", "3,\u00E94", '"5', "", '6",7'].join(end);
    const expected = [
      [1, ["a", "b"]],
      [2, ["1", `x${end}y`]],
      [6, ["3", "\u00E94"]],
      [7, [`5${end}${end}6`, "7"]],
    ];
    assert.deepEqual(lines(text), expected);
    assert.deepEqual(lines(text + end), expected);
  }
});

test("mixed line ends are counted once each", () => {
  assert.deepEqual(lines('a\r\nb\rc\n"d\r\ne"\r\nf'), [
    [1, ["a"]],
    [2, ["b"]],
    [3, ["c"]],
    [4, ["d\r\ne"]],
    [6, ["f"]],
  ]);
});

test("doubled quotes are one quote; quotes in the middle of a cell are text", () => {
  assert.deepEqual(
    read('a,b\n"x ""y""","""z"""\nRobert "Bob" Smith,5"\n"""q""",e').map(({ cells, misquoted }) => [cells, misquoted]),
    [
      [["a", "b"], []],
      [['x "y"', '"z"'], []],
      [['Robert "Bob" Smith', '5"'], []],
      [['"q"', "e"], []],
    ],
  );
});

test("cells quoted in the wrong place are named", () => {
  assert.deepEqual(
    read('a,b\n"Bob" Smith,x\n1, "y"\n2,""').map(({ misquoted }) => misquoted),
    [[], [0], [1], []],
  );
});

test("an unclosed quote is an error that names the line where it opened", () => {
  const cases: readonly [string, RegExp][] = [
    ['a,b\n1,2\n3,"x\n4,5\n', /opens on line 3 is never closed/],
    ['a,b\n1,2\n3,"x\n4,"y"\n', /opens on line 3 is not closed properly/],
    ['a,b\n1,"p\nq"\n"r\ns","x\n', /opens on line 5 is never closed/],
    ['a,b\r\n1,"p\r\nq"\r\n3,"x', /opens on line 4 is never closed/],
    ['"', /opens on line 1 is never closed/],
  ];
  for (const [text, message] of cases) assert.throws(() => read(text), { code: "RC_ROSTER_QUOTE", message });
});

test("more records than allowed are refused, also in the lenient way", () => {
  for (const text of ["a\n1\n2\n3", 'a\n1"\n2\n3']) {
    assert.throws(() => read(text, ",", 3), { code: "RC_ROSTER_TOO_BIG", message: /more than 2 rows \(line 4\)/ });
    assert.equal(read(text, ",", 4).length, 4);
  }
});
