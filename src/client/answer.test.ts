import assert from "node:assert/strict";
import { test } from "node:test";

import { readBody } from "./answer.ts";

test("a success with an error code is an error, with code 0 it is none", () => {
  const refused = readBody(200, '{"code":200,"message":"Only available for paid accounts."}');
  assert.ok(refused.kind === "error" && refused.refusal.code === 200);
  assert.equal(readBody(200, '{"code":0,"message":"ok","id":"1"}').kind, "value");
  assert.equal(readBody(201, "{}").kind, "value");
  assert.deepEqual(readBody(204, ""), { kind: "value", value: undefined });
  assert.equal(readBody(200, "<html>").kind, "garbage");
});

test("invalid JSON still yields code and message", () => {
  const cases: [string, number, string][] = [
    [
      '{"code":104,"message":"lacks scopes:["user:read","user:write"]."}',
      104,
      'lacks scopes:["user:read","user:write"].',
    ],
    ['{"code":"300", "message":"bad "value" here","errors":[}', 300, 'bad "value" here'],
    ['{"message":"cut"', 400, "cut"],
    ["<html>no</html>", 400, "HTTP 400: <html>no</html>"],
    ["", 400, "HTTP 400:"],
  ];
  for (const [text, code, message] of cases) {
    const body = readBody(400, text);
    assert.ok(body.kind === "error");
    assert.deepEqual([body.refusal.code, body.refusal.message], [code, message]);
  }
});

test("codes may be text, messages may be missing, odd errors[] are left out, secrets are masked", () => {
  assert.deepEqual(readBody(400, '{"code":"1005","errors":"x"}'), {
    kind: "error",
    refusal: { status: 400, code: 1005, message: "" },
  });
  const body = readBody(400, '{"code":1,"message":"Bearer abc.def","errors":[{"field":"a","message":"b"},{}]}');
  assert.ok(body.kind === "error");
  assert.equal(body.refusal.message, "Bearer ***");
  assert.deepEqual(body.refusal.fields, [
    { field: "a", message: "b" },
    { field: "", message: "" },
  ]);
});
