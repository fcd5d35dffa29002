import assert from "node:assert/strict";
import { test } from "node:test";

import { isPasswordAllowed } from "./password.ts";

const plain = { minimumLength: 8, special: false, consecutive: 0, weak: false, history: 0, changesPerDay: 5 };

const allowed = (rule: Partial<typeof plain>, ...passwords: readonly string[]): readonly boolean[] =>
  passwords.map((password) => isPasswordAllowed(password, { ...plain, ...rule }));

test("Zoom's default rule: 8 to 32 characters, digit, upper and lower case, no single run or repetition", () => {
  assert.deepEqual(
    allowed({}, "Abcdef12", "Aa345678", `Aa1${"x".repeat(29)}`, "Pässword1", "abcdefgH1"),
    Array(5).fill(true),
  );
  assert.deepEqual(
    allowed(
      {},
      "",
      "Abcde12",
      `Aa1${"x".repeat(30)}`,
      "abcdefg1",
      "ABCDEFG1",
      "Abcdefgh",
      "12345678",
      "abcdefgh",
      "87654321",
      "11111111",
    ),
    Array(10).fill(false),
  );
});

test("an account's enhanced rule adds to it", () => {
  assert.deepEqual(allowed({ minimumLength: 10 }, "Aa1xyzzyq", "Aa1xyzzyqr"), [false, true]);
  assert.deepEqual(allowed({ special: true }, "Aa1xyzzyq", "Aa1xyzzy!", "Aa1xyzzy ", "Aa1xyzzyä"), [
    false,
    true,
    true,
    false,
  ]);
  assert.deepEqual(allowed({ consecutive: 4 }, "Aa1-abcd", "Aa1-abce", "Aa1-dcba", "Aa1-9876"), [
    false,
    true,
    false,
    false,
  ]);
  assert.deepEqual(allowed({ weak: true }, "Password1", "PASSWORd1", "Passwort1"), [false, false, true]);
});
