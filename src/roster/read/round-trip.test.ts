import assert from "node:assert/strict";
import { test } from "node:test";

import { randomFrom } from "#base";

import { encode } from "./encodings.test.ts";
import { readPeopleFile } from "./read-people-file.ts";
import type { Delimiter, Encoding } from "./types.ts";

export type Random = () => number;

export const pick = <Item>(items: readonly [Item, ...Item[]], random: Random): Item =>
  items[Math.floor(random() * items.length)] ?? items[0];

const latin: readonly [string, ...string[]] = [
  "a",
  "Z",
  "7",
  " ",
  ",",
  ";",
  "\t",
  "|",
  '"',
  "'",
  "\r\n",
  "\n",
  "\r",
  "=",
  "\u00E9",
  "\u00F6",
  "\u00DF",
  "\u00F1",
];
const wide: readonly [string, ...string[]] = [...latin, "\u0142", "\u4E00", "\u6708", "\u0633", "\u{1F600}", "\u200B"];

const cell = (letters: readonly [string, ...string[]], random: Random): string =>
  Array.from({ length: Math.floor(random() * 9) }, () => pick(letters, random)).join("");

type Quoting = "needed" | "all" | "random";

const written = (value: string, delimiter: Delimiter, quoting: Quoting, random: Random): string => {
  const isNeeded = value.includes(delimiter) || /["\r\n]/.test(value);
  const isQuoted = isNeeded || quoting === "all" || (quoting === "random" && random() < 0.5);
  return isQuoted ? `"${value.replaceAll('"', '""')}"` : value;
};

const delimiters: readonly [Delimiter, ...Delimiter[]] = [",", ";", "\t", "|"];
const encodings: readonly Encoding[] = ["utf-8", "utf-16le", "utf-16be", "windows-1252"];

const checkOne = async (
  encoding: Encoding,
  delimiter: Delimiter,
  end: string,
  quoting: Quoting,
  random: Random,
): Promise<void> => {
  const letters = encoding === "windows-1252" ? latin : wide;
  const width = 1 + Math.floor(random() * 5);
  const header = ["Work Email", ...Array.from({ length: width }, (_, index) => `Column ${index + 1}`)];
  const rows = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, row) => [
    `p${row}@acme.test`,
    ...Array.from({ length: width }, () => cell(letters, random)),
  ]);
  const records = [header, ...rows].map((cells) =>
    cells.map((value) => written(value, delimiter, quoting, random)).join(delimiter),
  );
  const text = records.join(end) + (random() < 0.5 ? end : "");
  const bytes = encode(text, encoding, random() < 0.5);
  const roster = await readPeopleFile(() => [bytes], "random.csv");
  assert.equal(roster.delimiter, delimiter);
  assert.deepEqual(
    roster.rows.map(({ cells }) => cells.list()),
    rows,
  );
  // Every row's line is where its record stands in the text.
  const starts = records.map(
    (_, index) =>
      records
        .slice(0, index)
        .map((record) => record + end)
        .join("")
        .split(/\r\n|\r|\n/).length,
  );
  assert.deepEqual(
    roster.rows.map(({ line }) => line),
    starts.slice(1),
  );
};

test("random tables read back exactly, in every encoding, delimiter, line end and way of quoting", async (t) => {
  const seed = Number(process.env["ROLLCALL_SEED"] ?? Date.now() % 1_000_000_000);
  t.diagnostic(`seed ${seed} (repeat with ROLLCALL_SEED=${seed})`);
  const random = randomFrom(seed);
  for (const encoding of encodings) {
    for (const delimiter of delimiters) {
      for (const end of ["\n", "\r\n", "\r"]) {
        for (const quoting of ["needed", "all", "random"] as const) {
          for (let round = 0; round < 3; round += 1) {
            try {
              await checkOne(encoding, delimiter, end, quoting, random);
            } catch (error) {
              throw new Error(`seed ${seed}: ${encoding}, ${JSON.stringify(delimiter + end)}, quotes ${quoting}`, {
                cause: error,
              });
            }
          }
        }
      }
    }
  }
});
