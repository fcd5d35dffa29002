// Processes that stand still, over virtual time: the client gives slots up, the budget hands out others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";

import { createClient } from "#client";
import { openSqliteStore } from "#system";
import { invitesPerDay, labelLimits, type Plan } from "#zoom";

import { createBudget } from "./budget.ts";
import { budgetSchema } from "./budget-table.ts";

const noon = Date.parse("2026-11-20T12:00:00Z");
const workers = 20;
const spanMs = 6000;
const answerMs = 5;

/** From when to when a process does not run; it wakes all at once. */
type Stall = readonly [from: number, to: number];

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

/** When calls leave that processes make as fast as their one budget lets them. */
const simulate = async (plan: Plan, stallsOf: readonly (readonly Stall[])[]): Promise<number[]> => {
  const time = { now: noon };
  const clock = () => time.now;
  const sleepers: Sleeper[] = [];
  const sent: number[] = [];
  const budget = createBudget({ account: "acme", plan, clock });
  const state = { awake: 0 };
  const makeSleep = (stalls: readonly Stall[]) => async (ms: number) => {
    const due = time.now + ms;
    const stall = stalls.find(([from, to]) => due >= noon + from && due < noon + to);
    const wakeAt = stall === undefined ? due : noon + stall[1];
    const { promise, resolve } = Promise.withResolvers<undefined>();
    sleepers.push({ wakeAt, wake: () => resolve(undefined) });
    state.awake -= 1;
    await promise;
  };
  const work = async (stalls: readonly Stall[]): Promise<void> => {
    const sleep = makeSleep(stalls);
    const client = createClient({
      baseUrl: "https://api.zoom.us/v2",
      tokenUrl: "https://zoom.us/oauth/token",
      credentials: { accessToken: "given" },
      transport: async () => {
        sent.push(time.now - noon);
        await sleep(answerMs);
        return { status: 200, headers: new Headers(), text: '{"existed_email":true}' };
      },
      clock,
      sleep,
      random: () => 0.5,
      budget,
    });
    while (time.now < noon + spanMs) await client.users.emailExists("a@acme.test");
    state.awake -= 1;
  };
  const working = stallsOf.flatMap((stalls) =>
    Array.from({ length: workers }, () => {
      state.awake += 1;
      return work(stalls);
    }),
  );
  for (;;) {
    // The budget's store is real: its answers come in turns of the real event loop.
    while (state.awake > 0) await turn();
    const next = sleepers.toSorted((a, b) => a.wakeAt - b.wakeAt)[0];
    if (next === undefined) break;
    sleepers.splice(sleepers.indexOf(next), 1);
    time.now = Math.max(time.now, next.wakeAt);
    state.awake += 1;
    next.wake();
  }
  await Promise.all(working);
  return sent;
};

const busiest = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length));

for (const plan of ["pro", "business"] as const) {
  test(`${plan}: no second is too full when a process stands still, once, again, or all the time`, async () => {
    const { perWindow } = labelLimits[plan].Light;
    const limp = Array.from({ length: 60 }, (_unused, at): Stall => [at * 100, at * 100 + 40]);
    for (const [what, stalls, atLeast] of [
      ["none", [[], []], 0.9],
      ["one", [[[1500, 2000]], []], 0.8],
      [
        "two in a row, in both",
        [
          [
            [1500, 1900],
            [1950, 2300],
          ],
          [[1700, 2100]],
        ],
        0.7,
      ],
      ["limping", [limp, []], 0.5],
    ] as const) {
      const sent = await simulate(plan, stalls);
      const where = `${plan}, ${what}: ${sent.length} sent, busiest second ${busiest(sent)}`;
      assert.ok(busiest(sent) <= perWindow, where);
      assert.ok(sent.length >= (atLeast * perWindow * spanMs) / 1000, where);
    }
  });
}

test("a slot that was given up is no call of the day, and the last call of a day finds another slot", async () => {
  await using store = await openSqliteStore(":memory:", budgetSchema);
  const budget = createBudget({ account: "acme", plan: "free", store, clock: () => noon });
  for (let call = 0; call < invitesPerDay.free; call += 1) await budget.reserve("Light", "invite", noon);
  const used = async () => {
    const rows = await store.all("SELECT label, used FROM budget ORDER BY label");
    return rows.map(({ label, used: count }) => [label, count]);
  };
  const full = [
    ["Light", 50],
    ["invites", 50],
  ];
  assert.deepEqual(await used(), full);
  assert.ok("waitMs" in (await budget.reserve("Light", "invite", noon, true)));
  assert.deepEqual(await used(), full);
  const tomorrow = Date.parse("2026-11-21T00:00:00Z");
  assert.deepEqual(await budget.reserve("Light", "invite", noon), { deferUntil: tomorrow });
  // What was counted yesterday and leaves today is a call of today.
  assert.ok("waitMs" in (await budget.reserve("Light", "invite", tomorrow, true)));
  assert.deepEqual(await used(), [
    ["Light", 1],
    ["invites", 1],
  ]);
});
