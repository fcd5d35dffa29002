// Two processes that share one account over a SQLite budget: how much of the per-second limit they use, and what is refused.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { labelLimits } from "#zoom";

import { race } from "../test/journeys/shared-budget-race.ts";
import { type Figure, publish } from "./figure.ts";

const processes = 2;
const seconds = 20;

const figures: Figure[] = [];
for (const plan of ["pro", "business"] as const) {
  const directory = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  const store = { path: join(directory, "budgets.db") };
  const result = await race({ plan, processes, store, seconds, concurrency: 20, what: "lookups" });
  await rm(directory, { recursive: true });
  const { perWindow } = labelLimits[plan].Light;
  const stood = `the emulator stood still for ${result.stoodStillMs.toFixed(0)} ms at most`;
  figures.push(
    {
      what: `${plan}: share of the ${perWindow} calls a second`,
      value: result.perSecond / perWindow,
      unit: "",
      required: { atLeast: 0.9 },
      note: `${result.perSecond.toFixed(1)} a second over ${seconds} s`,
    },
    {
      what: `${plan}: busiest stretch of one second, when calls leave`,
      value: result.busiestLeaving,
      unit: "calls",
      required: { atMost: perWindow },
    },
    {
      what: `${plan}: busiest stretch of one second, when they reach the emulator`,
      value: result.busiest,
      unit: "calls",
      required: { atMost: perWindow },
      note: stood,
    },
    {
      what: `${plan}: answered with 429`,
      value: (result.refused * 1000) / result.calls,
      unit: "of 1,000",
      required: { atMost: 1 },
      note: `${result.refused} of ${result.calls}`,
    },
  );
}
publish(figures);
