import assert from "node:assert/strict";
import { test } from "node:test";

import type { JobView } from "#roster";

import { exitOfJob } from "./exit-code.ts";

const counts = {
  created: 1,
  updated: 0,
  unchanged: 0,
  adopted: 0,
  failed: 0,
  waiting: 0,
  activated: 0,
  deactivated: 0,
  reclaimed: 0,
  offboarded: 0,
  resent: 0,
  canceled: 0,
};
const job: JobView = {
  run: "run-1",
  account: "emulator",
  source: "people.csv",
  state: "done",
  createdAt: "2026-11-22T10:00:00Z",
  total: 1,
  settled: 1,
  counts,
};
const problem = (exit: number): NonNullable<JobView["problem"]> => ({ code: "X", message: "", fix: "", exit });

test("6 and 7 win over 5, 5 over 1", () => {
  const failed = { ...counts, failed: 1 };
  const waiting = { ...failed, waiting: 1 };
  assert.equal(exitOfJob(job), 0);
  assert.equal(exitOfJob({ ...job, counts: failed }), 1);
  assert.equal(exitOfJob({ ...job, state: "waiting", counts: waiting }), 5);
  assert.equal(exitOfJob({ ...job, state: "stopped", counts: waiting, problem: problem(6) }), 6);
  assert.equal(exitOfJob({ ...job, state: "stopped", counts: failed, problem: problem(7) }), 7);
});
