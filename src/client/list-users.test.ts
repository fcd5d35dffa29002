import assert from "node:assert/strict";
import { test } from "node:test";

import { type Bench, bench, refusal, type Reply } from "./scripted-network.test.ts";

const page = (names: readonly string[], next: string): Reply => ({
  json: {
    page_size: 300,
    next_page_token: next,
    users: names.map((name) => ({ id: name, email: `${name}@acme.test`, type: 1 })),
  },
});
const expired = refusal(400, 300, "The next page token is invalid or expired.");

const emails = async (rows: AsyncIterable<{ email: string }>): Promise<string> => {
  const names: string[] = [];
  for await (const { email } of rows) names.push(email.replace("@acme.test", ""));
  return names.join("");
};
const queries = ({ requests }: Bench): string[] => requests.map(({ url }) => new URL(url).search);

test("follows page tokens to the end, with the same query", async () => {
  const table = bench([page(["a", "b"], "t1"), page(["c"], "")]);
  assert.equal(await emails(table.client.users.list("inactive")), "abc");
  assert.deepEqual(queries(table), [
    "?status=inactive&page_size=300",
    "?status=inactive&page_size=300&next_page_token=t1",
  ]);
});

test("a missing page token or list ends it, rows take the listing's status", async () => {
  const table = bench([{ json: { users: [{ email: "a@acme.test", type: 1, dept: 7 }] } }]);
  for await (const row of table.client.users.list("pending", { pageSize: 2000 })) {
    assert.deepEqual([row.id, row.status, row.department], [undefined, "pending", ""]);
  }
  assert.deepEqual(queries(table), ["?status=pending&page_size=2000"]);
  assert.equal(await emails(bench([{ json: {} }]).client.users.list("active")), "");
});

test("a page token that expires restarts the listing once, nobody comes twice", async () => {
  const table = bench([page(["a"], "t1"), expired, page(["a"], "t2"), page(["b"], "")]);
  assert.equal(await emails(table.client.users.list("active")), "ab");
  const twice = bench([page(["a"], "t1"), expired, page(["a"], "t2"), expired]);
  await assert.rejects(emails(twice.client.users.list("active")), { code: "RC_CLIENT_LISTING", exit: 7 });
});

test("code 300 without a page token is a refusal", async () => {
  await assert.rejects(emails(bench([expired]).client.users.list("active")), { code: "RC_CLIENT_REFUSED" });
});

test("a repeated page token never loops for ever", async () => {
  const stuck = bench([page(["a"], "t1"), page(["a"], "t1")]);
  await assert.rejects(emails(stuck.client.users.list("active")), { code: "RC_CLIENT_LISTING" });
  const wandering = bench([page(["a"], "t1"), page([], "t2"), page(["a"], "t3"), page([], "t4")]);
  await assert.rejects(emails(wandering.client.users.list("active")), { code: "RC_CLIENT_LISTING" });
  const fine = bench([page(["a"], "t1"), page(["b"], "t1"), page(["c"], "")]);
  assert.equal(await emails(fine.client.users.list("active")), "abc");
});

test("all: three statuses, each person once", async () => {
  const table = bench([page(["a", "b"], ""), page(["b", "c"], ""), page(["d"], "")]);
  assert.equal(await emails(table.client.users.all()), "abcd");
  assert.deepEqual(
    queries(table).map((query) => new URLSearchParams(query).get("status")),
    ["active", "inactive", "pending"],
  );
});

test("a page that is none is named with the place", async () => {
  const odd = bench([{ json: { users: [{ email: "a@acme.test" }] } }]);
  await assert.rejects(emails(odd.client.users.list("active")), {
    code: "RC_CLIENT_ANSWER",
    message: /users\.0\.type/,
  });
});
