import assert from "node:assert/strict";
import { test } from "node:test";

import { randomFrom } from "#base";

import { Directory } from "./directory.ts";
import type { User, UserStatus } from "./records.ts";

const user = (seq: number, status: UserStatus = "active", invitedAt = seq): User => ({
  seq,
  account: "acc",
  id: `id${seq}`,
  email: `User${seq}@acme.test`,
  firstName: "",
  lastName: "",
  type: 1,
  status,
  action: "create",
  roleId: "2",
  pmi: 2_000_000_000,
  createdAt: invitedAt,
  invitedAt,
  lastLoginAt: null,
  profile: null,
});

const seqs = (users: Iterable<User>): readonly number[] => [...users].map((one) => one.seq);

test("users are found by id and by address in any case, until they are removed", () => {
  const directory = new Directory();
  const amy = user(1);
  directory.add(amy);
  assert.equal(directory.byId("id1"), amy);
  assert.equal(directory.byEmail("USER1@ACME.test"), amy);
  assert.equal(directory.count("active"), 1);
  directory.remove(amy);
  assert.deepEqual(
    [directory.byId("id1"), directory.byEmail(amy.email), directory.count("active"), directory.size],
    [undefined, undefined, 0, 0],
  );
});

test("the order of creation survives any number of removals, and a place is found again after them", () => {
  const directory = new Directory();
  const users = Array.from({ length: 1000 }, (_unused, seq) => user(seq));
  for (const one of users) directory.add(one);
  for (const one of users) if (one.seq % 10 !== 3) directory.remove(one);
  assert.deepEqual(seqs(directory.from(0)), seqs(directory.all()));
  assert.equal(directory.all().length, 100);
  assert.deepEqual(seqs(directory.from(500)).slice(0, 3), [503, 513, 523]);
  assert.deepEqual(seqs(directory.from(994)), []);
  directory.add(user(1000));
  assert.deepEqual(seqs(directory.from(990)), [993, 1000]);
});

test("removing everybody in turn leaves nothing behind", () => {
  const directory = new Directory();
  for (let seq = 0; seq < 500; seq += 1) directory.add(user(seq));
  for (const one of directory.all()) directory.remove(one);
  assert.deepEqual([directory.size, directory.all()], [0, []]);
});

test("invitations run out oldest first, each once; accepted and withdrawn ones never", () => {
  const directory = new Directory();
  const users = [10, 20, 30, 40].map((at, seq) => user(seq, "pending", at));
  for (const one of users) directory.add(one);
  const [, second, third] = users;
  assert.ok(second && third);
  directory.setStatus(second, "active");
  directory.remove(third);
  assert.deepEqual(seqs(directory.expire(11)), [0]);
  assert.deepEqual(seqs(directory.expire(40)), []);
  assert.deepEqual(seqs(directory.expire(41)), [3]);
  assert.deepEqual(seqs(directory.expire(1000)), []);
  assert.deepEqual([directory.count("expired"), directory.count("pending"), directory.count("active")], [2, 0, 1]);
});

test("a renewed invitation holds back nobody else's", () => {
  const directory = new Directory();
  const users = [10, 20, 30].map((at, seq) => user(seq, "pending", at));
  for (const one of users) directory.add(one);
  const [first] = users;
  assert.ok(first);
  directory.renew(first, 100);
  assert.deepEqual(seqs(directory.expire(25)), [1]);
  assert.deepEqual(seqs(directory.expire(100)), [2]);
  assert.deepEqual(seqs(directory.expire(101)), [0]);
});

test("invitations sent after the clock was set back run out in their own time", () => {
  const directory = new Directory();
  for (const [seq, at] of [500, 100, 300, 200].entries()) directory.add(user(seq, "pending", at));
  assert.deepEqual(seqs(directory.expire(150)), [1]);
  assert.deepEqual(seqs(directory.expire(301)), [3, 2]);
  assert.deepEqual(seqs(directory.expire(501)), [0]);
});

test("from the newest backwards, holes left out", () => {
  const directory = new Directory();
  const users = [10, 20, 30, 40].map((at, seq) => user(seq, "active", at));
  for (const one of users) directory.add(one);
  const [, , third] = users;
  assert.ok(third);
  directory.remove(third);
  assert.deepEqual(seqs([...directory.backFrom(Infinity)]), [3, 1, 0]);
  assert.deepEqual(seqs([...directory.backFrom(2)]), [1, 0]);
  assert.deepEqual(seqs([...directory.backFrom(-1)]), []);
});

test("inviting and withdrawing again and again costs neither time nor memory", () => {
  const directory = new Directory();
  directory.add(user(0, "pending", 0));
  for (let seq = 1; seq < 50_000; seq += 1) {
    const one = user(seq, "pending");
    directory.add(one);
    assert.equal(directory.expire(0).length, 0);
    directory.remove(one);
  }
  assert.deepEqual(seqs(directory.expire(1)), [0]);
});

test("whoever is there is found by id, whenever they are asked for", (t) => {
  const seed = Number(process.env["ROLLCALL_SEED"] ?? Date.now() % 1_000_000_000);
  t.diagnostic(`seed ${seed} (repeat with ROLLCALL_SEED=${seed})`);
  const random = randomFrom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const directory = new Directory();
  const there = new Map<string, User>();
  let made = 0;
  for (let round = 0; round < 200; round += 1) {
    for (let count = below(12); count > 0; count -= 1) {
      const one = user(made);
      made += 1;
      directory.add(one);
      there.set(one.id, one);
    }
    for (let count = below(12); count > 0 && there.size > 0; count -= 1) {
      const gone = [...there.values()][below(there.size)];
      assert.ok(gone);
      directory.remove(gone);
      there.delete(gone.id);
    }
    const id = `id${below(made + 1)}`;
    if (below(3) === 0) assert.equal(directory.byId(id), there.get(id));
    assert.equal(directory.size, there.size);
  }
  for (let seq = 0; seq < made; seq += 1) assert.equal(directory.byId(`id${seq}`), there.get(`id${seq}`));
  assert.deepEqual(directory.all(), [...there.values()]);
});
