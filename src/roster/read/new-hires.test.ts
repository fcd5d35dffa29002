import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { readPeopleFile } from "./read-people-file.ts";

test("the sample export has exactly the faults it is meant to show", async () => {
  const file = new URL("../../../examples/new-hires.csv", import.meta.url);
  const bytes = await readFile(file);
  const roster = await readPeopleFile(() => [bytes], "new-hires.csv");
  const { delimiter, encoding, dialect, rows, unmapped } = roster;
  assert.deepEqual(
    { delimiter, encoding, dialect, unmapped },
    { delimiter: ";", encoding: "utf-8", dialect: "BambooHR", unmapped: ["Employee #"] },
  );
  const bad = rows.filter(({ problems }) => problems.length > 0);
  assert.deepEqual(
    bad.map(({ line, problems }) => [line, ...problems.map(({ code }) => code)]),
    [
      [20, "name_too_many_chinese"],
      [33, "duplicate_row"],
      [44, "email_invalid"],
      [55, "ragged_row"],
    ],
  );
  const good = rows.filter(({ problems }) => problems.length === 0);
  assert.deepEqual([rows.length, good.length], [60, 56]);
  assert.equal(good.filter(({ person }) => person.type === 2).length, 20);
  assert.equal(good.filter(({ person }) => person.type === 1).length, 36);
  assert.deepEqual(rows[0]?.person.email, "priya.raman@acme.test");
});
