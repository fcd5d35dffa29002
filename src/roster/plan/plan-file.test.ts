import assert from "node:assert/strict";
import { test } from "node:test";

import { readPlan } from "./plan-file.ts";

const read = (text: string): unknown => readPlan(new TextEncoder().encode(text), "file");

test("a people file is no plan", () => {
  assert.equal(read("Email\na@acme.test\n"), undefined);
  assert.equal(read(""), undefined);
  assert.equal(read("\u{feff}Email;Name"), undefined);
});

test("what begins like a plan and is none is refused with the reason", () => {
  assert.throws(() => read('{"format":1,"rows":[]'), { code: "RC_ROSTER_PLAN_BROKEN", message: /cut off/ });
  assert.throws(() => read("{}"), { code: "RC_ROSTER_PLAN_BROKEN", message: /no plan/ });
  assert.throws(() => read('{"format":2,"rows":[],"source":{}}'), { message: /plan format 2/ });
  assert.throws(() => read('{"format":1,"rows":[],"source":{}}'), { message: /damaged at/ });
});
