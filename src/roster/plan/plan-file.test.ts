import assert from "node:assert/strict";
import { test } from "node:test";

import { readPlan } from "./plan-file.ts";

const read = (text: string): unknown => readPlan(new TextEncoder().encode(text), "file");

test("a people file is no plan, JSON or not", () => {
  assert.equal(read("Email\na@acme.test\n"), undefined);
  assert.equal(read(""), undefined);
  assert.equal(read("\u{feff}Email;Name"), undefined);
  assert.equal(read('{"email":"a@acme.test"}\n'), undefined);
  assert.equal(read('{"users":[{"email":"a@acme.test"}]}'), undefined);
});

test("what begins like a plan and is none is refused with the reason", () => {
  const start = '{"format":2,"id":"plan-0a1b"';
  assert.throws(() => read(`${start},"rows":[]`), { code: "RC_ROSTER_PLAN_BROKEN", message: /cut off/ });
  assert.throws(() => read(`{"format":3,"id":"plan-0a1b","rows":[]}`), { message: /plan format 3/ });
  assert.throws(() => read(`{"format":1,"id":"plan-0a1b","rows":[]}`), { message: /plan format 1/ });
  assert.throws(() => read(`${start},"rows":[],"source":{}}`), { message: /damaged at/ });
});
