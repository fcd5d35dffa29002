import assert from "node:assert/strict";
import { test } from "node:test";

import type { Auth } from "./operation.ts";
import { signRequest } from "./sign-request.ts";

const secret = (environment: string): string => `${environment.toLowerCase()} ü`;
const sign = (auth: Auth, target = "/users") =>
  signRequest({ method: "GET", target, headers: [["A", "1"]], auth }, secret);

test("each scheme puts its secret where it belongs", () => {
  assert.deepEqual(sign({ scheme: "none" }).headers, [["A", "1"]]);
  assert.deepEqual(sign({ scheme: "bearer", environment: "T" }).headers.at(-1), ["Authorization", "Bearer t ü"]);
  const basic = sign({ scheme: "basic", userEnvironment: "U", passwordEnvironment: "P" }).headers.at(-1);
  assert.deepEqual(basic, ["Authorization", `Basic ${Buffer.from("u ü:p ü").toString("base64")}`]);
  assert.deepEqual(sign({ scheme: "apiKey", in: "header", name: "X-Key", environment: "K" }).headers.at(-1), [
    "X-Key",
    "k ü",
  ]);
});

test("a key in the query joins what is there", () => {
  const auth: Auth = { scheme: "apiKey", in: "query", name: "k y", environment: "K" };
  assert.equal(sign(auth).target, "/users?k%20y=k%20%C3%BC");
  assert.equal(sign(auth, "/users?a=1").target, "/users?a=1&k%20y=k%20%C3%BC");
  assert.deepEqual(sign(auth).headers, [["A", "1"]]);
});
