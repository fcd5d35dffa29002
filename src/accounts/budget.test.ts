import assert from "node:assert/strict";
import { test } from "node:test";

import { dayMs, invitesPerDay, labelLimits, type Plan, type RateLabel } from "#zoom";

import { type BudgetState, budgetStateSchema, createBudget, memoryBudgetStore } from "./budget.ts";

const noon = Date.parse("2026-11-20T12:00:00Z");
const midnight = Date.parse("2026-11-21T00:00:00Z");

const deferUntil = (slot: { waitMs: number } | { deferUntil: number }): number | undefined =>
  "deferUntil" in slot ? slot.deferUntil : undefined;

/** The most that any window of this length holds, half-open, over ascending times. */
const busiest = (times: readonly number[], windowMs: number): number => {
  let most = 0;
  let first = 0;
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) <= time - windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
};

/** When calls leave that workers make one after the other, as fast as they are let. */
const simulate = async (plan: Plan, label: RateLabel, calls: number, workers: number): Promise<number[]> => {
  const time = { now: noon };
  const budget = createBudget({ plan, store: memoryBudgetStore(), clock: () => time.now });
  const free = Array.from({ length: workers }, () => noon);
  const sent: number[] = [];
  while (sent.length < calls) {
    const next = Math.min(...free);
    time.now = next;
    const slot = await budget.reserve(label, "call", next);
    assert.ok("waitMs" in slot);
    sent.push(next + slot.waitMs);
    // Each answer takes 5 ms, so a worker comes back soon after its slot.
    free[free.indexOf(next)] = next + slot.waitMs + 5;
  }
  return sent.toSorted((a, b) => a - b);
};

test("no sliding window exceeds the published limit, and at least 90 % of it is used", async () => {
  for (const plan of ["free", "pro", "business"] as const) {
    for (const label of ["Light", "Medium", "Heavy", "Resource-intensive"] as const) {
      for (const workers of [1, 7, 200]) {
        const { perWindow, windowMs } = labelLimits[plan][label];
        const calls = Math.min(900, perWindow * 30);
        const sent = await simulate(plan, label, calls, workers);
        const where = `${plan} ${label} ${workers}`;
        assert.ok(busiest(sent, windowMs) <= perWindow, `${where}: ${busiest(sent, windowMs)} > ${perWindow}`);
        const took = (sent.at(-1) ?? 0) - noon;
        assert.ok((calls - 1) / (took / windowMs) >= 0.9 * perWindow, `${where}: ${calls} in ${took} ms`);
      }
    }
  }
});

test("a pause saves nothing up: the burst after it is paced as well", async () => {
  const time = { now: noon };
  const budget = createBudget({ plan: "pro", store: memoryBudgetStore(), clock: () => time.now });
  const sent: number[] = [];
  for (const pause of [0, 10_000]) {
    time.now += pause;
    for (let call = 0; call < 100; call += 1) {
      const slot = await budget.reserve("Light", "call", time.now);
      assert.ok("waitMs" in slot);
      sent.push(time.now + slot.waitMs);
    }
  }
  assert.ok(busiest(sent, 1000) <= 30);
});

test("the invite cap defers to the next 00:00 GMT of the account's clock, other calls go on", async () => {
  const offset = 5 * 3_600_000;
  const time = { now: noon };
  const budget = createBudget({ plan: "free", store: memoryBudgetStore(), clock: () => time.now });
  const now = () => time.now + offset;
  for (let invites = 0; invites < invitesPerDay.free; invites += 1) {
    assert.equal(deferUntil(await budget.reserve("Light", "invite", now())), undefined);
  }
  assert.equal(deferUntil(await budget.reserve("Light", "invite", now())), midnight);
  assert.equal(deferUntil(await budget.reserve("Light", "call", now())), undefined);
  time.now = midnight - offset;
  assert.equal(deferUntil(await budget.reserve("Light", "invite", now())), undefined);
});

