import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { lockDataDirectory } from "./data-directory.ts";
import { readHolder } from "./holder.ts";

const fresh = (): string => join(mkdtempSync(join(tmpdir(), "rollcall-data-")), "data");
const start = { command: "rollcall start" };

const holdInChild = `
  const { lockDataDirectory } = await import(process.env.ROOM);
  const directory = await lockDataDirectory(process.env.DATA, { command: "rollcall start" });
  await directory.announce("http://127.0.0.1:8080");
  console.log("held");
  setInterval(() => {}, 1000);
`;

const spawnHolder = async (data: string) => {
  const child = spawn(
    process.execPath,
    ["--conditions=rollcall-source", "--input-type=module", "--eval", holdInChild],
    {
      env: { ...process.env, DATA: data, ROOM: new URL("data-directory.ts", import.meta.url).href },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await once(child.stdout, "data");
  return child;
};

test("kill -9 frees the directory, and until then it names its holder", async () => {
  const data = fresh();
  const child = await spawnHolder(data);
  try {
    await assert.rejects(lockDataDirectory(data, start), {
      code: "RC_SYSTEM_DIRECTORY_HELD",
      message: new RegExp(`process ${child.pid} \\(rollcall start\\) since 20.*at http://127.0.0.1:8080`),
      fix: new RegExp(`kill ${child.pid}`),
    });
    const holder = await readHolder(data);
    assert.equal(holder?.pid, child.pid);
    assert.equal(holder?.url, "http://127.0.0.1:8080");
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  assert.ok(existsSync(join(data, "holder.json")));
  assert.equal(await readHolder(data), undefined);
  await using directory = await lockDataDirectory(data, start);
  assert.equal((await readHolder(data))?.pid, process.pid);
  assert.equal(directory.path, data);
});

test("one process cannot take a directory twice, and close lets the next in", async () => {
  const data = fresh();
  assert.equal(await readHolder(data), undefined);
  const first = await lockDataDirectory(data, start);
  await assert.rejects(lockDataDirectory(data, start), { code: "RC_SYSTEM_DIRECTORY_HELD" });
  await first.close();
  await first.close();
  assert.equal(await readHolder(data), undefined);
  await (await lockDataDirectory(data, start)).close();
});

test("the key is made once and kept, and nobody else may read it", async () => {
  const data = fresh();
  await using directory = await lockDataDirectory(data, start);
  const key = directory.dataKey();
  assert.equal(key.length, 32);
  assert.deepEqual(directory.dataKey(), key);
  assert.equal(statSync(join(data, "key")).mode & 0o777, 0o600);
  assert.equal(statSync(data).mode & 0o777, 0o700);
  writeFileSync(join(data, "key"), "short");
  assert.throws(() => directory.dataKey(), { code: "RC_SYSTEM_KEY_BROKEN" });
});

test("a file, a foreign directory and an impossible path are refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-data-"));
  writeFileSync(join(folder, "letter.txt"), "");
  await assert.rejects(lockDataDirectory(join(folder, "letter.txt"), start), {
    code: "RC_SYSTEM_DIRECTORY_UNUSABLE",
    message: /is a file, not a directory/,
  });
  await assert.rejects(lockDataDirectory(folder, start), { code: "RC_SYSTEM_DIRECTORY_FOREIGN", message: /letter/ });
  assert.deepEqual(readdirSync(folder), ["letter.txt"]);
  await assert.rejects(lockDataDirectory(join(folder, "letter.txt", "data"), start), {
    code: "RC_SYSTEM_DIRECTORY_UNUSABLE",
  });
});

const clock = (): number => Date.UTC(2026, 10, 22, 9, 50);
const failing = (): Promise<void> => Promise.reject(new Error("disk full"));
const rename = async (directory: string): Promise<void> => {
  await Promise.resolve();
  writeFileSync(join(directory, "people.txt"), "new");
};

test("a migration runs after a backup; a newer format is refused", async () => {
  const data = fresh();
  await (await lockDataDirectory(data, start)).close();
  writeFileSync(join(data, "people.txt"), "old");

  await assert.rejects(lockDataDirectory(data, start, { migrations: [failing], clock: () => 0 }), {
    code: "RC_SYSTEM_DIRECTORY_MIGRATION",
    message: /disk full; backup: .*backup-v1-19700101T000000Z/,
  });

  const directory = await lockDataDirectory(data, start, { migrations: [rename], clock });
  await assert.rejects(lockDataDirectory(data, start), { code: "RC_SYSTEM_DIRECTORY_HELD" });
  await directory.close();
  assert.equal(readFileSync(join(data, "format"), "utf8"), "2\n");
  assert.equal(readFileSync(join(data, "people.txt"), "utf8"), "new");
  const backup = join(data, "backup-v1-20261122T095000Z");
  assert.equal(readFileSync(join(backup, "people.txt"), "utf8"), "old");
  assert.deepEqual(readdirSync(backup).toSorted(), ["format", "people.txt"]);

  await assert.rejects(lockDataDirectory(data, start), {
    code: "RC_SYSTEM_DIRECTORY_NEWER",
    message: `${data} has format 2; this Rollcall knows formats up to 1`,
  });
});

test("accounts.json may be written before the first command", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rollcall-accounts-"));
  writeFileSync(join(folder, "accounts.json"), '{"accounts": []}');
  await using held = await lockDataDirectory(folder, start);
  assert.ok(readdirSync(held.path).includes("accounts.json"));
});
