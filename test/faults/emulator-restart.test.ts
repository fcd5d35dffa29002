import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";

import { createEmulator } from "#emulator";
import { openDatabase } from "#system";

import { assertRefused, dig, inProcess, listIn, type Stage } from "../conformance/hosts.ts";
import { form, png } from "../conformance/pictures.ts";

const directoryFor = (t: TestContext): string => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-restart-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

const names = ["first", "second", "third", "fourth"] as const;
const invite = (stage: Stage, name: string) => stage.create("create", { email: `${name}@acme.test`, type: 1 });

const furnish = async (directory: string) => {
  const account = { preset: "free", elsewhere: { "far@other.test": "paid" } } as const;
  await using stage = await inProcess.open({ directory, account });
  await stage.control("PUT", "/clock", { to: "2026-12-01T12:00:00Z", frozen: true });
  for (const name of names) {
    stage.emulator.addAccount({ name });
    await stage.control("POST", "/faults", {
      operation: "token",
      effect: { kind: "status", status: 500, code: 1, message: name },
    });
    assert.equal((await invite(stage, name)).status, 201);
  }
  await stage.call("POST", "/oauth/token");
  const { body } = await stage.call("GET", "/v2/users/first@acme.test");
  await stage.call("DELETE", "/v2/users/third@acme.test");
  await stage.control("PATCH", `/accounts/${stage.emulator.account.accountId}`, { switches: { me: "refuse" } });
  return { account: stage.emulator.account, first: String(dig(body, "id")) };
};

test("groups, who is in them, roles and the apps that act with one survive a restart", async (t) => {
  const directory = directoryFor(t);
  const account = {
    accountId: "acc",
    users: [{ email: "amy@acme.test", id: "amy" }],
    groups: [
      { name: "Sales", id: "sales", members: ["amy"], admins: ["amy"] },
      { name: "Gone", id: "gone" },
    ],
    roles: [{ name: "Reader", id: "Rreader", privileges: ["User:Read", "Group:Read"], members: ["amy"] }],
  };
  let token = "";
  {
    await using stage = await inProcess.open({ directory, account });
    token = String(dig(await stage.control("POST", "/accounts/acc/apps", { role_id: "Rreader" }), "token"));
    await stage.call("PATCH", "/v2/groups/sales", { json: { name: "Sellers" } });
    await stage.call("DELETE", "/v2/groups/gone");
    await stage.call("POST", "/v2/roles", { json: { name: "Second" } });
  }
  await using stage = await inProcess.open({ directory });
  const groups = await stage.call("GET", "/v2/groups", { token });
  assert.deepEqual(listIn(groups.body, "groups"), [{ id: "sales", name: "Sellers", total_members: 1 }]);
  const admins = await stage.call("GET", "/v2/groups/sales/admins", { token });
  assert.equal(dig(admins.body, "admins", 0, "email"), "amy@acme.test");
  const amy = await stage.call("GET", "/v2/users/amy", { token });
  assert.deepEqual([dig(amy.body, "role_name"), dig(amy.body, "group_ids")], ["Reader", ["sales"]]);
  assertRefused(await stage.call("DELETE", "/v2/users/amy", { token }), 400, 200);
  const roles = listIn((await stage.call("GET", "/v2/roles")).body, "roles").map((role) => dig(role, "name"));
  assert.deepEqual(roles, ["Owner", "Admin", "Member", "Reader", "Second"]);
});