test("labels have days of their own, two share a pool, and paid plans have no limit on Light", async () => {
  const clock = () => noon;
  const free = createBudget({ plan: "free", store: memoryBudgetStore(), clock });
  for (let call = 0; call < 1000; call += 1) await free.reserve("Heavy", "call", noon);
  assert.equal(deferUntil(await free.reserve("Heavy", "call", noon)), midnight);
  assert.equal(deferUntil(await free.reserve("Resource-intensive", "call", noon)), midnight);
  assert.equal(deferUntil(await free.reserve("Medium", "call", noon)), undefined);
  const pro = createBudget({ plan: "pro", store: memoryBudgetStore(), clock });
  for (let call = 0; call < 7000; call += 1) await pro.reserve("Light", "call", noon);
  assert.equal(deferUntil(await pro.reserve("Light", "call", noon)), undefined);
});

test("day counters survive a restart, as text too; pacing starts afresh", async () => {
  const kept: { text?: string } = {};
  const store = {
    load: (): BudgetState | undefined =>
      kept.text === undefined ? undefined : budgetStateSchema.parse(JSON.parse(kept.text)),
    save: (state: BudgetState): void => {
      kept.text = JSON.stringify(state);
    },
  };
  const before = createBudget({ plan: "free", store, clock: () => noon });
  for (let invites = 0; invites < invitesPerDay.free; invites += 1) await before.reserve("Light", "invite", noon);
  const after = createBudget({ plan: "free", store, clock: () => noon + 1000 });
  assert.equal(deferUntil(await after.reserve("Light", "invite", noon + 1000)), midnight);
  assert.deepEqual(await after.reserve("Light", "call", noon + 1000), { waitMs: 0 });
});

test("blocks: a second holds every label, a day one limit, invitations only themselves", async () => {
  const time = { now: noon };
  const budget = createBudget({ plan: "pro", store: memoryBudgetStore(), clock: () => time.now });
  const account = noon + 40_000;
  await budget.reserve("Light", "call", account);
  await budget.block(account + 2000, "second", "Light");
  assert.deepEqual(await budget.reserve("Medium", "call", account), { waitMs: 2000 });
  time.now += 10_000;
  const later = account + 10_000;
  await budget.block(later + 5000, "invites");
  assert.equal(deferUntil(await budget.reserve("Light", "invite", later)), later + 5000);
  assert.equal(deferUntil(await budget.reserve("Light", "call", later)), undefined);
  await budget.block(midnight, "day", "Heavy");
  assert.equal(deferUntil(await budget.reserve("Resource-intensive", "call", later)), midnight);
  assert.equal(deferUntil(await budget.reserve("Medium", "call", later)), undefined);
  assert.equal(deferUntil(await budget.reserve("Heavy", "call", midnight)), undefined);
});

test("a block outlives midnight, but not an account whose clock was set back", async () => {
  const budget = createBudget({ plan: "pro", store: memoryBudgetStore(), clock: () => noon });
  await budget.reserve("Light", "call", noon);
  await budget.block(midnight + 1000, "invites");
  assert.equal(deferUntil(await budget.reserve("Light", "invite", midnight)), midnight + 1000);
  assert.equal(deferUntil(await budget.reserve("Light", "invite", noon - 5 * dayMs)), undefined);
});

test("a local clock that is set back makes nobody wait for the old time", async () => {
  const time = { now: noon };
  const budget = createBudget({ plan: "pro", store: memoryBudgetStore(), clock: () => time.now });
  await budget.reserve("Light", "call", noon);
  time.now = noon - 3_600_000;
  assert.deepEqual(await budget.reserve("Light", "call", noon), { waitMs: 0 });
});

test("unlimited: nothing is paced, counted or blocked", async () => {
  const store = memoryBudgetStore();
  const budget = createBudget({ plan: "free", store, clock: () => noon, unlimited: true });
  await budget.block(midnight, "invites");
  for (let call = 0; call < 100; call += 1) {
    assert.deepEqual(await budget.reserve("Light", "invite", noon), { waitMs: 0 });
  }
  assert.equal(store.load(), undefined);
});
