import assert from "node:assert/strict";
import { test } from "node:test";

import { importApi, type Operation } from "#catalog";

import { ownServer } from "./own-server.ts";

const pasted = (header: string): Operation => {
  const [operation] = importApi([
    { name: "shop.sh", text: `curl https://api.shop.test/v1/orders ${header}` },
  ]).operations;
  assert.ok(operation);
  return operation;
};
const keyed = pasted('-H "Authorization: Bearer x"');
const key = keyed.auth.scheme === "bearer" ? keyed.auth.environment : "";
const given = { [key]: "s3" };

test("an operation goes to its own server, or to where API_BASE_URL says, with its secret", () => {
  assert.equal(ownServer(keyed, given).base, "https://api.shop.test");
  assert.equal(
    ownServer(keyed, { ...given, API_BASE_URL: " http://127.0.0.1:8080/shop/ " }).base,
    "http://127.0.0.1:8080/shop",
  );
  assert.equal(ownServer(keyed, given).secret(key), "s3");
});

test("without a server or a secret it says what to set, before anything is sent", () => {
  const nowhere = { ...keyed, servers: [] };
  for (const base of [undefined, "", "ftp://x", "https://"])
    assert.throws(() => ownServer(nowhere, { ...given, API_BASE_URL: base }), {
      code: "RC_SERVER_CALL_INCOMPLETE",
      message: /names no server/,
    });
  for (const value of [undefined, ""])
    assert.throws(() => ownServer(keyed, { [key]: value }), {
      code: "RC_SERVER_CALL_INCOMPLETE",
      message: new RegExp(`${key} is not set`),
    });
});

test("a password may be empty, but not missing: some keys are a user without one", () => {
  const operation = pasted("-u user:password");
  assert.ok(operation.auth.scheme === "basic");
  const { userEnvironment: user, passwordEnvironment: password } = operation.auth;
  assert.equal(ownServer(operation, { [user]: "k", [password]: "" }).secret(password), "");
  assert.throws(() => ownServer(operation, { [user]: "k" }), new RegExp(`${password} is not set`));
});
