// How a file's bytes are cut into pieces makes no difference: characters, line ends, quotes and marks may be cut in two.
import assert from "node:assert/strict";
import { test } from "node:test";

import { randomFrom, RollcallError } from "#base";

import { encode } from "./encodings.test.ts";
import type { OpenBytes } from "./open-bytes.ts";
import { readPeopleFile } from "./read-people-file.ts";
import { pick, type Random } from "./round-trip.test.ts";
import type { Delimiter, Encoding, ReadOptions } from "./types.ts";

const bits: readonly [string, ...string[]] = [
  "a",
  ...Array.from("b \t,;|=\"'{}[]\u00E9\u00DF\u0085\u001A\uFEFF\uFFFD\r\n"),
  "\r\n",
  "\n",
  '""',
  "\u6F22",
  "\u{1F600}",
  "x@acme.test,",
  "terminated",
  '{"email":"a@acme.test"}\n',
];

const listOf = <Item>(most: number, random: Random, make: (at: number) => Item): Item[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, (_unused, at) => make(at));

const cell = (delimiter: Delimiter, random: Random): string => {
  const text = listOf(3, random, () => pick(bits, random)).join("");
  const isQuoted = random() < 0.7 && (/["\r\n]/.test(text) || text.includes(delimiter));
  return isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table with most of what can be wrong in one. */
const table = (end: string, random: Random): string => {
  const delimiter = pick<Delimiter>([",", ";", "\t", "|"], random);
  const header = ["Email", ...listOf(3, random, (at) => `X${at}`), pick(["First Name", "Status", "Password"], random)];
  const trail = random() < 0.2 ? delimiter : "";
  const rows = listOf(12, random, (at) => {
    const cells = header.slice(random() < 0.95 ? 1 : 2).map(() => cell(delimiter, random));
    return [`p${at % 8}@acme.test`, ...cells].join(delimiter) + trail + end.repeat(random() < 0.1 ? 2 : 1);
  });
  const named = random() < 0.1 ? `sep=${delimiter}${end}` : "";
  return [named, header.join(delimiter), end, ...rows, random() < 0.1 ? '"' : ""].join("");
};

const jsonLines = (end: string, random: Random): string =>
  listOf(8, random, (at) => {
    const person = {
      email: `p${at}@acme.test`,
      ...(random() < 0.5 ? { name: { givenName: pick(bits, random) } } : {}),
    };
    return JSON.stringify(person) + pick(["", "", "", "", "{"], random) + end.repeat(random() < 0.2 ? 2 : 1);
  }).join("");

const encodings: readonly [Encoding, ...Encoding[]] = ["utf-8", "utf-8", "utf-16le", "utf-16be", "windows-1252"];

const bytesOf = (random: Random): Uint8Array => {
  const end = pick(["\n", "\r\n", "\r"], random);
  const text = random() < 0.8 ? table(end, random) : jsonLines(end, random);
  const marked = "\uFEFF".repeat(Math.floor(random() * 1.3) + (random() < 0.1 ? 2 : 0)) + text;
  const encoding = pick(encodings, random);
  const isNarrow = encoding === "windows-1252";
  const bytes = isNarrow ? Buffer.from(marked, "latin1") : Buffer.from(encode(marked, encoding));
  if (random() < 0.15)
    for (const at of listOf(3, random, () => random())) bytes[Math.floor(at * bytes.length)] = at * 256;
  return random() < 0.05 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
};

const cut = (bytes: Uint8Array, longest: number, random: Random): Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = 1 + Math.floor(random() * longest);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
};

const outcomeOf = async (open: OpenBytes, options: ReadOptions): Promise<object> => {
  try {
    return await readPeopleFile(open, "random.csv", options);
  } catch (error) {
    if (!(error instanceof RollcallError)) throw error;
    return { code: error.code, message: error.message };
  }
};

const options: readonly [ReadOptions, ...ReadOptions[]] = [
  {},
  {},
  { limit: 2 },
  { where: ["Email=p1@acme.test"] },
  { emailTemplate: "{first}@acme.test" },
];

test("files cut into random pieces are read as they are in one, or refused with the same words", async (t) => {
  const seed = Number(process.env["ROLLCALL_SEED"] ?? Date.now() % 1_000_000_000);
  t.diagnostic(`seed ${seed} (repeat with ROLLCALL_SEED=${seed})`);
  const random = randomFrom(seed);
  const rounds = 400;
  let read = 0;
  for (let round = 0; round < rounds; round += 1) {
    const bytes = bytesOf(random);
    const chosen = pick(options, random);
    const whole = await outcomeOf(() => [bytes], chosen);
    const longest = pick([1, 5, 60], random);
    assert.deepEqual(
      await outcomeOf(() => cut(bytes, longest, random), chosen),
      whole,
      `seed ${seed}, round ${round}, pieces of ${longest}: ${Buffer.from(bytes).toString("base64")}`,
    );
    if ("rows" in whole) read += 1;
  }
  assert.ok(read > rounds / 5, `only ${read} of the files are any use`);
});

test("a table of many pieces is read as it is in one", async () => {
  const random = randomFrom(7);
  const rows = Array.from(
    { length: 3000 },
    (_unused, at) => `p${at}@acme.test,"${cell(",", random).replaceAll('"', "")}\r\n",\u00E9`,
  );
  const bytes = encode(`Email,Note,Name\r\n${rows.join("\r\n")}\r\n`);
  assert.ok(bytes.length > 65_536);
  const whole = await readPeopleFile(() => [bytes], "people.csv");
  assert.equal(whole.rows.length, 3000);
  assert.deepEqual(await readPeopleFile(() => cut(bytes, 1000, random), "people.csv"), whole);
});
