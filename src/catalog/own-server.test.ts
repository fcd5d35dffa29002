import assert from "node:assert/strict";
import { test } from "node:test";

import { importApi } from "./import-api.ts";
import { ownServer } from "./own-server.ts";

const [operation] = importApi([
  { name: "shop.sh", text: 'curl https://api.shop.test/v1/orders -H "Authorization: Bearer x"' },
]).operations;
assert.ok(operation);
const secretName = operation.auth.scheme === "bearer" ? operation.auth.environment : "";

test("an operation goes to its own server, or to where API_BASE_URL says", () => {
  assert.equal(ownServer(operation, {}).base, "https://api.shop.test");
  assert.equal(
    ownServer(operation, { API_BASE_URL: " http://127.0.0.1:8080/shop/ " }).base,
    "http://127.0.0.1:8080/shop",
  );
});

test("without a server or a secret it says what to set", () => {
  const nowhere = { ...operation, servers: [] };
  for (const base of [undefined, "", "ftp://x", "https://"])
    assert.throws(() => ownServer(nowhere, { API_BASE_URL: base }), { code: "RC_CATALOG_NO_SERVER" });
  const { secret } = ownServer(operation, { [secretName]: "s3" });
  assert.equal(secret(secretName), "s3");
  assert.throws(() => ownServer(operation, {}).secret(secretName), {
    code: "RC_CATALOG_SECRET_MISSING",
    message: new RegExp(`${secretName} is not set`),
  });
});

test("a secret that is set to nothing is sent as nothing: some keys are a user without a password", () => {
  assert.equal(ownServer(operation, { SHOP_PASSWORD: "" }).secret("SHOP_PASSWORD"), "");
});
