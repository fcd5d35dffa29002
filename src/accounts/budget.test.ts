import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";

import { openPostgresStore, openSqliteStore, type Store } from "#system";
import { dayMs, invitesPerDay, labelLimits, type Plan, type RateLabel } from "#zoom";

import { createBudget } from "./budget.ts";
import { budgetSchema } from "./budget-table.ts";

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
  const budget = createBudget({ account: "acme", plan, clock: () => time.now });
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
  const budget = createBudget({ account: "acme", plan: "pro", clock: () => time.now });
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
  const budget = createBudget({ account: "acme", plan: "free", clock: () => time.now });
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
  const free = createBudget({ account: "acme", plan: "free", clock });
  for (let call = 0; call < 1000; call += 1) await free.reserve("Heavy", "call", noon);
  assert.equal(deferUntil(await free.reserve("Heavy", "call", noon)), midnight);
  assert.equal(deferUntil(await free.reserve("Resource-intensive", "call", noon)), midnight);
  assert.equal(deferUntil(await free.reserve("Medium", "call", noon)), undefined);
  const pro = createBudget({ account: "acme", plan: "pro", clock });
  for (let call = 0; call < 7000; call += 1) await pro.reserve("Light", "call", noon);
  assert.equal(deferUntil(await pro.reserve("Light", "call", noon)), undefined);
});

test("a local clock that is set back makes nobody wait for the old time", async () => {
  const time = { now: noon };
  const budget = createBudget({ account: "acme", plan: "pro", clock: () => time.now });
  await budget.reserve("Light", "call", noon);
  time.now = noon - 3_600_000;
  assert.deepEqual(await budget.reserve("Light", "call", noon), { waitMs: 0 });
});

test("blocks: a second holds every label, a day one limit, invitations only themselves", async () => {
  const time = { now: noon };
  const budget = createBudget({ account: "acme", plan: "pro", clock: () => time.now });
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
  const budget = createBudget({ account: "acme", plan: "pro", clock: () => noon });
  await budget.reserve("Light", "call", noon);
  await budget.block(midnight + 1000, "invites");
  assert.equal(deferUntil(await budget.reserve("Light", "invite", midnight)), midnight + 1000);
  assert.equal(deferUntil(await budget.reserve("Light", "invite", noon - 5 * dayMs)), undefined);
});

test("unlimited: nothing is paced, counted or blocked", async () => {
  await using store = await openSqliteStore(":memory:", budgetSchema);
  const budget = createBudget({ account: "acme", plan: "free", store, clock: () => noon, unlimited: true });
  await budget.block(midnight, "invites");
  for (let call = 0; call < 100; call += 1) {
    assert.deepEqual(await budget.reserve("Light", "invite", noon), { waitMs: 0 });
  }
  assert.deepEqual(await store.all("SELECT label FROM budget"), []);
});

const share = async (makePlace: () => () => Promise<Store>, count: number, plan: Plan) => {
  const make = makePlace();
  const stores = await Promise.all(Array.from({ length: count }, make));
  const budgets = stores.map((store) => createBudget({ account: "acme", plan, store, clock: () => noon }));
  return { budgets, close: () => Promise.all(stores.map((store) => store.close())) };
};

/** @param make opens the same tables each time, as another process would */
const describeShared = (kind: string, makePlace: () => () => Promise<Store>, skip: string | false = false): void => {
  suite(`budget: ${kind}`, { skip }, () => {
    test("a day's cap holds for all together, whoever asks when, and outlives them", async () => {
      const make = makePlace();
      let allowed = 0;
      for (let round = 0; round < 2; round += 1) {
        const stores = await Promise.all([make(), make(), make()]);
        const asked = stores.flatMap((store) => {
          const budget = createBudget({ account: "acme", plan: "free", store, clock: () => noon });
          return Array.from({ length: 15 }, () => budget.reserve("Light", "invite", noon));
        });
        for (const slot of await Promise.all(asked)) if ("waitMs" in slot) allowed += 1;
        await Promise.all(stores.map((store) => store.close()));
      }
      assert.equal(allowed, invitesPerDay.free);
    });

    test("slots are handed out once", async () => {
      const { budgets, close } = await share(makePlace, 2, "pro");
      const begun = performance.now();
      const slots = await Promise.all(
        budgets.flatMap((budget) => Array.from({ length: 30 }, () => budget.reserve("Light", "call", noon))),
      );
      const spentMs = performance.now() - begun;
      const waits = slots.map((slot) => ("waitMs" in slot ? slot.waitMs : -1)).toSorted((a, b) => a - b);
      // 59 steps of 1000 / (30 * 0.95) ms between the first and the last; asking took some of the time.
      assert.ok((waits.at(-1) ?? 0) >= 2070 - spentMs, `${waits.at(-1)} after ${spentMs} ms`);
      await close();
    });

    test("what one is told by a 429 holds for the others", async () => {
      const { budgets, close } = await share(makePlace, 2, "pro");
      const [one, other] = budgets;
      assert.ok(one !== undefined && other !== undefined);
      await one.reserve("Light", "call", noon);
      await one.block(noon + 60_000, "second", "Light");
      const slot = await other.reserve("Medium", "call", noon);
      assert.ok("waitMs" in slot && slot.waitMs > 30_000);
      await one.block(midnight, "day", "Heavy");
      assert.deepEqual(await other.reserve("Heavy", "call", noon), { deferUntil: midnight });
      await one.block(midnight, "invites");
      assert.deepEqual(await other.reserve("Light", "invite", noon), { deferUntil: midnight });
      await close();
    });

    test("a process whose clock is a little behind at midnight counts for the new day", async () => {
      const { budgets, close } = await share(makePlace, 1, "free");
      const [budget] = budgets;
      assert.ok(budget !== undefined);
      for (let call = 0; call < invitesPerDay.free; call += 1)
        await budget.reserve("Light", "invite", midnight + (call % 2 === 0 ? 100 : -100));
      assert.deepEqual(await budget.reserve("Light", "invite", midnight + 200), { deferUntil: midnight + dayMs });
      await close();
    });
  });
};

describeShared("SQLite", () => {
  const path = join(mkdtempSync(join(tmpdir(), "rollcall-budgets-")), "budgets.db");
  return () => openSqliteStore(path, budgetSchema);
});

const url = process.env["ROLLCALL_TEST_POSTGRES"];
describeShared(
  "PostgreSQL",
  () => {
    const name = `t${randomBytes(6).toString("hex")}_budgets`;
    return () => openPostgresStore(url ?? "", { ...budgetSchema, name });
  },
  url === undefined && "PostgreSQL is not installed (Debian: postgresql), or not started by npm test",
);
