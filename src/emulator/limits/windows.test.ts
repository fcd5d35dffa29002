import assert from "node:assert/strict";
import { test } from "node:test";

import type { Account } from "../records.ts";
import { presets } from "../presets.ts";
import { defaultSwitches } from "../switches.ts";
import { nextReset, poolOf, RateWindows, usedToday, useToday } from "./windows.ts";

const day = 86_400_000;
const account = (): Account => ({
  id: "acc",
  number: 1,
  name: "Acme",
  preset: "pro",
  settings: presets.pro.settings(),
  switches: defaultSwitches,
  elsewhere: {},
  nextSeq: 1,
  quotaDay: 0,
  quotas: {},
});

test("a window is a whole second, a minute for resource-intensive calls; labels count apart", () => {
  const windows = new RateWindows();
  const take = (now: number, label: "Light" | "Medium" | "Resource-intensive" = "Light"): boolean =>
    windows.take(label, "free", now);
  assert.deepEqual(
    [5000, 5100, 5200, 5999, 5999].map((now) => take(now)),
    [true, true, true, true, false],
  );
  assert.equal(windows.left("Light", "free", 5999), 0);
  assert.equal(windows.left("Light", "free", 6000), 4);
  assert.equal(take(5999, "Medium"), true);
  assert.equal(take(6000), true);
  for (let call = 0; call < 10; call += 1) assert.equal(take(60_000 + call * 5000, "Resource-intensive"), true);
  assert.equal(take(119_999, "Resource-intensive"), false);
  assert.equal(take(120_000, "Resource-intensive"), true);
});

test("daily counters begin anew at 00:00 GMT; Heavy and Resource-intensive share one", () => {
  const one = account();
  useToday(one, "Light", 3 * day - 1);
  useToday(one, "Light", 3 * day - 1);
  assert.equal(usedToday(one, "Light", 3 * day - 1), 2);
  assert.equal(usedToday(one, "Medium", 3 * day - 1), 0);
  assert.equal(usedToday(one, "Light", 3 * day), 0);
  useToday(one, "Medium", 3 * day);
  assert.deepEqual([usedToday(one, "Light", 3 * day), usedToday(one, "Medium", 3 * day)], [0, 1]);
  assert.deepEqual([poolOf("Heavy"), poolOf("Resource-intensive"), poolOf("Light")], ["heavy", "heavy", "Light"]);
});

test("the next reset is always ahead", () => {
  assert.equal(nextReset(Date.UTC(2026, 10, 22, 6, 30)), "2026-11-23T00:00:00Z");
  assert.equal(nextReset(Date.UTC(2026, 10, 22)), "2026-11-23T00:00:00Z");
  assert.equal(nextReset(Date.UTC(2026, 11, 31, 23, 59, 59, 999)), "2027-01-01T00:00:00Z");
});
