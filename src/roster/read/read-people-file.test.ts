import assert from "node:assert/strict";
import { test } from "node:test";

import { encode } from "./encodings.test.ts";
import { PackedCells } from "./packed-cells.ts";
import { publicCells } from "./public-cells.ts";
import { readPeopleFile } from "./read-people-file.ts";
import type { ReadOptions, SourceRow } from "./types.ts";

const read = (text: string, options: ReadOptions = {}) => readPeopleFile(() => [encode(text)], "people.csv", options);
const codes = (row: SourceRow | undefined): string[] => (row?.problems ?? []).map(({ code }) => code);
const notes = (row: SourceRow | undefined): string[] => (row?.notes ?? []).map(({ code }) => code);

test("a messy file: lines, rows, cells and people", async () => {
  const roster = await read(
    '\uFEFFsep=;\r\nWork Email;Name\r\n\r\nann@acme.test;"Lee,\r\nAnn"\r\n;;\r\nbo@acme.test; Li, Bo \r\n',
  );
  assert.deepEqual([roster.delimiter, roster.encoding, roster.header], [";", "utf-8", ["Work Email", "Name"]]);
  assert.deepEqual(
    roster.rows.map(({ line, row, cells, person }) => ({ line, row, cells: cells.list(), person })),
    [
      {
        line: 4,
        row: 1,
        cells: ["ann@acme.test", "Lee,\r\nAnn"],
        person: { email: "ann@acme.test", firstName: "Ann", lastName: "Lee" },
      },
      {
        line: 7,
        row: 2,
        cells: ["bo@acme.test", " Li, Bo "],
        person: { email: "bo@acme.test", firstName: "Bo", lastName: "Li" },
      },
    ],
  );
});

test("rows with too few or too many cells are reported by line and not guessed at", async () => {
  const roster = await read(
    "Email,First Name,Last Name\nann@acme.test,Ann,Lee\nbo@acme.test,Bo\ncy@acme.test,Cy,Roe, Jr\n",
  );
  assert.deepEqual(roster.rows.map(codes), [[], ["ragged_row"], ["ragged_row"]]);
  assert.deepEqual(
    roster.rows.map(({ person }) => Object.keys(person).length),
    [3, 0, 0],
  );
  assert.match(roster.rows[1]?.problems[0]?.message ?? "", /^Line 3: this row has 2 cells, the header has 3\. /);
});

test("a delimiter at the end of every data line is no reason to call them all ragged", async () => {
  const roster = await read("Email,Name\nann@acme.test,Ann,\nbo@acme.test,Bo,\n");
  assert.deepEqual([roster.header, roster.rows.flatMap(codes)], [["Email", "Name", ""], []]);
});

test("empty files, headers without rows, files over a limit", async () => {
  const cases: readonly [string, ReadOptions, string, RegExp][] = [
    ["", {}, "RC_ROSTER_EMPTY", /people\.csv is empty/],
    [" \r\n\r\n", {}, "RC_ROSTER_EMPTY", /no text/],
    ["Email,Name\n\n", {}, "RC_ROSTER_EMPTY", /no rows under it/],
    ["Email\na@acme.test\nb@acme.test", { maxRows: 1 }, "RC_ROSTER_TOO_BIG", /more than 1 rows \(line 3\)/],
    ["Email\na@acme.test", { maxBytes: 5 }, "RC_ROSTER_TOO_BIG", /the limit is/],
  ];
  for (const [text, options, code, message] of cases) await assert.rejects(read(text, options), { code, message });
});

test("the second and later rows of an address name the first", async () => {
  const roster = await read("Email\nann@acme.test\nANN@acme.test\nbo@acme.test\nAnn@ACME.TEST\n");
  assert.deepEqual(roster.rows.map(codes), [[], ["duplicate_row"], [], ["duplicate_row"]]);
  for (const row of [roster.rows[1], roster.rows[3]])
    assert.match(row?.problems[0]?.message ?? "", /stands on line 2 already/);
});

