import assert from "node:assert/strict";
import { test } from "node:test";

import { createAccountClock } from "./account-clock.ts";

const start = Date.parse("2026-11-20T12:00:00Z");
const header = (time: number): string => new Date(Math.floor(time / 1000) * 1000).toUTCString();

test("a difference below what Date can show counts as none", () => {
  const clock = createAccountClock(() => start);
  clock.observe(header(start + 300), start, start + 20);
  assert.equal(clock.offsetMs(), 0);
  assert.equal(clock.now(), start);
});

test("many answers narrow a real difference down", () => {
  const offset = 86_400_123;
  const clock = createAccountClock(() => start);
  for (let at = start; at < start + 20_000; at += 137) clock.observe(header(at + 5 + offset), at, at + 10);
  assert.ok(Math.abs(clock.offsetMs() - offset) < 40, String(clock.offsetMs()));
});

test("a clock that is moved is learnt afresh; headers that are no dates teach nothing", () => {
  const clock = createAccountClock(() => start);
  clock.observe(header(start), start, start + 10);
  clock.observe(header(start + 3_600_000), start + 20, start + 30);
  assert.ok(Math.abs(clock.offsetMs() - 3_600_000) <= 500);
  clock.observe(null, start, start);
  clock.observe("soon", start, start);
  assert.ok(Math.abs(clock.offsetMs() - 3_600_000) <= 500);
});
