import assert from "node:assert/strict";

import { assertRefused, dig, type Host, keysOf, listIn, onBothHosts, type Reply, type Stage } from "./hosts.ts";

const people = (count: number) =>
  Array.from({ length: count }, (_unused, at) => ({ email: `user${at}@acme.test`, firstName: `User ${at}` }));

/** An account with the owner and `count` users more. */
const open = (host: Host, count: number, switches: object = {}): Promise<Stage> =>
  host.open({ account: { users: people(count), switches } });

const emails = (reply: Reply): readonly unknown[] => listIn(reply.body, "users").map((row) => dig(row, "email"));

const list = (stage: Stage, query: Readonly<Record<string, string>>): Promise<Reply> =>
  stage.call("GET", `/v2/users?${new URLSearchParams(query).toString()}`);

/** All pages of a query, by their tokens. */
const walk = async (stage: Stage, query: Readonly<Record<string, string>>): Promise<readonly Reply[]> => {
  const pages = [await list(stage, query)];
  for (;;) {
    const token = dig(pages.at(-1)?.body, "next_page_token");
    if (typeof token !== "string" || token === "") return pages;
    pages.push(await list(stage, { ...query, next_page_token: token }));
  }
};

onBothHosts("pages: every user once, counts on the first only, an empty token on the last", async (host) => {
  await using stage = await open(host, 64);
  const pages = await walk(stage, {});
  assert.deepEqual(
    pages.map((page) => emails(page).length),
    [30, 30, 5],
  );
  assert.deepEqual(pages.flatMap(emails), ["owner@acme.test", ...people(64).map(({ email }) => email)]);
  assert.deepEqual(
    pages.map((page) => ["page_count", "page_number", "page_size", "total_records"].map((key) => dig(page.body, key))),
    [
      [3, 1, 30, 65],
      [undefined, undefined, 30, 65],
      [undefined, undefined, 30, 65],
    ],
  );
  assert.deepEqual(keysOf(pages[1]?.body), ["page_size", "total_records", "next_page_token", "users"]);
  assert.match(String(dig(pages[0]?.body, "next_page_token")), /^[A-Za-z0-9]{35}$/);
  assert.equal(dig(pages[2]?.body, "next_page_token"), "");
});

onBothHosts("a token goes on with the same query for 15 minutes", async (host) => {
  await using stage = await open(host, 9);
  const refused = async (query: Record<string, string>): Promise<void> =>
    assertRefused(await list(stage, query), 400, 300, "The next page token is invalid or expired.");
  const first = await list(stage, { page_size: "3" });
  const token = String(dig(first.body, "next_page_token"));
  await refused({ page_size: "4", next_page_token: token });
  await refused({ page_size: "3", status: "inactive", next_page_token: token });
  await refused({ page_size: "3", role_id: "2", next_page_token: token });
  await refused({ page_size: "3", include_fields: "host_key", next_page_token: token });
  await refused({ page_size: "3", next_page_token: `${token}x` });
  const other = stage.emulator.addAccount();
  assertRefused(
    await stage.call("GET", `/v2/users?page_size=3&next_page_token=${token}`, { token: other.token }),
    400,
    300,
  );
  assert.equal((await list(stage, { page_size: "3", next_page_token: token })).status, 200);
  assert.equal((await list(stage, { page_size: "3", next_page_token: token })).status, 200, "more than once");
  stage.advance(14 * 60_000);
  assert.equal((await list(stage, { page_size: "3", next_page_token: token })).status, 200);
  stage.advance(60_000);
  await refused({ page_size: "3", next_page_token: token });
});

onBothHosts("users who come and go between two pages are neither repeated nor skipped", async (host) => {
  await using stage = await open(host, 9);
  const first = await list(stage, { page_size: "4" });
  for (const email of ["user0@acme.test", "user3@acme.test"])
    await stage.call("DELETE", `/v2/users/${email}?action=delete`);
  const token = String(dig(first.body, "next_page_token"));
  const second = await list(stage, { page_size: "4", next_page_token: token });
  assert.deepEqual(
    emails(second),
    [4, 5, 6, 7].map((at) => `user${at}@acme.test`),
  );
});

