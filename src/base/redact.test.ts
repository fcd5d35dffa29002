import assert from "node:assert/strict";
import { test } from "node:test";

import { redactHeaders, redactText } from "./redact.ts";

test("secrets disappear from text, the rest stays", () => {
  const text = redactText(
    '{"email":"a@acme.test","password":"Top\\"Secret1"} Authorization: Bearer abc.def ?code=xyz&b=1',
  );
  for (const secret of ["Top", "abc.def", "xyz"]) assert.ok(!text.includes(secret), text);
  assert.ok(text.includes("a@acme.test") && text.includes("b=1"));
});

test("credential headers are masked", () => {
  assert.deepEqual(redactHeaders({ authorization: "Basic x", accept: "*/*" }), { authorization: "***", accept: "*/*" });
});
