// Two processes share one account's limits, on both kinds of store. The emulator's own log is what counts.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { createEmulator, type Emulator } from "#emulator";
import { labelLimits } from "#zoom";
import { z } from "zod";

import type { callerTask } from "./shared-budget-caller.ts";

type Task = z.infer<typeof callerTask>;

const seconds = Number(process.env["ROLLCALL_RATE_SECONDS"] ?? 3);
const processes = 2;
const logSchema = z.array(
  z.object({ at: z.iso.datetime().transform((at) => Date.parse(at)), status: z.number(), path: z.string() }),
);
const postgres = process.env["ROLLCALL_TEST_POSTGRES"];
const noPostgres = "PostgreSQL is not installed (Debian: postgresql), or not started by npm test";

/** A process that is ready to call; it ends with the test if not before. */
const startCaller = async (task: Task) => {
  const child = spawn(process.execPath, ["--conditions=rollcall-source", "test/journeys/shared-budget-caller.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ROLLCALL_CALLER: JSON.stringify(task) },
  });
  after(() => child.kill());
  const ended = once(child, "exit").then(([code]) => Number(code));
  const early = await Promise.race([once(child.stdout, "data"), ended]);
  assert.ok(Array.isArray(early), `a caller ended with ${String(early)} before it began`);
  return { start: () => child.stdin.write("go\n"), ended };
};

/** The most calls that any stretch of this length holds. */
const busiest = (times: readonly number[], windowMs: number): number =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + windowMs).length));

const readLog = async (emulator: Emulator) => {
  const answer = await emulator.fetch("http://emulator.invalid/_rollcall/requests?limit=10000");
  return logSchema
    .parse(await answer.json())
    .filter(({ path }) => path.startsWith("/v2/"))
    .toSorted((a, b) => a.at - b.at);
};

const race = async (plan: "pro" | "business", store: Task["store"]) => {
  await using emulator = await createEmulator({ account: { preset: plan }, logSize: 10_000 });
  await using serving = await emulator.listen();
  const { accountId, clientId, clientSecret } = emulator.account;
  const task: Task = {
    store,
    entry: {
      name: "acme",
      kind: "zoom",
      plan,
      base_url: `${serving.url}/v2`,
      account_id: accountId,
      client_id: clientId,
      client_secret: { env: "SECRET" },
    },
    secret: clientSecret,
    seconds,
    concurrency: 20,
  };
  const callers = await Promise.all(Array.from({ length: processes }, () => startCaller(task)));
  for (const caller of callers) caller.start();
  assert.deepEqual(await Promise.all(callers.map(({ ended }) => ended)), [0, 0]);
  const log = (await readLog(emulator)).slice(processes);
  const times = log.map(({ at }) => at);
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    calls: log.length,
    refused: log.filter(({ status }) => status === 429).length,
    perSecond: ((log.length - 1) * 1000) / spanMs,
    busiest: busiest(times, 1000),
  };
};

for (const plan of ["pro", "business"] as const)
  for (const kind of ["SQLite", "PostgreSQL"] as const)
    test(
      `${processes} processes, one ${plan} account, ${kind}: together they keep to what the plan allows`,
      { skip: kind === "PostgreSQL" && postgres === undefined && noPostgres },
      async (t) => {
        const name = `t${randomBytes(6).toString("hex")}_budgets`;
        const path = join(mkdtempSync(join(tmpdir(), "rollcall-budget-")), "budgets.db");
        const result = await race(plan, kind === "SQLite" ? { path } : { url: postgres ?? "", name });
        const { perWindow } = labelLimits[plan].Light;
        t.diagnostic(`${plan} ${kind}: limit ${perWindow}/s, ${JSON.stringify(result)}`);
        // How many come late and are refused depends on the machine's load: bench figures say that, not this test.
        assert.ok(result.calls > 0 && result.perSecond <= perWindow, JSON.stringify(result));
      },
    );