test("clock, quotas, switches, faults' counters and the order of everything survive a restart", async (t) => {
  const directory = directoryFor(t);
  const { account, first } = await furnish(directory);
  await using stage = await inProcess.open({ directory, account: { preset: "isv" } });
  assert.deepEqual([stage.emulator.restored, stage.emulator.account], [true, account]);
  const clock = await stage.control("GET", "/clock");
  assert.deepEqual([dig(clock, "now"), dig(clock, "frozen")], ["2026-12-01T12:00:00.000Z", true]);
  const accounts = listIn(await stage.control("GET", "/accounts"));
  assert.deepEqual(
    accounts.map((one) => dig(one, "name")),
    ["Acme", ...names],
  );
  assert.deepEqual(dig(accounts[0], "elsewhere"), { "far@other.test": "paid" });
  const mails = listIn(await stage.control("GET", "/inbox"), "mails");
  assert.deepEqual(
    mails.map((mail) => dig(mail, "to")),
    names.toReversed().map((name) => `${name}@acme.test`),
  );
  const faults = listIn(await stage.control("GET", "/faults"));
  assert.deepEqual(
    faults.map((rule) => [dig(rule, "effect", "message"), dig(rule, "seen")]),
    names.map((name) => [name, 1]),
  );
  assert.equal(
    dig((await stage.call("POST", "/oauth/token")).body, "message"),
    "first",
    "the first rule strikes first",
  );
  assertRefused(await stage.call("GET", "/v2/users/me"), 404, 1001);
  assert.equal((await stage.call("GET", `/v2/users/${first}`)).status, 200);
  assertRefused(await stage.call("GET", "/v2/users/third@acme.test"), 404, 1001);
  assert.equal((await invite(stage, "fifth")).headers.get("x-ratelimit-remaining"), "45", "four before, one now");
  const pending = listIn((await stage.call("GET", "/v2/users?status=pending")).body, "users");
  assert.deepEqual(
    pending.map((row) => dig(row, "email")),
    ["first", "second", "fourth", "fifth"].map((name) => `${name}@acme.test`),
  );
});

test("what addAccount adds is kept without waiting for a request", async (t) => {
  const directory = directoryFor(t);
  await using stage = await inProcess.open({ directory });
  const added = stage.emulator.addAccount({ users: [{ email: "amy@acme.test", id: "same" }] });
  stage.emulator.addAccount({ users: [{ email: "amy@acme.test", id: "same" }] });
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  await using other = await createEmulator({ directory: copyOf(t, directory) });
  const answer = await other.fetch("http://x/v2/users/same", { headers: { authorization: `Bearer ${added.token}` } });
  assert.equal(answer.status, 200, "two accounts may pin the same id");
});

/** The database as a kill would leave it now. */
const copyOf = (t: TestContext, directory: string): string => {
  const copy = directoryFor(t);
  for (const name of ["emulator.db", "emulator.db-wal"])
    writeFileSync(join(copy, name), readFileSync(join(directory, name)));
  return copy;
};

test("an account elsewhere is persisted with snapshot, reset and expiry", async (t) => {
  const directory = directoryFor(t);
  {
    await using stage = await inProcess.open({ directory, account: { accountId: "acc" } });
    await invite(stage, "amy");
    stage.advance(31 * 86_400_000);
    await stage.control("GET", "/accounts");
    const token = String(dig(await stage.control("POST", "/accounts/acc/apps", {}), "token"));
    assertRefused(await stage.call("GET", "/v2/users/amy@acme.test", { token }), 400, 1120);
    await stage.control("PUT", "/snapshot", await stage.control("GET", "/snapshot"));
  }
  {
    await using stage = await inProcess.open({ directory });
    assertRefused(await stage.call("GET", "/v2/users/amy@acme.test"), 400, 1120);
    await stage.control("POST", "/reset", {});
  }
  await using stage = await inProcess.open({ directory });
  assertRefused(await stage.call("GET", "/v2/users/amy@acme.test"), 404, 1001);
});

const damages: readonly (readonly [what: string, sql: string, code: string, names: RegExp])[] = [
  ["a newer format", "PRAGMA user_version = 99", "RC_SYSTEM_DATABASE_NEWER", /version 99/],
  ["no JSON", "UPDATE record SET body = '{' WHERE kind = 'user'", "RC_EMULATOR_STATE_BROKEN", /emulator\.db/],
  [
    "another shape",
    `UPDATE record SET body = '{"id":1}' WHERE kind = 'account'`,
    "RC_EMULATOR_STATE_BROKEN",
    /emulator\.db/,
  ],
  [
    "a user of no account",
    "DELETE FROM record WHERE kind = 'account'",
    "RC_EMULATOR_STATE_BROKEN",
    /belongs to no account/,
  ],
];

