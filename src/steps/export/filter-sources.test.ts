import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { filters } from "#workflows";

import { carriedFilters, filterBasics, filterFields } from "./filter-sources.ts";

const values = [
  undefined,
  null,
  "",
  "a",
  " Ab ",
  "10",
  "9",
  0,
  1,
  -1,
  1.5,
  true,
  false,
  [],
  ["a", 1],
  { a: 1 },
  "a,b",
  "$&é",
];
const seconds = [undefined, "a", "10", 1, ",", ""];

test("every filter that is carried over does what ours does", () => {
  const given: unknown = runInNewContext(`${filterBasics.text}\n(function (name, args) {
    var filters = { ${filterFields(carriedFilters).text} };
    return filters[name].apply(null, args);
  })`);
  assert.ok(typeof given === "function");
  let compared = 0;
  for (const name of carriedFilters) {
    const ours = filters[name];
    assert.ok(ours !== undefined, name);
    const [least, most] = ours.args;
    for (const value of values)
      for (const second of most === 0 ? [undefined] : seconds) {
        if (second === undefined && least > 0) continue;
        const args = name === "replace" ? [second, "é"] : second === undefined ? [] : [second];
        const theirs: unknown = Reflect.apply(given, undefined, [name, [value, ...args]]);
        const what = `${JSON.stringify(value)} | ${name}: ${JSON.stringify(args)}`;
        // Through JSON: another context has other prototypes, and an absent value is left out.
        assert.equal(JSON.stringify(theirs), JSON.stringify(ours.apply(value, args)), what);
        compared += 1;
      }
  }
  assert.ok(compared > 1000, String(compared));
});
