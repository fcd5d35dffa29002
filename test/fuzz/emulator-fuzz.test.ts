// Random and mutated requests to every operation, the token endpoint, SCIM and the control plane, in process. Each session
// is an emulator of its own with four accounts; every second one keeps its state in a directory.
// ROLLCALL_FUZZ = requests (5,000), ROLLCALL_SEED = seed of the first session: sessions count on from it, and one alone
// repeats what a failed one did.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { operations } from "#zoom";

import { createRandom } from "./random.ts";
import { runSession } from "./run-session.ts";
import { newTally, openSession } from "./session.ts";

const total = Number(process.env["ROLLCALL_FUZZ"] ?? 5000);
const isSweep = process.env["ROLLCALL_FUZZ"] !== undefined;

test("random and mutated requests: no crash, only documented answers, a consistent state", async (t) => {
  const first = Number(process.env["ROLLCALL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
  t.diagnostic(`seed ${first} (repeat with ROLLCALL_SEED=${first})`);
  const tally = newTally();
  for (let number = 0; tally.requests < total; number += 1) {
    const directory = number % 2 === 1 ? mkdtempSync(join(tmpdir(), "rollcall-fuzz-")) : undefined;
    const seed = first + number;
    try {
      await runSession(await openSession(createRandom(seed), tally, directory), directory);
    } catch (error) {
      throw new Error(`session of seed ${seed}${directory === undefined ? "" : ", with a directory"}`, {
        cause: error,
      });
    } finally {
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
    }
  }
  const silent = operations.filter(({ id }) => !tally.succeeded.has(id)).map(({ id }) => id);
  const statuses = [...tally.statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${count} x ${status}`);
  t.diagnostic(`${tally.requests} requests, seed ${first}: ${statuses.join(", ")}`);
  t.diagnostic(
    `${operations.length - silent.length} of ${operations.length} operations succeeded${silent.length === 0 ? "" : `; never: ${silent.join(", ")}`}`,
  );
  t.diagnostic(
    `${tally.slowestMs.toFixed(0)} ms of CPU for the slowest answer: ${tally.slowest.replaceAll(/\s+/g, " ").slice(0, 80)}`,
  );
  if (isSweep) {
    assert.ok(tally.slowestMs < 1000, `slowest answer ${tally.slowestMs} ms: ${tally.slowest}`);
    assert.deepEqual(silent, [], "operations that never succeeded");
  }
});
