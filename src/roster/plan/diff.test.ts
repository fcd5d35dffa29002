import assert from "node:assert/strict";
import { test } from "node:test";

import type { UserRow } from "#client";

import { diff, profileOf } from "./diff.ts";

const user: UserRow = {
  id: "u1",
  email: "amy@acme.test",
  firstName: "Amy",
  lastName: "Ode",
  displayName: "Amy Ode",
  type: 1,
  status: "active",
  department: "Sales",
  timezone: "",
  language: "en-US",
  groupIds: [],
  divisionIds: [],
  licences: [],
};

test("only what the file says differently is a change", () => {
  assert.deepEqual(diff({ email: "amy@acme.test", firstName: "Amy", department: "IT", type: 2 }, user), [
    { field: "type", from: 1, to: 2 },
    { field: "department", from: "Sales", to: "IT" },
  ]);
});

test("an empty cell says nothing, and a field the listing does not show is not guessed", () => {
  assert.deepEqual(diff({ firstName: "", lastName: "Ode", jobTitle: "Clerk" }, user), []);
});

test("a detail look shows the other fields", () => {
  const detail = { ...user, jobTitle: "Clerk", company: "", location: "", costCenter: "", manager: "", loginTypes: [] };
  assert.deepEqual(diff({ jobTitle: "Manager", company: "Acme" }, detail), [
    { field: "jobTitle", from: "Clerk", to: "Manager" },
    { field: "company", from: "", to: "Acme" },
  ]);
});

test("the profile is what can only be set on an active user", () => {
  assert.deepEqual(profileOf({ email: "a@b.test", firstName: "A", department: "IT", manager: "", type: 2 }), {
    department: "IT",
  });
});
