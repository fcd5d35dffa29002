import assert from "node:assert/strict";
import { test } from "node:test";

import { z } from "zod";

import {
  chanceFrom,
  type Ended,
  inspect,
  openTrial,
  rosterRows,
  runCli,
  startCli,
  type Trial,
  waitForRows,
} from "./killed-apply.ts";

const seed = Number(process.env["ROLLCALL_SEED"] ?? Date.now() % 1_000_000);
/** A sample by default; CI and `npm run sweep:kills` ask for more. */
const kills = Number(process.env["ROLLCALL_KILLS"] ?? 10);
/** Of them, so many hit a server that works for a command over HTTP. */
const serverKills = Math.ceil(kills / 5);

const report = z.object({ counts: z.record(z.string(), z.number()) });

/** Everybody is there once, and nobody is reported as failed. */
const judge = async (trial: Trial, stdout: string): Promise<void> => {
  const { counts } = report.parse(JSON.parse(stdout));
  assert.equal(counts["failed"], 0, stdout);
  assert.equal(counts["waiting"], 0, stdout);
  // Unchanged: the last kill came when the job was done and only its report was not printed yet.
  const accounted = (counts["created"] ?? 0) + (counts["adopted"] ?? 0) + (counts["unchanged"] ?? 0);
  assert.equal(accounted, rosterRows, stdout);
  assert.deepEqual(await inspect(trial.directory), { users: rosterRows, distinct: rosterRows, mails: rosterRows });
};

test(`apply killed ${kills - serverKills} times at random moments: nobody missing, nobody twice (seed ${seed})`, async (t) => {
  const chance = chanceFrom(seed);
  let left = kills - serverKills;
  let jobs = 0;
  while (left > 0) {
    await using trial = await openTrial();
    jobs += 1;
    const args = ["apply", trial.file, "--data", trial.directory, "--json"];
    for (;;) {
      // Enough to have begun, seldom enough to have finished.
      const ended = left > 0 ? await runCli(args, 400 + chance() * 1400) : await runCli(args);
      if (ended.code === null) {
        left -= 1;
        continue;
      }
      assert.equal(ended.code, 0, ended.stderr);
      await judge(trial, ended.stdout);
      break;
    }
  }
  t.diagnostic(`${kills - serverKills} kills over ${jobs} jobs of ${rosterRows} rows, seed ${seed}`);
});

test(`the server killed ${serverKills} times under an apply over HTTP (seed ${seed})`, async (t) => {
  const chance = chanceFrom(seed + 1);
  let left = serverKills;
  let jobs = 0;
  while (left > 0) {
    await using trial = await openTrial();
    jobs += 1;
    const args = ["apply", trial.file, "--data", trial.directory, "--json"];
    let settled = 0;
    let finished: Ended | undefined;
    // Each server goes on where the killed one stopped, before anybody asks it to.
    while (left > 0 && settled < rosterRows - 50) {
      const server = await startCli(trial.directory);
      const running = runCli(args);
      settled += Math.ceil(chance() * 100);
      await waitForRows(server.url, settled);
      await server.kill();
      const ended = await running;
      left -= 1;
      // The kill can come before the command has asked the server: then it does the rest itself.
      if (ended.code === 0) {
        finished = ended;
        break;
      }
      assert.equal(ended.code, 7, `told that the server is gone: ${ended.stderr}`);
    }
    finished ??= await runCli(args);
    assert.equal(finished.code, 0, finished.stderr);
    await judge(trial, finished.stdout);
  }
  t.diagnostic(`${serverKills} kills over ${jobs} jobs, seed ${seed}`);
});
