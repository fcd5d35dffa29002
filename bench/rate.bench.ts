// Two processes that share one account over one budget, in a SQLite file and in PostgreSQL: how much of the per-second limit they use, and what is refused.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { labelLimits } from "#zoom";

import { startPostgres } from "../scripts/postgres.ts";
import { race } from "../test/journeys/shared-budget-race.ts";
import { type Figure, publish } from "./figure.ts";

const processes = 2;
const seconds = 20;

type Place = Parameters<typeof race>[0]["store"];

const measure = async (where: string, plan: "pro" | "business", store: Place): Promise<readonly Figure[]> => {
  const result = await race({ plan, processes, store, seconds, concurrency: 20, what: "lookups" });
  const { perWindow } = labelLimits[plan].Light;
  const what = `${where}, ${plan}`;
  return [
    {
      what: `${what}: share of the ${perWindow} calls a second`,
      value: result.perSecond / perWindow,
      unit: "",
      required: { atLeast: 0.9 },
      note: `${result.perSecond.toFixed(1)} a second over ${seconds} s`,
    },
    {
      what: `${what}: busiest stretch of one second, when calls leave`,
      value: result.busiestLeaving,
      unit: "calls",
      required: { atMost: perWindow },
    },
    {
      what: `${what}: busiest stretch of one second, when they reach the emulator`,
      value: result.busiest,
      unit: "calls",
      required: { atMost: perWindow },
      note: `the emulator stood still for ${result.stoodStillMs.toFixed(0)} ms at most`,
    },
    {
      what: `${what}: answered with 429`,
      value: (result.refused * 1000) / result.calls,
      unit: "of 1,000",
      required: { atMost: 1 },
      note: `${result.refused} of ${result.calls}`,
    },
  ];
};

const figures: Figure[] = [];
const postgres = await startPostgres();
if (postgres === undefined) console.log("PostgreSQL is not installed: not measured there");
for (const plan of ["pro", "business"] as const) {
  const directory = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  figures.push(...(await measure("SQLite", plan, { path: join(directory, "budgets.db") })));
  await rm(directory, { recursive: true });
  if (postgres !== undefined)
    figures.push(...(await measure("PostgreSQL", plan, { url: postgres.url, name: `rate_${plan}` })));
}
await postgres?.stop();
publish(figures);
