import assert from "node:assert/strict";
import { test } from "node:test";

import { allLocks, allSettings, defaultOf, lockDocument, settingsDocument } from "./documents.ts";
import { readSettings, settingHolders, toFields } from "./notation.ts";
import { lockedBy, settingAliases } from "./rules.ts";

test("a table is read column by column, and its objects and lists are rows too", () => {
  const rows = readSettings(`
[chat]
files.kinds[]  text: .zip, .7z  account group-
files.list  list ..5  user
files.list[].code  text 2..3  user
size  int 8..14  user+  = 9  deprecated
`);
  const [kinds, list, code, size] = rows;
  assert.deepEqual(kinds?.holders, { account: "read and write", group: "read" });
  assert.deepEqual([kinds.path, kinds.values, list?.maxItems], ["chat.files.kinds[]", [".zip", ".7z"], 5]);
  assert.deepEqual([code?.minLength, code?.maxLength], [2, 3]);
  assert.deepEqual([size?.minimum, size?.maximum, size?.deprecated, size?.stated?.value], [8, 14, true, 9]);
  assert.deepEqual(
    toFields(rows).map(({ path, type, maxItems }) => [path, type, maxItems]),
    [
      ["chat", "object", undefined],
      ["chat.files", "object", undefined],
      ["chat.files.kinds", "array", undefined],
      ["chat.files.kinds[]", "string", undefined],
      ["chat.files.list", "array", 5],
      ["chat.files.list[]", "object", undefined],
      ["chat.files.list[].code", "string", undefined],
      ["chat.size", "integer", undefined],
    ],
  );
  assert.throws(() => readSettings("size  number  user"), /no known type/);
});

/** As many rows, with their objects and lists, as Zoom's OpenAPI documents have. */
const sizes: readonly (readonly [what: string, read: number, write: number])[] = [
  ["user", 334, 268],
  ["group", 348, 307],
  ["account", 579, 528],
];

test("the documents are as long as Zoom's", () => {
  for (const [holder, read, write] of sizes) {
    const known = settingHolders.find((one) => one === holder) ?? "user";
    const document = settingsDocument(known);
    assert.deepEqual([document?.read.length, document?.write.length], [read, write], holder);
  }
  assert.deepEqual([lockDocument("group")?.read.length, lockDocument("account")?.read.length], [104, 144]);
  assert.equal(settingsDocument("user", "security"), undefined);
  assert.equal(settingsDocument("account", "nothing"), undefined);
});

test("rules name settings and locks that are there", () => {
  const paths = allSettings().flatMap(([, rows]) => rows.map(({ path }) => path));
  const locks = new Set(allLocks().map(({ path }) => path));
  const isThere = (name: string): boolean => paths.some((path) => path === name || path.startsWith(`${name}.`));
  for (const [path, kept] of Object.entries(settingAliases)) {
    assert.ok(isThere(path), path);
    assert.ok(isThere(kept), kept);
  }
  for (const [lock, held] of Object.entries(lockedBy)) {
    assert.ok(locks.has(lock), lock);
    for (const name of held) assert.ok(isThere(name), `${lock}: ${name}`);
  }
});

test("every setting has one type, a value to begin with that it allows, and a source", () => {
  for (const [option, rows] of allSettings())
    for (const row of rows) {
      const { value, source } = defaultOf(row);
      assert.notEqual(source.where, "", row.path);
      if (row.values !== undefined)
        assert.ok(
          row.values.some((allowed) => allowed === value),
          `${option} ${row.path}: ${String(value)}`,
        );
      for (const holder of settingHolders) {
        const same = rows.filter((other) => other.path === row.path && other.holders[holder]?.includes("read"));
        assert.ok(same.length <= 1, `${holder} ${row.path}`);
      }
    }
});
