// What every kind of store does.
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";

import { openSqliteStore, type Store, type StoreSchema } from "./open-store.ts";

type Make = (schema: StoreSchema) => Promise<Store>;

const first = "CREATE TABLE people (name TEXT PRIMARY KEY, born BIGINT NOT NULL, note TEXT)";
const second = "CREATE INDEX people_born ON people (born)";

const insert = (name: string) => ({ sql: "INSERT INTO people (name, born) VALUES (?, 0)", values: [name] });

/** @param make opens the same place each time */
const describeStore = (kind: string, makePlace: () => Make): void => {
  suite(`store: ${kind}`, () => {
    test("keeps what was written, also for the next one that opens it", async () => {
      const make = makePlace();
      {
        await using store = await make({ name: "people", migrations: [first] });
        assert.equal(await store.run("INSERT INTO people VALUES (?, ?, ?)", "Zoë ' ? 王", 1_795_305_600_000, null), 1);
        assert.equal(await store.run("UPDATE people SET note = ? WHERE name = ?", "x", "nobody"), 0);
      }
      await using store = await make({ name: "people", migrations: [first, second] });
      const row = await store.get("SELECT name, born, note FROM people WHERE born > ?", 5);
      assert.deepEqual([row?.["name"], Number(row?.["born"]), row?.["note"]], ["Zoë ' ? 王", 1_795_305_600_000, null]);
      assert.equal(await store.get("SELECT name FROM people WHERE born < ?", 5), undefined);
    });

    test("upserts and says what came of it", async () => {
      await using store = await makePlace()({ name: "people", migrations: [first] });
      const upsert =
        "INSERT INTO people (name, born) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET born = people.born + excluded.born RETURNING born";
      assert.equal(Number((await store.all(upsert, "Ada", 1))[0]?.["born"]), 1);
      assert.equal(Number((await store.all(upsert, "Ada", 2))[0]?.["born"]), 3);
      assert.equal(await store.run("INSERT INTO people VALUES (?, ?, ?) ON CONFLICT DO NOTHING", "Ada", 9, ""), 0);
    });

    test("a batch is all or nothing", async () => {
      await using store = await makePlace()({ name: "people", migrations: [first] });
      await store.batch([insert("a"), insert("b")]);
      await assert.rejects(store.batch([insert("c"), insert("a")]));
      const names = (await store.all("SELECT name FROM people ORDER BY name")).map(({ name }) => name);
      assert.deepEqual(names, ["a", "b"]);
    });

    test("refuses tables that are newer than it knows", async () => {
      const make = makePlace();
      await (await make({ name: "people", migrations: [first, second] })).close();
      await assert.rejects(make({ name: "people", migrations: [first] }), { code: "RC_SYSTEM_DATABASE_NEWER" });
    });
  });
};

describeStore("SQLite", () => {
  const path = join(mkdtempSync(join(tmpdir(), "rollcall-store-")), "store.db");
  return (schema) => openSqliteStore(path, schema);
});
