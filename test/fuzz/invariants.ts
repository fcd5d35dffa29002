import assert from "node:assert/strict";

import { exactJson } from "#base";

import { dig, listIn } from "../conformance/hosts.ts";

const text = (value: unknown, ...keys: readonly (string | number)[]): string => String(dig(value, ...keys));

const unique = (what: string, keys: readonly string[]): void => {
  const seen = new Set<string>();
  for (const key of keys) {
    assert.ok(!seen.has(key), `${what} is there twice: ${key}`);
    seen.add(key);
  }
};

const builtInRoles = ["0", "1", "2"];

/** Everything of one account, by kind. */
type RecordsOf = (kind: string) => readonly unknown[];

const checkUsers = (of: RecordsOf): void => {
  const users = of("user");
  unique(
    "an address",
    users.map((user) => text(user, "email").toLowerCase()),
  );
  const groups = new Set(of("group").map((group) => text(group, "id")));
  const roles = new Set([...builtInRoles, ...of("role").map((role) => text(role, "id"))]);
  const divisions = new Set(of("division").map((division) => text(division, "id")));
  const owners = users.filter((user) => dig(user, "roleId") === "0");
  assert.equal(owners.length, 1, "one Owner");
  for (const user of users) {
    const who = `${text(user, "email")} (${text(user, "status")})`;
    assert.ok(roles.has(text(user, "roleId")), `${who} has a role that is not there`);
    for (const list of ["group_ids", "admin_group_ids"]) {
      const named = listIn(user, "profile", list).map(String);
      unique(`${list} of ${who}`, named);
      for (const id of named) assert.ok(groups.has(id), `${list} of ${who} names no group: ${id}`);
    }
    for (const id of listIn(user, "profile", "division_ids").map(String))
      assert.ok(divisions.has(id), `${who} is in a division that is not there: ${id}`);
  }
};

const checkBelongings = (of: RecordsOf): void => {
  const users = new Set(of("user").map((user) => text(user, "id")));
  const groups = new Set(of("group").map((group) => text(group, "id")));
  for (const kind of ["credential", "picture", "presence"])
    for (const record of of(kind)) assert.ok(users.has(text(record, "id")), `${kind} of nobody: ${text(record, "id")}`);
  for (const record of of("settings")) {
    const [kind, id = ""] = text(record, "id").split(" ");
    if (kind === "user") assert.ok(users.has(id), `settings of nobody: ${id}`);
    if (kind === "group") assert.ok(groups.has(id), `settings of no group: ${id}`);
  }
  for (const kind of ["group", "role", "contactGroup", "division"])
    unique(
      `an id of a ${kind}`,
      of(kind).map((record) => text(record, "id")),
    );
  unique(
    "a group's name",
    of("group").map((group) => text(group, "name").toLowerCase()),
  );
};

/** Holds a snapshot against what must be true of every account, whatever has been asked of it. */
export const checkInvariants = (snapshot: string): void => {
  const records = dig(exactJson.parse(snapshot), "records");
  for (const account of listIn(records, "account")) {
    const id = dig(account, "id");
    const of: RecordsOf = (kind) => listIn(records, kind).filter((record) => dig(record, "account") === id);
    checkUsers(of);
    checkBelongings(of);
  }
  const accounts = new Set(listIn(records, "account").map((account) => dig(account, "id")));
  for (const kind of ["app", "token", "user", "mail", "webhook", "delivery"])
    for (const record of listIn(records, kind))
      assert.ok(accounts.has(dig(record, "account")), `${kind} of an account that is not there`);
};
