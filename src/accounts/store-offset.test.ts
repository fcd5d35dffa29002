import assert from "node:assert/strict";
import { test } from "node:test";

import { createStoreOffset } from "./store-offset.ts";

test("a database on this machine has this machine's clock, however long its answers take", () => {
  const offset = createStoreOffset();
  assert.equal(offset.ms(), 0);
  for (const [askedAt, answeredAt] of [
    [1000, 1000],
    [2000, 2400],
  ] as const) {
    offset.observe(askedAt, askedAt, answeredAt);
    assert.equal(offset.ms(), 0);
  }
});

test("one quick answer serves the slow ones after it", () => {
  const offset = createStoreOffset();
  // 5,000 ms ahead; the slow answers say so from the beginning and the end of their way.
  offset.observe(6300, 1000, 1300);
  assert.equal(offset.ms(), 5150);
  offset.observe(7001, 2000, 2002);
  assert.ok(Math.abs(offset.ms() - 5000) <= 1, String(offset.ms()));
  offset.observe(8000, 3000, 3300);
  assert.ok(Math.abs(offset.ms() - 5000) <= 1, String(offset.ms()));
});

test("a clock that was set is learnt anew", () => {
  const offset = createStoreOffset();
  offset.observe(1000, 1000, 1001);
  offset.observe(1000, 61_000, 61_001);
  assert.ok(Math.abs(offset.ms() + 60_000) <= 1, String(offset.ms()));
});
