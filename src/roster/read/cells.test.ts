import assert from "node:assert/strict";
import { test } from "node:test";

import { readAction } from "./action.ts";
import { cleanText } from "./clean.ts";
import { emailKey, readEmail } from "./email.ts";
import { readLicence } from "./licence.ts";
import { checkPassword } from "./password.ts";
import { readStatus } from "./status.ts";

const codes = (findings: readonly { readonly code: string }[]): string[] => findings.map(({ code }) => code);

test("addresses are unwrapped and lowered, and say so", () => {
  const cases: readonly [string, string | undefined, readonly string[]][] = [
    ["ann@acme.test", "ann@acme.test", []],
    [" ann@acme.test ", "ann@acme.test", ["spaces_removed"]],
    ["\u200Bann@acme.test", "ann@acme.test", ["invisible_removed"]],
    ["mailto:ann@acme.test", "ann@acme.test", ["email_unwrapped"]],
    ["Ann Lee <ann@acme.test>", "ann@acme.test", ["email_unwrapped"]],
    ["<mailto:ann@ACME.test>", "ann@acme.test", ["email_unwrapped", "email_lowered"]],
    ["Ann.Lee@ACME.TEST", "Ann.Lee@acme.test", ["email_lowered"]],
    ["o'brien+zoom_1@mail.acme.test", "o'brien+zoom_1@mail.acme.test", []],
    ["=ann@acme.test", "=ann@acme.test", []],
    ["", undefined, []],
  ];
  for (const [cell, value, notes] of cases) {
    const reading = readEmail(cell);
    assert.deepEqual([reading.value, codes(reading.notes), reading.problems], [value, notes, []], cell);
  }
});

test("bad addresses are shown with what is wrong", () => {
  const cases: readonly [string, RegExp][] = [
    ["ann", /"ann" has no @/],
    ["ann@b@acme.test", /more than one @/],
    ["ann lee@acme.test", /contains a space/],
    ["a@acme.test; b@acme.test", /contains a space/],
    ["a@.com", /no valid domain/],
    ["a@acme", /no dot in its domain/],
    ["a@acme..test", /two dots in a row/],
    [".a@acme.test", /not valid before the @/],
    ["a.@acme.test", /not valid before the @/],
    ["@acme.test", /nothing before the @/],
    ["a@acme.test.", /no valid domain/],
    ["a@-acme.test", /no valid domain/],
    ["a@127.0.0.1", /no valid domain/],
    ["jos\u00E9@acme.test", /letters other than a-z/],
    ["ann_acme.test#EXT#@corp.onmicrosoft.com", /guest account in Entra ID/],
    [`a@${"x".repeat(60)}.${"y".repeat(63)}.test`, /longer than Zoom's 128/],
    ["#N/A", /spreadsheet error/],
  ];
  for (const [cell, what] of cases) {
    const { value, problems } = readEmail(cell);
    assert.equal(value, undefined);
    assert.match(problems[0]?.what ?? "", what, cell);
  }
});

test("addresses are compared without case", () => {
  assert.equal(emailKey(" Ann@ACME.test "), emailKey("ann@acme.test"));
});

test("licence words and numbers", () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ["", undefined],
    ...["1", "basic", "Free", " BASIC "].map((word) => [word, 1] as const),
    ...["2", "Licensed", "pro", "Paid"].map((word) => [word, 2] as const),
    ...["4", "unassigned"].map((word) => [word, 4] as const),
    ...["99", "None"].map((word) => [word, 99] as const),
  ];
  for (const [word, type] of cases)
    assert.deepEqual([readLicence(word).value, readLicence(word).problems], [type, []], word);
  for (const word of ["3", "On-Prem"]) assert.deepEqual(codes(readLicence(word).problems), ["licence_on_prem"]);
  const [unknown] = readLicence("Gold").problems;
  assert.equal(unknown?.code, "licence_unknown");
  assert.match(
    `${unknown.what} ${unknown.fix ?? ""}`,
    /"Gold".*1 or Basic.*2 or Licensed.*4 or Unassigned.*99 or None/,
  );
});

