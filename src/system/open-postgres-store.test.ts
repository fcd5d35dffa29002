import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { suite, test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { inspect } from "node:util";

import { RollcallError } from "#base";

import { openPostgresStore } from "./open-postgres-store.ts";

const url = process.env["ROLLCALL_TEST_POSTGRES"];
const skip = url === undefined && "PostgreSQL is not installed (Debian: postgresql), or not started by npm test";
const schema = { name: `t${randomBytes(6).toString("hex")}`, migrations: ["CREATE TABLE people (name TEXT)"] };

const changed = (change: (parsed: URL) => void): string => {
  const parsed = new URL(url ?? "");
  change(parsed);
  return parsed.href;
};

const complaint = async (wrong: string): Promise<RollcallError> => {
  const error: unknown = await openPostgresStore(wrong, schema).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof RollcallError, String(error));
  return error;
};

suite("store: PostgreSQL's refusals", { skip }, () => {
  test("a wrong password, user or database is said without repeating the password", async () => {
    const cases: [string, RegExp][] = [
      [changed((parsed) => (parsed.password = "hunter2")), /password authentication failed/],
      [changed((parsed) => (parsed.pathname = "/nowhere")), /"nowhere" does not exist/],
    ];
    for (const [wrong, message] of cases) {
      const error = await complaint(wrong);
      assert.equal(error.code, "RC_SYSTEM_DATABASE_REFUSED");
      assert.match(error.message, message);
      assert.ok(!inspect(error, { depth: 9 }).includes("hunter2"));
    }
  });

  test("a server that is not there", async () => {
    const error = await complaint(changed((parsed) => (parsed.port = "1")));
    assert.deepEqual([error.code, error.exit], ["RC_SYSTEM_DATABASE_UNREACHABLE", 7]);
    assert.match(error.message, /127\.0\.0\.1:1\/postgres/);
  });

  test("a text that is no URL of PostgreSQL's is not repeated", async () => {
    for (const wrong of ["", "mysql://u:hunter2@h/d", "postgres://u:hunter2@h", "hunter2"]) {
      const error = await complaint(wrong);
      assert.equal(error.code, "RC_SYSTEM_DATABASE_URL");
      assert.ok(!error.message.includes("hunter2"));
    }
  });

  test("a connection that the server ends is opened anew", async () => {
    await using store = await openPostgresStore(url ?? "", schema, { maxConnections: 1 });
    await using other = await openPostgresStore(url ?? "", schema);
    const readPid = async () => Number((await store.get("SELECT pg_backend_pid() AS pid"))?.["pid"]);
    const pid = await readPid();
    const sleeping = assert.rejects(store.get("SELECT CAST(pg_sleep(20) AS TEXT) AS x"), {
      code: "RC_SYSTEM_DATABASE_UNREACHABLE",
    });
    // The statement must be on its way before its connection is ended.
    const busy =
      "SELECT COUNT(*) AS n FROM pg_stat_activity WHERE pid = ? AND query LIKE '%pg_sleep%' AND state = 'active'";
    while ((await other.get(busy, pid))?.["n"] !== 1) await nextTurn();
    await other.get("SELECT pg_terminate_backend(CAST(? AS INTEGER)) AS gone", pid);
    await sleeping;
    // The driver may send one more statement into the connection before it notices.
    let now = pid;
    while (now === pid) now = await readPid().catch(() => pid);
    assert.ok(now > 0);
  });
});
