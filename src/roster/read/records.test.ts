import assert from "node:assert/strict";
import { test } from "node:test";

import { type RawRecord, readRecords } from "./records.ts";
import type { Delimiter } from "./types.ts";

const inPieces = async function* (text: string): AsyncGenerator<string> {
  yield text;
};

const read = async (text: string, delimiter: Delimiter = ","): Promise<RawRecord[]> => {
  const records: RawRecord[] = [];
  for await (const some of readRecords(inPieces(text), { delimiter, name: "people.csv" })) records.push(...some);
  return records;
};

const lines = async (text: string): Promise<[number, readonly string[]][]> =>
  (await read(text)).map(({ line, cells }) => [line, cells]);

test("records know the line they start on, whatever ends a line and whatever is in quotes", async () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = ["a,b", '1,"x', 'y"', "", " , ", "3,\u00E94", '"5', "", '6",7'].join(end);
    const expected = [
      [1, ["a", "b"]],
      [2, ["1", `x${end}y`]],
      [6, ["3", "\u00E94"]],
      [7, [`5${end}${end}6`, "7"]],
    ];
    assert.deepEqual(await lines(text), expected);
    assert.deepEqual(await lines(text + end), expected);
  }
});

test("mixed line ends are counted once each", async () => {
  assert.deepEqual(await lines('a\r\nb\rc\n"d\r\ne"\r\nf'), [
    [1, ["a"]],
    [2, ["b"]],
    [3, ["c"]],
    [4, ["d\r\ne"]],
    [6, ["f"]],
  ]);
});

test("doubled quotes are one quote; quotes in the middle of a cell are text", async () => {
  assert.deepEqual(
    (await read('a,b\n"x ""y""","""z"""\nRobert "Bob" Smith,5"\n"""q""",e')).map(({ cells, misquoted }) => [
      cells,
      misquoted,
    ]),
    [
      [["a", "b"], []],
      [['x "y"', '"z"'], []],
      [['Robert "Bob" Smith', '5"'], []],
      [['"q"', "e"], []],
    ],
  );
});

test("cells quoted in the wrong place are named", async () => {
  assert.deepEqual(
    (await read('a,b\n"Bob" Smith,x\n1, "y"\n2,""')).map(({ misquoted }) => misquoted),
    [[], [0], [1], []],
  );
});

test("an unclosed quote is an error that names the line where it opened", async () => {
  const cases: readonly [string, RegExp][] = [
    ['a,b\n1,2\n3,"x\n4,5\n', /opens on line 3 is never closed/],
    ['a,b\n1,2\n3,"x\n4,"y"\n', /opens on line 3 is not closed properly/],
    ['a,b\n1,"p\nq"\n"r\ns","x\n', /opens on line 5 is never closed/],
    ['a,b\r\n1,"p\r\nq"\r\n3,"x', /opens on line 4 is never closed/],
    ['"', /opens on line 1 is never closed/],
  ];
  for (const [text, message] of cases) await assert.rejects(read(text), { code: "RC_ROSTER_QUOTE", message });
});

test("a record of more than 1 MB is refused by the line on which it begins, and costs no more memory than that", async () => {
  const cell = "x,\n".repeat(400_000);
  const cases: readonly [string, number][] = [
    [`a,b\n1,2\n3,"${cell}`, 3],
    [`a,b\n1,2\n3,"${cell}"\n4,5\n`, 3],
    [`a,b\n1"0,2\n3,"${cell}"\n4,5\n`, 3],
    [`a,b\n${"x".repeat(1_200_000)}\n`, 2],
    ["x".repeat(1_200_000), 1],
  ];
  for (const [text, line] of cases)
    await assert.rejects(read(text), {
      code: "RC_ROSTER_TOO_BIG",
      message: `people.csv: the record that begins on line ${line} is longer than 1 MB.`,
      fix: /quote that is not closed/,
    });
  assert.deepEqual((await read(`a,b\n1,"${"x".repeat(1_000_000)}"\n2,3`)).length, 3);
});
