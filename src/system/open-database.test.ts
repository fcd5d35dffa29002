import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";

import { openDatabase } from "./open-database.ts";

const people = "CREATE TABLE people (name TEXT PRIMARY KEY, age INTEGER)";
const freshFile = (): string => join(mkdtempSync(join(tmpdir(), "rollcall-database-")), "test.db");

test("rows come back as they were written", async () => {
  using database = await openDatabase(":memory:", { migrations: [people] });
  assert.equal(database.run("INSERT INTO people VALUES (?, ?), (?, ?)", "Ada", 36, "Bo", null), 2);
  assert.deepEqual(
    database.all("SELECT * FROM people ORDER BY name").map((row) => ({ ...row })),
    [
      { name: "Ada", age: 36 },
      { name: "Bo", age: null },
    ],
  );
  assert.equal(database.get("SELECT age FROM people WHERE name = ?", "Ada")?.["age"], 36);
  assert.equal(database.get("SELECT age FROM people WHERE name = ?", "Cy"), undefined);
});

/** Opens the files it is told to, one after the other, each as soon as it is told. */
const opener = `
  import { createInterface } from "node:readline";
  const { openDatabase } = await import(process.env.ROOM);
  console.log("ready");
  for await (const file of createInterface({ input: process.stdin })) {
    const opened = await openDatabase(file, { migrations: [process.env.PEOPLE] }).catch((error) => error);
    console.log(opened instanceof Error ? opened.message : "opened");
  }
`;

const startOpener = async () => {
  const child = spawn(process.execPath, ["--conditions=rollcall-source", "--input-type=module", "--eval", opener], {
    env: { ...process.env, ROOM: new URL("open-database.ts", import.meta.url).href, PEOPLE: people },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    open: (file: string) => child.stdin.write(`${file}\n`),
    heard: async () => (await lines.next()).value,
    end: async () => {
      child.stdin.end();
      await once(child, "exit");
    },
  };
};

test("processes that open a new file at the same moment all get it", async () => {
  const openers = await Promise.all(Array.from({ length: 4 }, startOpener));
  try {
    for (let round = 0; round < 30; round += 1) {
      const file = freshFile();
      for (const one of openers) one.open(file);
      assert.deepEqual(await Promise.all(openers.map((one) => one.heard())), Array(4).fill("opened"));
    }
  } finally {
    await Promise.all(openers.map((one) => one.end()));
  }
});

test("a transaction rolls back when its work throws, and joins the one around it", async () => {
  using database = await openDatabase(":memory:", { migrations: [people] });
  const insert = (name: string): void => {
    database.transaction(() => database.run("INSERT INTO people VALUES (?, 1)", name));
  };
  assert.throws(() => {
    database.transaction(() => {
      insert("Ada");
      throw new Error("no");
    });
  }, /no/);
  assert.throws(() => database.transaction(() => Promise.resolve(insert("Bo"))), /synchronous/);
  insert("Cy");
  assert.deepEqual(
    database.all("SELECT name FROM people").map((row) => row["name"]),
    ["Cy"],
  );
});

test("migrations run once each, in order, and a failing one leaves no trace", async () => {
  const file = freshFile();
  (await openDatabase(file, { migrations: [people] })).close();
  await assert.rejects(
    openDatabase(file, {
      migrations: [people, "ALTER TABLE people ADD COLUMN mail TEXT; INSERT INTO nowhere VALUES (1)"],
    }),
    /nowhere/,
  );
  using database = await openDatabase(file, { migrations: [people, "ALTER TABLE people ADD COLUMN mail TEXT"] });
  assert.equal(database.run("INSERT INTO people VALUES ('Ada', 36, 'a@acme.test')"), 1);
  assert.deepEqual(
    ["journal_mode", "synchronous", "foreign_keys", "busy_timeout", "user_version"].map(
      (name) => Object.values(database.get(`PRAGMA ${name}`) ?? {})[0],
    ),
    ["wal", 1, 1, 5000, 2],
  );
});

test("a file from a newer version and a file that is no database are refused by name", async () => {
  const file = freshFile();
  (await openDatabase(file, { migrations: [people, "SELECT 1"] })).close();
  await assert.rejects(openDatabase(file, { migrations: [people] }), {
    code: "RC_SYSTEM_DATABASE_NEWER",
    message: `${file} has version 2; this Rollcall knows versions up to 1`,
  });
  const text = freshFile();
  writeFileSync(text, "just some text, long enough to be taken for a page header of a database");
  await assert.rejects(openDatabase(text, { migrations: [] }), { code: "RC_SYSTEM_DATABASE_UNREADABLE" });
});
