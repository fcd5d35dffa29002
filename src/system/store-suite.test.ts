// What every kind of store does.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";

import type { Row } from "./open-database.ts";
import { openPostgresStore } from "./open-postgres-store.ts";
import { openSqliteStore, type Store, type StoreSchema } from "./open-store.ts";

type Make = (schema: StoreSchema) => Promise<Store>;

const first = "CREATE TABLE people (name TEXT PRIMARY KEY, born BIGINT NOT NULL, note TEXT)";
const second = "CREATE INDEX people_born ON people (born)";

/** Rows have no prototype on SQLite. */
const plain = (rows: readonly Row[] | undefined): Row[] => (rows ?? []).map((row) => ({ ...row }));

const insert = (name: string) => ({ sql: "INSERT INTO people (name, born) VALUES (?, 0)", values: [name] });

const describeRows = (makePlace: () => Make): void => {
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

  test("whole numbers stay exact: numbers up to 2^53, beyond that a bigint or a refusal", async () => {
    await using store = await makePlace()({ name: "people", migrations: [first] });
    for (const born of [-1, 0, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
      await store.run("INSERT INTO people VALUES ('x', ?, NULL) ON CONFLICT (name) DO UPDATE SET born = ?", born, born);
      assert.deepEqual(plain(await store.all("SELECT born, COUNT(*) AS n FROM people GROUP BY born")), [
        { born, n: 1 },
      ]);
    }
    await store.run("UPDATE people SET born = ?", 2n ** 59n);
    const wide = await store.all("SELECT born FROM people").catch(() => "refused");
    if (wide !== "refused") assert.deepEqual(wide, [{ born: 2n ** 59n }]);
    const text = await store.all("SELECT CAST(born AS TEXT) AS born FROM people");
    assert.deepEqual(plain(text), [{ born: "576460752303423488" }]);
  });

  test("what is asked comes back in one shape: truth as 1 and 0, sums as numbers, nothing as null", async () => {
    await using store = await makePlace()({ name: "people", migrations: [first] });
    await store.batch([insert("a"), insert("b")]);
    const rows = await store.all(
      "SELECT MIN(name) = ? AS is_a, MAX(name) = 'a' AS is_b, SUM(born) AS total, MAX(note) AS note FROM people",
      "a",
    );
    assert.deepEqual(plain(rows), [{ is_a: 1, is_b: 0, total: 0, note: null }]);
  });
};

const describeSharing = (makePlace: () => Make): void => {
  test("tells the time", async () => {
    await using store = await makePlace()({ name: "people", migrations: [first] });
    const before = Date.now();
    const now = Number((await store.get(`SELECT ${store.now} AS now`))?.["now"]);
    assert.ok(now >= before - 1 && now <= Date.now() + 1, `${now}`);
  });

  test("several that open new tables at once make them once", async () => {
    const make = makePlace();
    const stores = await Promise.all(
      Array.from({ length: 8 }, () => make({ name: "people", migrations: [first, second] })),
    );
    await Promise.all(
      stores.map((store, index) => store.run("INSERT INTO people VALUES (?, ?, NULL)", `p${index}`, index)),
    );
    assert.deepEqual(plain(await stores[0]?.all("SELECT COUNT(*) AS n FROM people")), [{ n: 8 }]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test("counts of many writers at once are not lost", async () => {
    const make = makePlace();
    const stores = await Promise.all([1, 2, 3].map(() => make({ name: "people", migrations: [first] })));
    const upsert =
      "INSERT INTO people (name, born) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET born = people.born + 1";
    // In opposite orders, so that on a server two of them may wait for each other.
    const both = ["a", "b"].map((name) => ({ sql: upsert, values: [name] }));
    const writes = stores.flatMap((store) =>
      Array.from({ length: 4 }, (_, index) => store.batch(index % 2 === 0 ? both : both.toReversed())),
    );
    await Promise.all(writes);
    const rows = plain(await stores[0]?.all("SELECT name, born FROM people ORDER BY name"));
    assert.deepEqual(rows, [
      { name: "a", born: 12 },
      { name: "b", born: 12 },
    ]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test("a failed migration leaves nothing behind", async () => {
    const make = makePlace();
    await assert.rejects(make({ name: "people", migrations: [first, "CREATE NONSENSE"] }));
    await using store = await make({ name: "people", migrations: [first] });
    assert.equal(await store.run("INSERT INTO people VALUES ('a', 1, NULL)"), 1);
  });

  test("refuses tables that are newer than it knows", async () => {
    const make = makePlace();
    await (await make({ name: "people", migrations: [first, second] })).close();
    await assert.rejects(make({ name: "people", migrations: [first] }), { code: "RC_SYSTEM_DATABASE_NEWER" });
  });
};

/** @param makePlace what it makes opens the same place each time */
const describeStore = (kind: string, makePlace: () => Make, skip: string | false = false): void => {
  suite(`store: ${kind}`, { skip }, () => {
    describeRows(makePlace);
    describeSharing(makePlace);
  });
};

describeStore("SQLite", () => {
  const path = join(mkdtempSync(join(tmpdir(), "rollcall-store-")), "store.db");
  return (schema) => openSqliteStore(path, schema);
});

const url = process.env["ROLLCALL_TEST_POSTGRES"];
const skip = url === undefined && "PostgreSQL is not installed (Debian: postgresql), or not started by npm test";

describeStore(
  "PostgreSQL",
  () => {
    // A schema of its own is a place of its own.
    const place = `t${randomBytes(6).toString("hex")}`;
    return (schema) => openPostgresStore(url ?? "", { ...schema, name: `${place}_${schema.name}` });
  },
  skip,
);
