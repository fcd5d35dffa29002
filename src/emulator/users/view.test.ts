import assert from "node:assert/strict";
import { test } from "node:test";

import type { User } from "../records.ts";
import { presets } from "../presets.ts";
import { defaultSwitches } from "../switches.ts";
import { timeText, userText } from "./view.ts";

const account = {
  id: "aBcDeFgHiJkLmNoPqRsTuV",
  number: 1,
  name: "Acme",
  preset: "pro",
  settings: presets.pro.settings(),
  switches: defaultSwitches,
  elsewhere: {},
  nextSeq: 2,
  quotaDay: 0,
  quotas: {},
};

const ada: User = {
  seq: 1,
  account: account.id,
  id: "Zm9vYmFyYmF6cXV4MTIzNA",
  email: "ada@acme.test",
  firstName: "Ada",
  lastName: "Lovelace",
  type: 1,
  status: "active",
  action: "create",
  roleId: "2",
  pmi: 4_123_456_789,
  createdAt: Date.UTC(2026, 1, 3, 4, 5, 6, 789),
  invitedAt: 0,
  lastLoginAt: null,
  profile: null,
};

test("the short way to a user's text gives what the long way gives", () => {
  const variants: Partial<User>[] = [
    {},
    { status: "pending" },
    { status: "inactive", roleId: "0", type: 2, action: "ssoCreate" },
    { action: "custCreate", lastLoginAt: Date.UTC(2026, 11, 31, 23, 59, 59) },
    { firstName: "", lastName: "" },
    { firstName: 'Ada "the\\first"', lastName: "Zoë\n\ud83d" },
    { firstName: "陳", lastName: "😀" },
    { id: 'pinned"id', email: "o'hara+tag@acme.test" },
  ];
  const now = Date.UTC(2026, 5, 1);
  for (const variant of variants) {
    const user = { ...ada, ...variant };
    // An empty profile shows nothing, but goes the long way.
    const long = userText({ ...user, profile: {} }, account, now);
    assert.equal(userText(user, account, now), long);
    assert.ok(long.includes(`"display_name":${JSON.stringify(`${user.firstName} ${user.lastName}`.trim())}`));
  }
});

test("a time is written as Date writes it, without the milliseconds", () => {
  const day = 86_400_000;
  for (const ms of [0, 1, 999, 1000, day - 1, day, ada.createdAt, Date.UTC(2028, 1, 29, 23, 59, 59, 999), -1, -day])
    assert.equal(timeText(ms), `${new Date(ms).toISOString().slice(0, 19)}Z`);
});
