import assert from "node:assert/strict";
import { test } from "node:test";

import { allowedLateMs, maxGivenUp } from "./await-slot.ts";
import type { Budget, ClientOptions } from "./options.ts";
import { bench, type Bench, noon, type Reply } from "./scripted-network.test.ts";

const found: Reply = { json: { existed_email: true } };

interface Script {
  /** One for each reservation. */
  readonly waits: readonly number[];
  /** By how much each sleep is longer than it should be. */
  readonly late: readonly number[];
  readonly replies?: readonly Reply[];
  readonly more?: Partial<ClientOptions>;
}

/** A client whose budget and sleeps are scripted; `asked` are the arguments of each reservation, `sent` when calls left. */
const scripted = ({ waits, late, replies = [found], more = {} }: Script) => {
  const asked: unknown[][] = [];
  const left = { waits: [...waits], late: [...late] };
  const budget: Budget = {
    reserve: async (...what) => {
      asked.push(what);
      const waitMs = left.waits.shift();
      assert.ok(waitMs !== undefined, "one reservation too many");
      return { waitMs };
    },
    block: async () => undefined,
  };
  const slept: number[] = [];
  const table: Bench = bench(replies, {
    budget,
    sleep: async (ms) => {
      slept.push(ms);
      table.time.now += ms + (left.late.shift() ?? 0);
    },
    ...more,
  });
  return { table, asked, slept };
};

const raw = { method: "GET", target: "/users/email?email=a@acme.test" } as const;

for (const [how, call] of [
  ["call", (table: Bench) => table.client.users.emailExists("a@acme.test")],
  ["raw", (table: Bench) => table.client.request(raw)],
] as const) {
  test(`${how}: a slot is used when it is a little late, and given up for another one when it has gone by`, async () => {
    const onTime = scripted({ waits: [100], late: [allowedLateMs] });
    await call(onTime.table);
    assert.deepEqual([onTime.asked.length, onTime.table.requests.length], [1, 1]);
    const late = scripted({ waits: [100, 40], late: [allowedLateMs + 1, 0] });
    await call(late.table);
    assert.deepEqual(late.slept, [100, 40]);
    assert.deepEqual(
      late.asked.map(([label, kind, now, again]) => [label, kind, Number(now) - noon, again]),
      [
        ["Light", "call", 0, false],
        ["Light", "call", 126, true],
      ],
    );
    assert.equal(late.table.requests.length, 1);
  });

  test(`${how}: a slot that had gone by before it was known is given up as well`, async () => {
    const { table, asked, slept } = scripted({ waits: [-allowedLateMs - 1, 0], late: [] });
    await call(table);
    assert.deepEqual([asked.length, slept.length, table.requests.length], [2, 0, 1]);
  });

  test(`${how}: a process that is late every time sends in the end`, async () => {
    const times = maxGivenUp + 1;
    const { table, asked } = scripted({
      waits: Array.from({ length: times }, () => 10),
      late: Array.from({ length: times }, () => 500),
    });
    await call(table);
    assert.deepEqual([asked.length, table.requests.length], [times, 1]);
  });
}

test("a token that had to be renewed after the wait makes a slot late", async () => {
  const token: Reply = { json: { access_token: "t", expires_in: 3600 } };
  // Most of an hour goes by in the wait; getting the new token then takes 10 ms, and its wait for an answer 30 more.
  const { table, asked } = scripted({
    waits: [3_590_000, 0],
    late: [0, 30],
    replies: [token, { status: 503 }, token, found],
    more: { credentials: { accountId: "a", clientId: "c", clientSecret: "s" } },
  });
  await table.client.users.emailExists("a@acme.test");
  assert.deepEqual(
    asked.map(([, , , again]) => again),
    [false, true],
  );
  assert.equal(table.requests.filter(({ url }) => url.endsWith("/oauth/token")).length, 3);
});
