import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

import { randomFrom } from "#base";

import { deployTemplate, invitations, settleAll, startKillable } from "./killed-workflows.ts";

const seed = Number(process.env["ROLLCALL_SEED"] ?? Date.now() % 1_000_000);
/** A sample by default; `npm run sweep:workflows` asks for 100 kills. */
const kills = Number(process.env["ROLLCALL_WORKFLOW_KILLS"] ?? 6);
/** Triggers between two kills. */
const burst = 5;
const wanted = kills * burst;

// 202 at once: accepted is what was answered with it.
const template = readFileSync("examples/workflows/zoom-create-user.yaml", "utf8").replace(
  "    methods: [POST]",
  "    methods: [POST]\n    answer: immediate",
);

const acceptedSchema = z.looseObject({ run: z.string() });

test(`the server killed ${kills} times over ${wanted} triggers: each that was accepted creates its user once (seed ${seed})`, async (t) => {
  const chance = randomFrom(seed);
  const data = join(mkdtempSync(join(tmpdir(), "rollcall-workflow-kill-")), "data");
  const path = await deployTemplate(data, template);
  const accepted = new Map<string, string>();
  let sent = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const server = await startKillable(["start", "--data", data, "--port", "0", "--empty"]);
    // Dies once so many are answered, and up to 600 ms later: before the first is read to after the last run is over.
    const enough = Math.floor(chance() * (burst + 1));
    const laterMs = chance() * 600;
    let answered = 0;
    const isTime = Promise.withResolvers<undefined>();
    if (enough === 0) isTime.resolve(undefined);
    const sending = Array.from({ length: burst }, async () => {
      const email = `person${(sent += 1)}@acme.test`;
      const answer = await fetch(`${server.url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, type: 1 }),
      }).catch(() => undefined);
      // A body that was cut off is an acceptance that nobody heard of.
      const body = answer?.status === 202 ? await answer.json().catch(() => undefined) : undefined;
      if (body !== undefined) accepted.set(acceptedSchema.parse(body).run, email);
      if ((answered += 1) >= enough) isTime.resolve(undefined);
    });
    await isTime.promise;
    await sleep(laterMs);
    await server.kill();
    await Promise.all(sending);
  }
  const server = await startKillable(["start", "--data", data, "--port", "0", "--empty"]);
  const states = await settleAll(server.url, 120_000);
  await server.kill();
  const mails = await invitations(data);
  t.diagnostic(`${kills} kills, ${sent} triggers, ${accepted.size} accepted, ${mails.size} users, seed ${seed}`);
  assert.ok(accepted.size > kills, "too few were accepted to tell anything");
  assert.deepEqual([...new Set(states.values())], ["completed"]);
  const lost = [...accepted].filter(([run, email]) => !states.has(run) || mails.get(email) !== 1);
  assert.deepEqual(lost, []);
  assert.deepEqual(
    [...mails].filter(([, count]) => count > 1),
    [],
  );
});
