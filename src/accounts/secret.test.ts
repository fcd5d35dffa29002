import assert from "node:assert/strict";
import { test } from "node:test";

import { type AccountEntry, accountEntrySchema } from "./account.ts";
import { resolveSecret } from "./secret.ts";

const entry = (client_secret: { env: string } | { file: string }): AccountEntry =>
  accountEntrySchema.parse({ name: "acme", kind: "zoom", account_id: "a", client_id: "c", client_secret });
const noFile = (): never => {
  throw new Error("ENOENT");
};

test("from the environment", () => {
  assert.equal(resolveSecret(entry({ env: "S" }), { S: " hush\n" }, noFile), "hush");
  for (const env of [{}, { S: "" }]) {
    assert.throws(() => resolveSecret(entry({ env: "S" }), env, noFile), {
      code: "RC_ACCOUNTS_SECRET_MISSING",
      message: /acme: the environment variable S/,
      exit: 6,
    });
  }
});

test("from a file that only its owner can read", () => {
  const inFile = entry({ file: "/x/secret" });
  assert.equal(
    resolveSecret(inFile, {}, () => ({ text: "hush\n", mode: 0o100600 })),
    "hush",
  );
  assert.equal(
    resolveSecret(inFile, {}, () => ({ text: "hush" })),
    "hush",
  );
  for (const mode of [0o640, 0o604, 0o100644]) {
    assert.throws(() => resolveSecret(inFile, {}, () => ({ text: "hush", mode })), {
      code: "RC_ACCOUNTS_SECRET_FILE_OPEN",
      fix: /chmod 600 \/x\/secret/,
    });
  }
  assert.throws(() => resolveSecret(inFile, {}, noFile), { code: "RC_ACCOUNTS_SECRET_MISSING" });
  assert.throws(() => resolveSecret(inFile, {}, () => ({ text: " \n", mode: 0o600 })), /is empty/);
});
