import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { suite, test } from "node:test";

import { openPostgresStore, openSqliteStore, type Store } from "#system";

import { credentialSchema } from "./credential-table.ts";
import { openCredentials } from "./credentials.ts";
import { makeRedactor } from "./redactor.ts";

const clock = () => 1_795_305_600_000;
const value = 'p"ss wörd/+=1';

const describeKeeping = (make: () => Promise<Store>): void => {
  test("are shown without their value, opened for their hosts alone, and replaced", async () => {
    await using store = await make();
    const credentials = openCredentials(store, randomBytes(32), clock);
    await credentials.set("crm", "old value", ["crm.test"]);
    const view = { name: "crm", hosts: ["127.0.0.1:8080", "api.crm.test"], changedAt: clock() };
    assert.deepEqual(await credentials.set("crm", value, ["API.crm.test", "127.0.0.1:8080", "api.crm.test"]), view);
    assert.deepEqual(await credentials.list(), [view]);
    assert.equal(await credentials.open("crm", "api.crm.test"), value);
    for (const host of ["crm.test", "api.crm.test.evil", "127.0.0.1", "api.crm.test:444"])
      await assert.rejects(credentials.open("crm", host), { code: "RC_ACCOUNTS_CREDENTIAL_HOST" });
    await assert.rejects(credentials.open("other", "x"), { code: "RC_ACCOUNTS_CREDENTIAL_MISSING" });
    assert.deepEqual([await credentials.remove("crm"), await credentials.remove("crm")], [true, false]);
  });

  test("are unreadable in the table, and bound to their name and hosts", async () => {
    await using store = await make();
    const credentials = openCredentials(store, randomBytes(32), clock);
    await credentials.set("crm", value, ["crm.test"]);
    assert.ok(!JSON.stringify(await store.all("SELECT * FROM credential")).includes("rd/"));
    await store.run("UPDATE credential SET hosts = ?", '["evil.test"]');
    await assert.rejects(credentials.open("crm", "evil.test"), { code: "RC_SYSTEM_SEAL_BROKEN" });
  });

  test("are sealed anew with another key: the old one opens nothing then", async () => {
    await using store = await make();
    const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
    const credentials = openCredentials(store, oldKey, clock);
    for (const name of ["a", "b"]) await credentials.set(name, `value of ${name}`, ["x.test"]);
    assert.equal(await credentials.rotate(newKey), 2);
    for (const opened of [credentials, openCredentials(store, newKey, clock)])
      assert.equal(await opened.open("b", "x.test"), "value of b");
    const late = openCredentials(store, oldKey, clock);
    await assert.rejects(late.open("a", "x.test"), { code: "RC_SYSTEM_SEAL_BROKEN" });
    await assert.rejects(late.rotate(randomBytes(32)), { code: "RC_SYSTEM_SEAL_BROKEN" });
    assert.equal(await credentials.open("a", "x.test"), "value of a");
  });
};

const describeLimits = (make: () => Promise<Store>): void => {
  test("cannot have any name, host or value; the value is not repeated", async () => {
    await using store = await make();
    const credentials = openCredentials(store, randomBytes(32), clock);
    const wrong: [string, string, string[]][] = [
      ["", "hunter2", ["x.test"]],
      ["a b", "hunter2", ["x.test"]],
      ["a", "", ["x.test"]],
      ["a", "hunter2", []],
      ["a", "hunter2", ["https://x.test/"]],
      ["a", "hunter2", ["*.x.test"]],
    ];
    for (const [name, secret, hosts] of wrong)
      await assert.rejects(credentials.set(name, secret, hosts), (error: Error) => {
        assert.equal(Reflect.get(error, "code"), "RC_ACCOUNTS_CREDENTIAL_INPUT");
        return !error.message.includes("hunter2");
      });
    assert.deepEqual(await credentials.list(), []);
  });

  test("are masked in texts, however they are written there", async () => {
    await using store = await make();
    const credentials = openCredentials(store, randomBytes(32), clock);
    await credentials.set("crm", value, ["crm.test"]);
    const redact = await credentials.redactor();
    const text = `${value} ${JSON.stringify({ value })} ?q=${encodeURIComponent(value)} ${btoa("ab")} ${Buffer.from(value).toString("base64")}`;
    assert.equal(
      redact(text),
      `*** {"value":"***"} ?q=*** YWI= ***${"=".repeat(Buffer.from(value).toString("base64").split("=").length - 1)}`,
    );
  });
};

const describeCredentials = (kind: string, make: () => Promise<Store>, skip: string | false = false): void => {
  suite(`credentials: ${kind}`, { skip }, () => {
    describeKeeping(make);
    describeLimits(make);
  });
};

test("a redactor without secrets, with short ones, and with one inside another", () => {
  assert.equal(makeRedactor([])("a"), "a");
  assert.equal(makeRedactor(["", "ab"])("ab cab"), "ab cab");
  assert.equal(makeRedactor(["secret", "secret.long$"])("secret.long$ secret-"), "*** ***-");
});

describeCredentials("SQLite", () => openSqliteStore(":memory:", credentialSchema));

const url = process.env["ROLLCALL_TEST_POSTGRES"];
describeCredentials(
  "PostgreSQL",
  () => openPostgresStore(url ?? "", { ...credentialSchema, name: `t${randomBytes(6).toString("hex")}_credentials` }),
  url === undefined && "PostgreSQL is not installed (Debian: postgresql), or not started by npm test",
);
