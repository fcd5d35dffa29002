import assert from "node:assert/strict";
import { test } from "node:test";

import { RollcallError } from "#base";

import { smallFiles } from "./corpus-files.test.ts";
import { largeFiles, type LargeSpecimen } from "./large-files.test.ts";
import { readPeopleFile } from "./read-people-file.ts";

const lineOf = (message: string): string => /^Line (\d+)/.exec(message)?.[1] ?? "?";

const outcomeOf = async ({ open, name, options }: LargeSpecimen): Promise<object> => {
  const { rows, dialect } = await readPeopleFile(open, name, options);
  return {
    people: rows.filter(({ problems }) => problems.length === 0).map(({ person }) => person.email),
    problems: rows.flatMap(({ problems }) => problems.map(({ code, message }) => `${lineOf(message)} ${code}`)),
    dialect,
  };
};

const judge = async (specimen: LargeSpecimen): Promise<void> => {
  const { name, refused, people, problems = [], dialect } = specimen;
  if (refused === undefined) {
    const outcome = await outcomeOf(specimen);
    assert.partialDeepStrictEqual(outcome, { people, problems, ...(dialect === undefined ? {} : { dialect }) }, name);
    return;
  }
  const [code, message] = refused;
  await assert.rejects(
    readPeopleFile(specimen.open, name, specimen.options),
    (error: unknown) => error instanceof RollcallError && error.code === code && message.test(error.message),
    `${name}: ${code}`,
  );
};

test("a corpus of dirty files plans with no flag or one, or says exactly which line and why", async (t) => {
  const specimens = [...smallFiles.map(({ bytes, ...rest }) => ({ ...rest, open: () => [bytes] })), ...largeFiles];
  assert.ok(specimens.length >= 40, String(specimens.length));
  assert.ok(specimens.every(({ options = {} }) => Object.keys(options).length <= 1));
  for (const specimen of specimens) await judge(specimen);
  t.diagnostic(`${specimens.length} files`);
});
