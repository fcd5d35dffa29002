import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { readUserFile, writeFileAtomically } from "./files.ts";

const directory = mkdtempSync(join(tmpdir(), "rollcall-files-"));

test("a file that cannot be used says why", async () => {
  const file = join(directory, "people.csv");
  writeFileSync(file, "12345");
  assert.equal(Buffer.from(await readUserFile(file, 5)).toString(), "12345");
  await assert.rejects(readUserFile(file, 4), { code: "RC_SYSTEM_FILE_TOO_LARGE", message: /limit of 4 bytes/ });
  await assert.rejects(readUserFile(join(directory, "none"), 4), { code: "RC_SYSTEM_FILE_MISSING" });
  await assert.rejects(readUserFile(directory, 4), { code: "RC_SYSTEM_FILE_NOT_A_FILE" });
});

test(
  "a file without permission says so",
  { skip: process.getuid?.() === 0 ? "root may read everything" : false },
  async () => {
    const file = join(directory, "secret.csv");
    writeFileSync(file, "1", { mode: 0o000 });
    await assert.rejects(readUserFile(file, 4), { code: "RC_SYSTEM_FILE_UNREADABLE", message: /permission/ });
  },
);

test("a file that fails while it is read says so", { skip: process.platform !== "linux" }, async () => {
  await assert.rejects(readUserFile("/proc/self/mem", 4), { code: "RC_SYSTEM_FILE_UNREADABLE" });
});

test("an atomic write replaces the file and leaves no draft", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-files-"));
  const file = join(folder, "report.csv");
  await writeFileAtomically(file, "one");
  await writeFileAtomically(file, Buffer.from("two"), 0o600);
  assert.equal(readFileSync(file, "utf8"), "two");
  assert.equal(statSync(file).mode & 0o777, 0o600);
  await assert.rejects(writeFileAtomically(folder, "over a directory"));
  assert.deepEqual(readdirSync(folder), ["report.csv"]);
});
