import assert from "node:assert/strict";
import { test } from "node:test";

import type { Profile, User } from "../records.ts";
import { GroupBook } from "./book.ts";

const userOf = (seq: number, profile: Profile | null): User => ({
  seq,
  account: "acc",
  id: `user${seq}`,
  email: `user${seq}@acme.test`,
  firstName: "",
  lastName: "",
  type: 1,
  status: "active",
  action: "create",
  roleId: "2",
  pmi: 0,
  createdAt: 0,
  invitedAt: 0,
  lastLoginAt: null,
  profile,
});

test("the index follows the users' profiles, in order of creation", () => {
  const book = new GroupBook();
  const sales = { seq: 1, account: "acc", id: "sales", name: "Sales" };
  book.add(sales);
  const [third, second, lone] = [
    userOf(3, { group_ids: ["sales", "unknown"] }),
    userOf(2, { group_ids: ["sales"], admin_group_ids: ["sales"] }),
    userOf(4, null),
  ];
  for (const user of [third, second, lone]) book.take(user);
  assert.deepEqual(book.members(sales), [second, third]);
  assert.deepEqual([book.count(sales), book.admins(sales)], [2, [second]]);
  book.release(second);
  assert.deepEqual([book.members(sales), book.admins(sales)], [[third], []]);
});

test("a name is free again once its group has another one or is gone", () => {
  const book = new GroupBook();
  const sales = { seq: 1, account: "acc", id: "sales", name: "Sales" };
  book.add(sales);
  assert.equal(book.byName("SALES"), sales);
  book.rename(sales, "sales");
  assert.equal(book.byName("Sales"), sales);
  book.rename(sales, "Sellers");
  assert.deepEqual([book.byName("Sales"), book.byName("sellers")], [undefined, sales]);
  book.remove(sales);
  assert.deepEqual([book.byName("Sellers"), book.byId("sales"), book.size], [undefined, undefined, 0]);
});