test("action words, in any case", () => {
  const cases: Readonly<Record<string, string>> = {
    create: "create",
    CREATE: "create",
    invite: "create",
    autocreate: "autoCreate",
    custCreate: "custCreate",
    SSO: "ssoCreate",
    ssoCreate: "ssoCreate",
  };
  for (const [word, action] of Object.entries(cases)) assert.equal(readAction(word).value, action);
  assert.equal(readAction(" ").value, undefined);
  assert.deepEqual(codes(readAction("delete").problems), ["action_unknown"]);
});

test("password rules are named one by one, without the password", () => {
  const cases: readonly [string, readonly string[]][] = [
    ["Correct-Horse7", []],
    [" Spaces ok 1 ", []],
    ["", ["password_missing"]],
    ["Ab1", ["password_length"]],
    [`Ab1${"x".repeat(30)}`, ["password_length"]],
    ["aaaaaaaa", ["password_digit", "password_case", "password_repeated"]],
    ["12345678", ["password_letter", "password_case", "password_run"]],
    ["87654321", ["password_letter", "password_case", "password_run"]],
    ["abcdefgh", ["password_digit", "password_case", "password_run"]],
    ["lowercase1", ["password_case"]],
    ["NoDigitHere", ["password_digit"]],
  ];
  for (const [password, expected] of cases) {
    const findings = checkPassword(password);
    assert.deepEqual(codes(findings), expected);
    if (password !== "" && password !== "12345678") assert.ok(!JSON.stringify(findings).includes(password));
  }
  assert.deepEqual(codes(checkPassword(undefined)), ["password_missing"]);
});

test("text is cleaned of what nobody sees, and says so", () => {
  const cases: readonly [string, string | undefined, readonly string[]][] = [
    ["Zo\u00EB", "Zo\u00EB", []],
    ["  Zo\u00EB \u00A0 Lee\u3000", "Zo\u00EB Lee", ["spaces_removed"]],
    ["Floor 1\r\nDesk 2", "Floor 1 Desk 2", ["spaces_removed"]],
    ["Zoe\u0308", "Zo\u00EB", ["accents_composed"]],
    ["\uFEFFA\u00ADnn\u200B\u200D", "Ann", ["invisible_removed"]],
    ["\u0645\u06CC\u200C\u062E", "\u0645\u06CC\u200C\u062E", []],
    ["=SUM(A1)", "=SUM(A1)", []],
    ["+47 22 33", "+47 22 33", []],
    ["Jos\u00C3\u00A9", "Jos\u00C3\u00A9", ["misread_suspected"]],
    ["  ", undefined, []],
  ];
  for (const [cell, value, notes] of cases) {
    const reading = cleanText(cell);
    assert.deepEqual([reading.value, codes(reading.notes), reading.problems], [value, notes, []]);
  }
  assert.deepEqual(codes(cleanText("#REF!").problems), ["formula_error"]);
  assert.deepEqual(codes(cleanText("Jos\uFFFD").problems), ["damaged_text"]);
  assert.deepEqual(codes(cleanText("A\u0007").problems), ["control_character"]);
});

test("people whom the source calls gone are a problem", () => {
  const cases: readonly [string, string, boolean][] = [
    ["status", "tobedeleted", true],
    ["Employment Status", "Terminated", true],
    ["status", "active", false],
    ["Employment Status", "Full-time", false],
    ["accountEnabled", "False", true],
    ["enabledUser", "true", false],
    ["suspended", "True", true],
    ["suspended", "False", false],
    ["status", "", false],
  ];
  for (const [column, cell, isGone] of cases) {
    assert.deepEqual(
      codes(readStatus(column, cell).problems),
      isGone ? ["inactive_in_source"] : [],
      `${column} ${cell}`,
    );
  }
});
