import assert from "node:assert/strict";
import { test } from "node:test";

import { createRouter } from "./router.ts";

const router = createRouter();
const found = (method: string, path: string): string => {
  const hit = router.match(method, path);
  if (hit === undefined) return "nothing";
  const name = typeof hit.route === "string" ? `known ${hit.route}` : hit.route.operation.id;
  return [name, ...Object.values(hit.parameters)].join(" ");
};

test("an exact word wins over a parameter where it leads to the method", () => {
  const cases: readonly (readonly [method: string, path: string, wanted: string])[] = [
    ["GET", "/v2/users", "users"],
    ["GET", "/v2/users/summary", "userSummary"],
    ["GET", "/v2/users/vanity_name", "userVanityName"],
    ["DELETE", "/v2/users/summary", "userDelete summary"],
    ["GET", "/v2/users/a%2Bb%40c", "user a+b@c"],
    ["GET", "/v2/users/%zz", "user %zz"],
    ["PUT", "/v2/users/x/status", "userStatus x"],
    ["GET", "/v2/users/me/zak", "userZak"],
    ["GET", "/v2/users/x/settings", "userSettings x"],
    ["GET", "/v2/users/x/zak", "nothing"],
    ["DELETE", "/v2/users/x/assistants/y%40z", "userAssistantDelete x y@z"],
    ["GET", "//v2//users//x/", "user x"],
    ["GET", "/v2/users/", "users"],
    ["GET", "/v2/users//x", "user x"],
    ["PATCH", "/v2/groups/x/members/y", "updateAGroupMember x y"],
    ["GET", "/scim2/Users/x", "userSCIM2Get x"],
    ["GET", "/v2/scim2/Users", "nothing"],
    ["GET", "/users", "nothing"],
    ["GET", "/v2", "nothing"],
    ["HEAD", "/v2/users", "nothing"],
  ];
  for (const [method, path, wanted] of cases) assert.equal(found(method, path), wanted, `${method} ${path}`);
});

test("a path knows its methods", () => {
  assert.deepEqual(router.methodsAt("/v2/users"), ["GET", "POST"]);
  assert.deepEqual(router.methodsAt("/v2/users/summary"), ["GET", "PATCH", "DELETE"]);
  assert.deepEqual(router.methodsAt("/v2/nothing"), []);
  assert.deepEqual(router.methodsAt("/v2/a/b/c/d/e/f/g/h/i"), []);
});
