import assert from "node:assert/strict";
import { test } from "node:test";

import { table, widthOf } from "./table.ts";
import { count, duration, quoted } from "./words.ts";

test("columns line up, whatever the script and the colour", () => {
  assert.equal(widthOf("欧阳 é e\u0301"), 8);
  assert.equal(widthOf("\u001b[32mgreen\u001b[39m"), 5);
  const text = table(
    [
      ["name", "rows", "what"],
      ["欧阳", "1", "x"],
      ["\u001b[31mAda L.\u001b[39m", "1,500", ""],
    ],
    [1],
  );
  assert.deepEqual(text.split("\n"), [
    "  name     rows  what",
    "  欧阳        1  x",
    "  \u001b[31mAda L.\u001b[39m  1,500",
    "",
  ]);
});

test("words of amounts, times and arguments", () => {
  assert.deepEqual([count(1, "row"), count(1500, "row"), count(0, "day")], ["1 row", "1,500 rows", "0 days"]);
  assert.deepEqual([duration(0.2), duration(4), duration(180), duration(9000)], ["1 s", "4 s", "3 min", "2.5 h"]);
  assert.deepEqual([quoted("a/b-1.csv"), quoted("it's ours")], ["a/b-1.csv", "'it'\\''s ours'"]);
});