const sizes: readonly (readonly [asked: string, size: number])[] = [
  ["", 30],
  ["1", 1],
  ["2000", 2000],
  ["2001", 2000],
  ["0", 1],
  ["-5", 1],
  ["99999999999", 2000],
  ["2.9", 2],
];

onBothHosts("page_size: 30 unless told, 1 to 2000, clamped", async (host) => {
  await using stage = await open(host, 2);
  for (const [asked, size] of sizes)
    assert.equal(dig((await list(stage, { page_size: asked })).body, "page_size"), size, asked);
  assertRefused(await list(stage, { page_size: "many" }), 400, 300, "Validation Failed.");
});

onBothHosts("page_size may be limited to 300, and refused instead of clamped", async (host) => {
  await using older = await open(host, 0, { pageSizeLimit: "300" });
  assert.equal(dig((await list(older, { page_size: "2000" })).body, "page_size"), 300);
  await using strict = await open(host, 0, { pageSizeOutOfRange: "refuse" });
  for (const page_size of ["0", "2001", "-1", "x", "1.5"]) {
    const reply = await list(strict, { page_size });
    assertRefused(reply, 400, 300, "Validation Failed.");
    assert.deepEqual(dig(reply.body, "errors", 0), { field: "page_size", message: "Invalid field." });
  }
});

onBothHosts("the deprecated page_number, past the end too", async (host) => {
  await using stage = await open(host, 4);
  const third = await list(stage, { page_size: "2", page_number: "3" });
  assert.deepEqual([emails(third), dig(third.body, "page_number")], [["user3@acme.test"], 3]);
  assert.deepEqual(emails(await list(stage, { page_size: "2", page_number: "9" })), []);
  assert.equal(emails(await list(stage, { page_size: "2", page_number: "x" })).length, 2);
});

const mixed = [
  { email: "admin@acme.test", roleId: "1" },
  { email: "off@acme.test", status: "inactive" },
  { email: "new@acme.test", status: "pending" },
  {
    email: "full@acme.test",
    type: 2,
    profile: { dept: "Sales", host_key: "123456", custom_attributes: [{ key: "cbf_1", name: "Badge", value: "7" }] },
  },
] as const;

onBothHosts("filters: status and role; empty parameters count as absent", async (host) => {
  await using stage = await host.open({ account: { users: mixed } });
  const cases: readonly (readonly [query: Readonly<Record<string, string>>, users: readonly string[]])[] = [
    [{}, ["owner", "admin", "full"]],
    [{ status: "active", role_id: "", next_page_token: "", page_number: "" }, ["owner", "admin", "full"]],
    [{ status: "" }, ["owner", "admin", "full"]],
    [{ status: "inactive" }, ["off"]],
    [{ status: "pending" }, ["new"]],
    [{ role_id: "1" }, ["admin"]],
    [{ role_id: "0" }, ["owner"]],
    [{ role_id: "2", status: "inactive" }, ["off"]],
    [{ role_id: "unknown" }, []],
    [{ license: "zoom_compliance_management", unknown: "x" }, ["owner", "admin", "full"]],
  ];
  for (const [query, users] of cases) {
    const reply = await list(stage, query);
    assert.deepEqual(
      emails(reply),
      users.map((name) => `${name}@acme.test`),
      JSON.stringify(query),
    );
    assert.equal(dig(reply.body, "total_records"), users.length);
  }
  assertRefused(await list(stage, { status: "expired" }), 400, 300, "Validation Failed.");
});

onBothHosts("include_fields adds what it names and nothing else does", async (host) => {
  await using stage = await host.open({ account: { users: mixed } });
  const last = async (include: string): Promise<unknown> =>
    listIn((await list(stage, { include_fields: include })).body, "users").at(-1);
  assert.deepEqual(dig(await last("custom_attributes"), "custom_attributes", 0, "value"), "7");
  assert.equal(dig(await last("host_key"), "host_key"), "123456");
  for (const include of ["", "unknown"])
    for (const key of ["host_key", "custom_attributes"]) assert.equal(dig(await last(include), key), undefined);
});
