import assert from "node:assert/strict";
import { test } from "node:test";

import type { Field } from "#zoom";

import { createBinder, parseJson } from "./bind.ts";

const fields: readonly Field[] = [
  { path: "name", type: "string", required: true, minLength: 2, maxLength: 4, maxHan: 2 },
  { path: "size", type: "integer", values: [1, 2n ** 59n] },
  { path: "rate", type: "number" },
  { path: "on", type: "boolean" },
  { path: "box", type: "object" },
  { path: "box.email", type: "string", required: true, format: "email" },
  { path: "list", type: "array", maxItems: 2 },
  { path: "list[]", type: "object" },
  { path: "list[].id", type: "string", required: true },
  { path: "words", type: "array" },
  { path: "words[]", type: "string" },
];
const bind = createBinder(fields);

/** "ok", the fields that are wrong, or "type". */
const judge = (body: unknown): string => {
  const result = bind(body);
  if (!("status" in result)) return "ok";
  const errors = [...result.body.matchAll(/"field":"([^"]+)","message":"(\w)/g)];
  return errors.length === 0 ? "type" : errors.map(([, field, message]) => `${message}:${field}`).join(" ");
};

const cases: readonly (readonly [body: unknown, wanted: string])[] = [
  [{ name: "Amy" }, "ok"],
  [{ name: "Amy", extra: { deep: [] } }, "ok"],
  [{ name: "Amy", size: 1, rate: 0.5, on: false, box: { email: "a@b.co" }, list: [{ id: "x" }], words: ["y"] }, "ok"],
  [{ name: "Amy", size: null, box: null, list: null }, "ok"],
  [{ name: "Amy", list: [], words: [] }, "ok"],
  [{ name: "Amy", size: 2n ** 59n }, "ok"],
  [{ name: "Amy", size: 2 ** 59 }, "I:size"],
  [{}, "M:name"],
  [{ name: null }, "M:name"],
  [{ name: "A" }, "I:name"],
  [{ name: "Amyyy" }, "I:name"],
  [{ name: "中文字" }, "I:name"],
  [{ name: "𠀀𠀁" }, "ok"],
  [{ name: "Amy", box: {} }, "M:box.email"],
  [{ name: "Amy", box: { email: "a@.co" } }, "I:box.email"],
  [{ name: "Amy", list: [{ id: "x" }, {}] }, "M:list[1].id"],
  [{ name: "Amy", list: [{}, {}, {}] }, "I:list M:list[0].id M:list[1].id M:list[2].id"],
  [{ box: {} }, "M:name M:box.email"],
  [{ name: 1 }, "type"],
  [{ name: "Amy", size: "1" }, "type"],
  [{ name: "Amy", size: 1.5 }, "type"],
  [{ name: "Amy", rate: "1" }, "type"],
  [{ name: "Amy", on: 0 }, "type"],
  [{ name: "Amy", box: [] }, "type"],
  [{ name: "Amy", list: {} }, "type"],
  [{ name: "Amy", list: [null] }, "type"],
  [{ name: "Amy", words: [1] }, "type"],
  [null, "type"],
  [[], "type"],
  ["Amy", "type"],
  [undefined, "type"],
];

test("a body is bound by its rows: right, wrong fields by path, or of the wrong type", () => {
  for (const [body, wanted] of cases) assert.equal(judge(body), wanted, `${String(body)} ${wanted}`);
});

const addresses: readonly (readonly [email: string, isFine: boolean])[] = [
  ["a@b.co", true],
  ["a+b.c'd@sub.b-c.museum", true],
  ["ä@b.co", true],
  ["a@b", false],
  ["@b.co", false],
  ["a@", false],
  ["a@b.", false],
  ["a@.b", false],
  ["a@b..co", false],
  ["a b@b.co", false],
  ["a@b@c.co", false],
  ["a,b@b.co", false],
  ["<a@b.co>", false],
  ["", false],
];

test("addresses are judged by their syntax alone, in no time even when they are endless", () => {
  for (const [email, isFine] of addresses)
    assert.equal(judge({ name: "Amy", box: { email } }), isFine ? "ok" : "I:box.email", email);
  const began = performance.now();
  judge({ name: "Amy", box: { email: `a@${"b.".repeat(200_000)}` } });
  assert.ok(performance.now() - began < 2000);
});

test("JSON that is none is undefined, whatever is wrong with it", () => {
  for (const text of ["", "{", "undefined", "{}{}", `${"[".repeat(100_000)}1234567890123456789`])
    assert.equal(parseJson(text), undefined);
  assert.equal(parseJson("null"), null);
});

test("where it is asked for, a value of the wrong type is one of the problems", () => {
  const result = bind({ name: 1, size: "1", list: [null, { id: 2 }], words: "no" }, "", true);
  assert.ok("status" in result);
  const named = [...result.body.matchAll(/"field":"([^"]+)","message":"Invalid field\."/g)].map(([, field]) => field);
  assert.deepEqual([result.status, named], [400, ["name", "size", "list[0]", "list[1].id", "words"]]);
});
