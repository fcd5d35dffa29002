import assert from "node:assert/strict";
import { test } from "node:test";

import { redactEmails } from "./redact-emails.ts";

/** The addresses that were found, and the text with `x` in their place. */
const found = (text: string): { readonly text: string; readonly addresses: readonly string[] } => {
  const addresses: string[] = [];
  const redacted = redactEmails(text, (address) => {
    addresses.push(address);
    return "x";
  });
  return { text: redacted, addresses };
};

test("addresses are found in words, JSON, paths and queries, and are the same however they are written", () => {
  for (const [text, redacted, ...addresses] of [
    ["Mona.Reyes@Acme.test left", "x@Acme.test left", "mona.reyes@acme.test"],
    ['{"email":"mona+1@acme.test"}', '{"email":"x@acme.test"}', "mona+1@acme.test"],
    ["GET /v2/users/mona%2B1%40acme.test?x=1", "GET /v2/users/x%40acme.test?x=1", "mona+1@acme.test"],
    ["?email=j%C3%BCrgen@b%C3%BCro.test", "?email=x@b%C3%BCro.test", "jürgen@b"],
    ["jürgen@büro.test, o'neil@acme.test", "x@büro.test, o'x@acme.test", "jürgen@büro.test", "neil@acme.test"],
    ["<a@b.test>;c@localhost.", "<x@b.test>;x@localhost.", "a@b.test", "c@localhost"],
  ] as const) {
    assert.deepEqual(found(text), { text: redacted, addresses }, text);
  }
});

test("what only looks like one stays, and broken escapes do no harm", () => {
  for (const text of ["prom-client@15.1.3", "@acme/pkg", "a @ b", "100%", "%zz@", "a@"])
    assert.deepEqual(found(text).text, text);
  assert.equal(found("%e4@acme.test").text, "x@acme.test");
});

test("long texts without an address take no time", () => {
  const begun = performance.now();
  redactEmails("a".repeat(300_000), () => "x");
  redactEmails(`a@${"b.".repeat(100_000)}`, () => "x");
  assert.ok(performance.now() - begun < 3000);
});
