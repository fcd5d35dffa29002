import assert from "node:assert/strict";
import { test } from "node:test";

import { RollcallError } from "#base";
import { hosts } from "#zoom";

import { readAccounts } from "./account.ts";

const entry = {
  name: "acme",
  kind: "zoom",
  account_id: "acc",
  client_id: "cid",
  client_secret: { env: "ACME_SECRET" },
};
const file = (...entries: unknown[]): string => JSON.stringify({ accounts: entries });

const complaint = (text: string): RollcallError => {
  try {
    readAccounts(text, "accounts.json");
  } catch (error) {
    assert.ok(error instanceof RollcallError);
    return error;
  }
  throw new Error(`accepted: ${text}`);
};

test("defaults: Zoom's global hosts and the lowest plan", () => {
  assert.deepEqual(readAccounts(file(entry), "accounts.json"), [
    {
      name: "acme",
      kind: "zoom",
      baseUrl: hosts.api,
      tokenUrl: hosts.token,
      accountId: "acc",
      clientId: "cid",
      clientSecret: { env: "ACME_SECRET" },
      plan: "free",
    },
  ]);
});

test("seats can be declared, null for no cap", () => {
  const [account] = readAccounts(file({ ...entry, seats: { licensed: 40, basic: null } }), "x");
  assert.deepEqual(account?.seats, { licensed: 40, basic: null });
  assert.match(complaint(file({ ...entry, seats: { licensed: -1 } })).message, /accounts\[0\]\.seats\.licensed: /);
});

const tokenUrl = (base_url: string, more = {}): string | undefined =>
  readAccounts(file({ ...entry, base_url, ...more }), "x")[0]?.tokenUrl;

test("the token is asked for where the API is", () => {
  assert.equal(tokenUrl("https://api-eu.zoom.us/v2/"), hosts.token);
  assert.equal(tokenUrl("http://127.0.0.1:4010/v2"), "http://127.0.0.1:4010/oauth/token");
  assert.equal(tokenUrl("https://zoom.us.evil.example/v2"), "https://zoom.us.evil.example/oauth/token");
  assert.equal(tokenUrl("http://localhost/v2", { token_url: "http://[::1]:1/t" }), "http://[::1]:1/t");
});

test("errors name file and field", () => {
  const cases: [unknown, RegExp][] = [
    [{ ...entry, client_id: undefined }, /^accounts\.json: accounts\[0\]\.client_id: /],
    [{ ...entry, plan: "gold" }, /accounts\[0\]\.plan: .*free/],
    [{ ...entry, name: "Emulator" }, /accounts\[0\]\.name: "emulator" is reserved/],
    [{ ...entry, name: "a b" }, /accounts\[0\]\.name: must be/],
    [{ ...entry, plna: "pro" }, /accounts\[0\]: .*plna/],
    [{ ...entry, base_url: "http://api.zoom.us/v2" }, /accounts\[0\]\.base_url: must be https/],
    [{ ...entry, base_url: "http://127.0.0.1.evil.example/v2" }, /must be https/],
    [{ ...entry, base_url: "https://api.zoom.us" }, /must end in \/v2/],
    [{ ...entry, base_url: "https://u:p@api.zoom.us/v2" }, /must not carry credentials/],
    [{ ...entry, base_url: "https://api.zoom.us/v2?x=1#/v2" }, /must not have a query/],
    [{ ...entry, base_url: "api.zoom.us/v2" }, /is no URL/],
    [{ ...entry, client_secret: { env: "A", file: "b" } }, /accounts\[0\]\.client_secret: must be/],
  ];
  for (const [wrong, message] of cases) {
    const error = complaint(file(wrong));
    assert.equal(error.code, "RC_ACCOUNTS_FILE");
    assert.match(error.message, message);
  }
  assert.match(complaint(file(entry, entry)).message, /accounts\[1\]\.name: acme is there twice/);
  assert.match(complaint("[]").message, /^accounts\.json: /);
});

test("a secret that is written out is refused with the way to do it right, and is not repeated", () => {
  const error = complaint(file({ ...entry, plan: "gold", client_secret: "hunter2hunter2" }));
  assert.equal(error.code, "RC_ACCOUNTS_SECRET_LITERAL");
  assert.match(error.fix, /"env"/);
  assert.ok(!error.message.includes("hunter2"));
});

test("text that is no JSON is not quoted", () => {
  const error = complaint('{"accounts":[{"client_secret": hunter2}]}');
  assert.match(error.message, /^accounts\.json is no JSON/);
  assert.ok(!error.message.includes("hunter2") && error.cause === undefined);
  assert.match(complaint('{\n"accounts": [}').message, /no JSON/);
});
