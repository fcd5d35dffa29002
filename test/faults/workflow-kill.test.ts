import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { deployTemplate, invitations, settleAll, startKillable } from "./killed-workflows.ts";

const seed = Number(process.env["ROLLCALL_SEED"] ?? Date.now() % 1_000_000);
/** A sample by default; `npm run sweep:workflows` asks for 100 kills over 200 runs. */
const kills = Number(process.env["ROLLCALL_WORKFLOW_KILLS"] ?? 6);
const wanted = kills * 2;

/** Numbers from 0 up to, but not including, 1, the same for the same seed. */
const chanceFrom = (start: number): (() => number) => {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

// 202 at once: accepted is what was answered with it.
const template = readFileSync("examples/workflows/zoom-create-user.yaml", "utf8").replace(
  "    methods: [POST]",
  "    methods: [POST]\n    answer: immediate",
);

test(`the server killed ${kills} times over ${wanted} triggers: each that was accepted creates its user once (seed ${seed})`, async (t) => {
  const chance = chanceFrom(seed);
  const data = join(mkdtempSync(join(tmpdir(), "rollcall-workflow-kill-")), "data");
  const path = await deployTemplate(data, template);
  const accepted: string[] = [];
  let sent = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const server = await startKillable(["start", "--data", data, "--port", "0", "--empty"]);
    const batch = Array.from({ length: 2 }, () => `person${(sent += 1)}@acme.test`);
    const sending = batch.map(async (email) => {
      const answer = await fetch(`${server.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, type: 1 }),
      }).catch(() => undefined);
      if (answer?.status === 202) accepted.push(email);
    });
    // From before the first call is read to after the last run is over.
    await sleep(chance() * 900);
    await server.kill();
    await Promise.all(sending);
  }
  const server = await startKillable(["start", "--data", data, "--port", "0", "--empty"]);
  const states = await settleAll(server.url, 120_000);
  await server.kill();
  const mails = await invitations(data);
  assert.deepEqual([...states.keys()], ["completed"], JSON.stringify([...states]));
  const missing = accepted.filter((email) => !mails.has(email));
  assert.deepEqual(missing, []);
  const twice = [...mails].filter(([, count]) => count > 1);
  assert.deepEqual(twice, []);
  t.diagnostic(`${kills} kills, ${sent} triggers, ${accepted.length} accepted, ${mails.size} users, seed ${seed}`);
});