test("a damaged or newer database is named, and left alone", async (t) => {
  for (const [what, sql, code, message] of damages) {
    const directory = directoryFor(t);
    await (await inProcess.open({ directory })).emulator.close();
    const file = join(directory, "emulator.db");
    {
      using database = await openDatabase(file, { migrations: [""] });
      database.run(sql);
      database.all("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    await assert.rejects(createEmulator({ directory }), { code, message }, what);
    await assert.rejects(createEmulator({ directory }), { code, message }, `${what}, once more`);
  }
  const directory = directoryFor(t);
  writeFileSync(
    join(directory, "emulator.db"),
    "this is no database, but a text that is long enough to be looked at\n".repeat(99),
  );
  await assert.rejects(createEmulator({ directory }), {
    code: "RC_SYSTEM_DATABASE_UNREADABLE",
    message: /emulator\.db/,
  });
  await assert.rejects(createEmulator({ directory: join(directory, "none") }), {
    code: "RC_SYSTEM_DATABASE_UNREADABLE",
  });
});

test("what SCIM, uploads, passwords, presence and seeds made survives a restart, and goes with its user", async (t) => {
  const directory = directoryFor(t);
  const account = {
    preset: "business",
    accountId: "acc",
    settings: { trustedDomains: ["friend.test"], features: { webinar: 3 } },
    users: [
      { email: "amy@acme.test", id: "amy", type: 2, presence: "Busy" },
      { email: "bob@acme.test", id: "bob" },
    ],
    devices: [{ user: "amy", id: "bar", name: "Neat Bar" }],
    meetingTemplates: [{ id: "lecture", name: "Lecture", settings: { in_meeting: { polling: true } } }],
    summaryTemplates: [{ id: "standup", name: "Stand-up", user: "amy" }],
  } as const;
  const bulk = { feature_type: "webinar", feature_value: "64", users: [{ id: "amy" }] };
  const password = { json: { password: "Rk7vqz2m" } };
  const paths = [
    "/scim2/Users/amy",
    "/v2/users/amy",
    "/v2/users/amy/presence_status",
    "/v2/users/amy/collaboration_devices",
    "/v2/users/amy/meeting_templates/lecture",
    "/v2/users/amy/meeting_summary_templates",
    "/scim2/Groups?count=9",
  ];
  const look = (stage: Stage) => Promise.all(paths.map(async (path) => (await stage.call("GET", path)).body));
  let before: unknown;
  {
    await using stage = await inProcess.open({ directory, account });
    assert.equal((await stage.call("PUT", "/v2/users/amy/password", password)).status, 204);
    assert.equal((await stage.call("POST", "/v2/users/amy/picture", { body: form(png()) })).status, 201);
    assert.equal((await stage.call("POST", "/v2/users/features", { json: bulk })).status, 201);
    await stage.call("PUT", "/scim2/Users/amy", { json: { externalId: "hr-1", title: "Lead" } });
    await stage.call("POST", "/scim2/Groups", { json: { displayName: "Support" } });
    before = await look(stage);
  }
  {
    await using stage = await inProcess.open({ directory });
    assert.deepEqual(await look(stage), before);
    assertRefused(await stage.call("PUT", "/v2/users/amy/password", password), 400, 300);
    const url = new URL(String(dig(before, 1, "pic_url")));
    assert.deepEqual(new Uint8Array(await (await stage.emulator.fetch(url)).arrayBuffer()), png());
    assert.equal((await stage.call("DELETE", "/scim2/Users/amy")).status, 204);
    assert.equal((await stage.emulator.fetch(url)).status, 404);
  }
  await using stage = await inProcess.open({ directory });
  const records = dig(await stage.control("GET", "/snapshot"), "records");
  const left = ["credential", "device", "meetingTemplate", "picture", "presence", "summaryTemplate"].map((kind) =>
    listIn(records, kind).map((record) => dig(record, "id")),
  );
  assert.deepEqual(left, [[], [], ["lecture"], [], [], []]);
});
