import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

import { type Ran, rollcallHere, runProgram } from "./rollcall.ts";

/** More than a Pro account takes in three seconds. */
export const rows = 90;

export const peopleFile = (data: string): string => {
  const file = join(dirname(data), "many.csv");
  const lines = Array.from({ length: rows }, (_unused, at) => `person${at}@acme.test,Person,Number ${at}`);
  writeFileSync(file, ["Email,First Name,Last Name", ...lines, ""].join("\n"));
  return file;
};

/** Applies the file, and does something when some rows are sent and many are not. */
export const applyUntil = async (
  data: string,
  program: readonly string[],
  act: (child: ChildProcess) => void,
): Promise<Ran> =>
  await runProgram(program[0] ?? "", [...program.slice(1), "apply", peopleFile(data), "--data", data], {
    when: { seen: "Beginning run-", act: (child) => void sleep(600).then(() => act(child)) },
  });

/** Everybody is there once, beside the five that a demo account begins with. */
export const assertAllThereOnce = async (data: string): Promise<void> => {
  const { stdout } = await rollcallHere(["users", "list", "--json", "--data", data]);
  const all = z.array(z.object({ email: z.string() })).parse(JSON.parse(stdout));
  assert.equal(new Set(all.map(({ email }) => email)).size, 5 + rows);
  assert.equal(all.length, 5 + rows);
};

const jobSchema = z.object({ state: z.string(), settled: z.number(), counts: z.record(z.string(), z.number()) });

/** Waits until a server's job is no longer running. */
export const jobEnd = async (url: string, run: string): Promise<z.infer<typeof jobSchema>> => {
  for (;;) {
    const answer = await fetch(`${url}/api/jobs/${run}?wait_ms=2000`);
    const job = jobSchema.parse(await answer.json());
    if (job.state !== "running") return job;
  }
};
