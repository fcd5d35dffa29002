import assert from "node:assert/strict";
import { test } from "node:test";

import type { Answer, Exchange } from "#base";

import { createWitness } from "./witness.ts";

const call = (method: string, path: string): Exchange => ({
  method,
  path,
  query: "",
  headers: {},
  body: new Uint8Array(0),
});
const answer = (status: number, body: object, headers: readonly string[] = []): Answer => ({
  status,
  headers,
  body: JSON.stringify(body),
});

test("calls are counted by operation, and refusals by their reason", () => {
  const witness = createWitness();
  const refusal = answer(415, { code: 300, message: "Unsupported Content Type" }, ["x-rollcall-hint", "Send JSON."]);
  witness.answered(call("GET", "/v2/users"), answer(200, {}));
  for (let times = 0; times < 2; times += 1) witness.answered(call("POST", "/v2/users"), refusal);
  witness.answered(
    call("POST", "/v2/users"),
    answer(400, { code: 300, message: "Validation Failed.", errors: [{ field: "action", message: "Missing field." }] }),
  );
  witness.answered(call("GET", "/v2/rockets"), answer(404, { code: 2300 }));
  witness.answered(call("GET", "/v2/users/a/settings"), answer(501, { code: 501 }));
  const summary = witness.summary();
  assert.equal(summary.requests, 6);
  assert.deepEqual(summary.operations, [
    { name: "users", count: 1 },
    { name: "userCreate", count: 3 },
    { name: "userSettings", count: 1 },
  ]);
  assert.deepEqual(summary.undocumented, [{ name: "GET /v2/rockets", count: 1 }]);
  assert.deepEqual(summary.notEmulated, [{ name: "userSettings", count: 1 }]);
  assert.deepEqual(
    summary.refused.map(({ status, count, message, hint }) => [status, count, message, hint]),
    [
      [415, 2, "Unsupported Content Type", "Send JSON."],
      [400, 1, "Validation Failed. action: Missing field.", ""],
    ],
  );
});

test("a program that asks for ever new paths does not fill the memory", () => {
  const witness = createWitness();
  for (let at = 0; at < 5000; at += 1)
    witness.answered(call("GET", `/v2/rockets/${at}/x`), answer(404, { code: 2300 }));
  const { requests, undocumented } = witness.summary();
  assert.equal(requests, 5000);
  assert.equal(undocumented.length, 200);
});
