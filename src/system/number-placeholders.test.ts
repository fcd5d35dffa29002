import assert from "node:assert/strict";
import { test } from "node:test";

import { numberPlaceholders } from "./number-placeholders.ts";

test("question marks become numbers, but not those in texts, names and comments", () => {
  const cases: [string, string][] = [
    ["SELECT ?, ? WHERE a=?", "SELECT $1, $2 WHERE a=$3"],
    ["SELECT 'it''s ?', ?", "SELECT 'it''s ?', $1"],
    ['SELECT "odd""?" = ?', 'SELECT "odd""?" = $1'],
    ["SELECT ? -- why?\n, ?", "SELECT $1 -- why?\n, $2"],
    ["SELECT /* ? \n */ ?", "SELECT /* ? \n */ $1"],
    ["SELECT $x$ ? $y$ ? $x$, ?", "SELECT $x$ ? $y$ ? $x$, $1"],
  ];
  for (const [sqlite, postgres] of cases) assert.equal(numberPlaceholders(sqlite), postgres);
});