test("names: own columns win, a full name beside them is shown", async () => {
  const cases: readonly [string, object, readonly string[]][] = [
    ["Ann,Lee,Ann Lee,", { firstName: "Ann", lastName: "Lee" }, []],
    ['Ann,Lee,"Lee, Ann",', { firstName: "Ann", lastName: "Lee" }, []],
    ["Ann,Lee,Annie Lee,", { firstName: "Ann", lastName: "Lee", displayName: "Annie Lee" }, []],
    ['Ann,Lee,"Lee, Annie",', { firstName: "Ann", lastName: "Lee", displayName: "Annie Lee" }, []],
    [",,Annie Lee,", { firstName: "Annie", lastName: "Lee" }, ["name_split"]],
    ["Ann,Lee,,Nan", { firstName: "Ann", lastName: "Lee", displayName: "Nan Lee" }, ["display_name_from_preferred"]],
    [
      "Ann,Lee,,Nan Roe",
      { firstName: "Ann", lastName: "Lee", displayName: "Nan Roe" },
      ["display_name_from_preferred"],
    ],
    ["Ann,Lee,,Ann", { firstName: "Ann", lastName: "Lee" }, []],
    ["Ann,,,", { firstName: "Ann" }, []],
  ];
  for (const [cells, names, expected] of cases) {
    const [row] = (await read(`Email,First Name,Last Name,Name,Preferred Name\na@acme.test,${cells}\n`)).rows;
    assert.deepEqual([row?.person, codes(row), notes(row)], [{ email: "a@acme.test", ...names }, [], expected], cells);
  }
});

test("a display name alone is a full name", async () => {
  const roster = await read("Email,Display Name\na@acme.test,Ann Lee\n");
  assert.deepEqual(roster.rows[0]?.person, { email: "a@acme.test", firstName: "Ann", lastName: "Lee" });
  assert.deepEqual(roster.mapping[1], { column: "Display Name", field: "full name" });
});

test("values that Zoom would refuse are left out of the person and named", async () => {
  const long = "x".repeat(65);
  const cases: readonly [string, string, string][] = [
    ["First Name", long, "name_too_long"],
    ["Name", "\u96EA".repeat(6), "name_too_many_chinese"],
    ["Display Name", "\u96EA".repeat(11), "name_too_many_chinese"],
    ["Job Title", long.repeat(2), "text_too_long"],
    ["Licence", "3", "licence_on_prem"],
    ["Department", "#N/A", "formula_error"],
    ["Department", "y".repeat(10_001), "cell_too_long"],
    ["Unused", "y".repeat(10_001), "cell_too_long"],
    ["Location", '"Oslo" city', "stray_quote"],
  ];
  for (const [column, cell, code] of cases) {
    const [row] = (await read(`Email,${column}\na@acme.test,${cell}\n`)).rows;
    assert.deepEqual([row?.person, codes(row)], [{ email: "a@acme.test" }, [code]], column);
    assert.match(row?.problems[0]?.message ?? "", /^Line 2, column "/);
  }
});

test("the address is taken from the sign-in name only when the address is empty", async () => {
  const roster = await read("User Principal Name,Mail\nu@acme.test,m@acme.test\nv@acme.test,\n,\n");
  assert.deepEqual(
    roster.rows.map(({ person }) => person.email),
    ["m@acme.test", "v@acme.test"],
  );
  assert.deepEqual(roster.rows.map(notes), [[], ["email_from_sign_in_name"]]);
  assert.deepEqual(codes((await read("Email,Name\n,Ann\n")).rows[0]), ["email_missing"]);
});

test("passwords stay as they are, are checked for autoCreate only, and never stand in a message", async () => {
  const secret = " hunter two ";
  const text = `Email,Initial Password,Action,PIN\na@acme.test,${secret},autoCreate,77\nb@acme.test,${secret},create,78\nc@acme.test,x,${secret},create,79\n`;
  const roster = await read(text);
  assert.equal(roster.passwordColumn, 1);
  assert.deepEqual(roster.secretColumns, [1, 3]);
  assert.deepEqual(
    roster.rows.map(({ person }) => person.password),
    [secret, secret, undefined],
  );
  assert.deepEqual(roster.rows.map(codes), [["password_digit", "password_case"], [], ["ragged_row"]]);
  assert.deepEqual(codes((await read(text, { action: "autoCreate" })).rows[1]), []);
  for (const row of roster.rows) {
    const told = JSON.stringify([row.problems, row.notes, publicCells(row, roster)]);
    assert.ok(!told.includes("hunter") && !/7[789]/.test(told), told);
  }
  assert.deepEqual(publicCells({ cells: new PackedCells(["b@acme.test", "p", "create", "78"]) }, roster).list(), [
    "b@acme.test",
    "",
    "create",
    "",
  ]);
});

test("the action the caller falls back on decides about the password too", async () => {
  const [row] = (await read("Email,Password\na@acme.test,\n", { action: "autoCreate" })).rows;
  assert.deepEqual(codes(row), ["password_missing"]);
  assert.deepEqual(codes((await read("Email\na@acme.test\n", { action: "autoCreate" })).rows[0]), ["password_missing"]);
  assert.deepEqual(codes((await read('Email,Password\na@acme.test,"ab"c\n', { action: "autoCreate" })).rows[0]), [
    "stray_quote",
  ]);
});
