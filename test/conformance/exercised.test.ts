import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { adjacentOperations, operations } from "#zoom";

import { readExercised } from "../../scripts/exercised.ts";
import { ledger, mostErrors } from "./ledger.ts";

const kinds = ["errors", "query", "request", "answer"] as const;

/** Alternatives of a schema are one body: `<oneOf0>.security.chat` is the field security.chat. */
const plainNames = (column: string): readonly string[] => [
  ...new Set(
    column
      .split(" ")
      .map((name) => name.replaceAll(/<(?:one|any|all)Of\d+>/g, "").replace(/^\.|\.$/g, ""))
      .filter((name) => name !== ""),
  ),
];

const documented = readFileSync(new URL("documented.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t"));

const emulated = new Set(operations.map(({ id }) => id));
const exercised = readExercised();

const keys = (list: readonly (readonly [operation: string, kind: string, name: string])[]): string[] =>
  list.map((parts) => parts.join(" ")).toSorted();

test("every operation that the emulator answers succeeded in a test", () => {
  const all = [...operations, ...adjacentOperations].map(({ id }) => id);
  assert.deepEqual(
    all.filter((id) => (exercised[id]?.successes ?? 0) === 0),
    [],
    "npm run exercised",
  );
});

test("what the documents name was met in a test, or is in the ledger with a reason, and nothing is there in vain", () => {
  const missing = documented.flatMap(([id = "", ...columns]) =>
    emulated.has(id)
      ? kinds.flatMap((kind, at) =>
          plainNames(columns[at] ?? "")
            .filter((name) => exercised[id]?.[kind].includes(name) !== true)
            .map((name) => [id, kind, name] as const),
        )
      : [],
  );
  const listed = ledger.flatMap(({ operation, kind, names }) => names.map((name) => [operation, kind, name] as const));
  assert.deepEqual(keys(missing), keys(listed), "test it, or give the reason in ledger.ts; then npm run exercised");
});

test("the ledger has few errors, and a reason for each line", () => {
  const errors = ledger.filter(({ kind }) => kind === "errors").flatMap(({ names }) => names);
  assert.ok(errors.length <= mostErrors, `${errors.length} errors`);
  for (const { operation, reason } of ledger) assert.ok(reason.length > 20, operation);
});

test("the documents name 101 operations", () => {
  assert.equal(documented.length, 101);
});
