import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import type { RosterPlan } from "../plan/plan-types.ts";
import type { Job } from "./job-records.ts";
import { type JobStore, openJobStore } from "./job-store.ts";

const key = new Uint8Array(32).fill(3);
const job: Job = {
  id: "run-1",
  account: "emulator",
  sourceKey: "people.csv",
  sourceName: "people.csv",
  sha256: "abc",
  source: { name: "people.csv", header: ["Email", "Password"], delimiter: "," },
  state: "running",
  attempt: 1,
  createdAt: "2026-11-22T10:00:00.000Z",
};

const create = (email: string) => ({ email, action: "autoCreate" as const, type: 1, hasPassword: true, profile: {} });
const basis = { line: 2, reasons: [], cells: ["x", ""] };
const plan: Pick<RosterPlan, "rows"> = {
  rows: [
    { ...basis, row: 1, email: "a@acme.test", action: "create", create: create("a@acme.test") },
    { ...basis, row: 2, email: "b@acme.test", action: "same" },
    { ...basis, row: 3, email: "c", action: "blocked", reasons: [{ code: "email_invalid", message: "no" }] },
  ],
};

const cost = {
  invites: 0,
  invitesPerDay: null,
  days: 0,
  seats: { basic: { needed: 0 }, licensed: { needed: 0 } },
  seconds: 0,
};
const wholePlan: RosterPlan = {
  ...plan,
  format: 2,
  id: "plan-1",
  createdAt: job.createdAt,
  account: "emulator",
  zoomPlan: "pro",
  source: { ...job.source, sha256: "abc", dialect: "generic", encoding: "utf-8", mapping: [], unmapped: [] },
  counts: {
    create: 1,
    update: 0,
    same: 1,
    leave: 0,
    blocked: 1,
    activate: 0,
    deactivate: 0,
    reclaim: 0,
    offboard: 0,
    resend: 0,
    cancel: 0,
  },
  safety: { removals: 0, of: 3, maxRemovals: 25, maxPercent: 10, exceeded: false },
  cost,
};

const withStore = async (work: (store: JobStore, directory: string) => void): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-store-"));
  const store = await openJobStore(directory, { key, peopleKey: key });
  try {
    store.add(job, wholePlan, new Map([[1, "Secret-4711-xQ"]]));
    work(store, directory);
  } finally {
    store.close();
    rmSync(directory, { recursive: true, force: true });
  }
};

test("rows begin open, unchanged or failed, as the plan has them", () =>
  withStore((store) => {
    assert.deepEqual(
      store.rows("run-1").map(({ state, outcome }) => [state, outcome]),
      [
        ["todo", undefined],
        ["settled", "unchanged"],
        ["settled", "failed"],
      ],
    );
    assert.deepEqual(store.rowsIn("run-1", "todo"), [1]);
    assert.deepEqual(Object.fromEntries(store.count("run-1")), { failed: 1, pending: 1, unchanged: 1 });
  }));

test("a password is sealed on disk, readable for its row, and gone when the row is made", () =>
  withStore((store, directory) => {
    assert.equal(store.password("run-1", 1), "Secret-4711-xQ");
    assert.equal(store.password("run-1", 2), undefined);
    for (const file of readdirSync(directory))
      assert.ok(!readFileSync(join(directory, file)).includes("Secret-4711-xQ"), file);
    store.setRow("run-1", 1, { state: "made", outcome: "created" });
    assert.equal(store.password("run-1", 1), undefined);
  }));

test("an open attempt is remembered until it is closed", () =>
  withStore((store) => {
    store.setRow("run-1", 1, { state: "todo", intentAt: 42 });
    assert.equal(store.row("run-1", 1)?.intentAt, 42);
    store.setRow("run-1", 1, { state: "waiting", outcome: "waiting" });
    assert.equal(store.row("run-1", 1)?.intentAt, 42);
    store.reopen("run-1");
    assert.deepEqual([store.row("run-1", 1)?.state, store.row("run-1", 1)?.outcome], ["todo", undefined]);
    store.setRow("run-1", 1, { state: "settled", outcome: "created", intentAt: null });
    assert.equal(store.row("run-1", 1)?.intentAt, undefined);
  }));

test("a job's state, wait and problem are kept together; what is over loses its secrets", () =>
  withStore((store) => {
    store.setJob("run-1", { state: "waiting", waitingUntil: 7 });
    assert.deepEqual([store.job("run-1")?.state, store.job("run-1")?.waitingUntil], ["waiting", 7]);
    store.setJob("run-1", { state: "stopped", problem: { code: "X", message: "m", fix: "f", exit: 6 } });
    assert.deepEqual([store.job("run-1")?.waitingUntil, store.job("run-1")?.problem?.exit], [undefined, 6]);
    assert.equal(store.unfinished().length, 1);
    store.setJob("run-1", { state: "abandoned" });
    assert.deepEqual([store.unfinished().length, store.password("run-1", 1)], [0, undefined]);
  }));
