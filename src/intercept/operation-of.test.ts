import assert from "node:assert/strict";
import { test } from "node:test";

import { knownOperations } from "#zoom";

import { operationOf } from "./operation-of.ts";

test("every operation of Zoom's is found where it lies", () => {
  for (const [method, path, id] of knownOperations) {
    const whole = (path.startsWith("/scim2") ? path : `/v2${path}`).replaceAll(/\{\w+\}/g, "x1");
    assert.equal(operationOf(method, whole)?.operation, id);
  }
});

test("a name wins over a parameter, doubled slashes do not count, and what Zoom lacks is nothing", () => {
  assert.equal(operationOf("GET", "/v2/users/email")?.operation, "userEmail");
  assert.equal(operationOf("GET", "//v2//users/amy%40acme.test")?.operation, "user");
  assert.equal(operationOf("POST", "/oauth/token")?.operation, "token");
  assert.equal(operationOf("PUT", "/v2/users"), undefined);
  assert.equal(operationOf("GET", "/v2/users/a/b/c/d"), undefined);
});
