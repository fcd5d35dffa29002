import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";

import { freshDatabase, noPostgres } from "../journeys/fresh-database.ts";
import { settleAll, startKillable } from "./killed-workflows.ts";

const runs = 30;

test("two workers on PostgreSQL: one is killed, and its runs are over within 60 s", { skip: noPostgres }, async (t) => {
  const data = join(mkdtempSync(join(tmpdir(), "rollcall-takeover-")), "data");
  const env = { DATABASE_URL: await freshDatabase() };
  const server = await startKillable(["start", "--data", data, "--port", "0", "--empty"], env);
  t.after(server.kill);
  const worker = await startKillable(["worker", "--data", data], env);
  const headers = { "content-type": "application/json" };
  // Slow enough that both have runs at work when one dies.
  await fetch(`${server.url}/_rollcall/faults`, {
    method: "POST",
    headers,
    body: JSON.stringify({ operation: "userCreate", effect: { kind: "latency", ms: 400 } }),
  });
  const text =
    'name: take\ntrigger: { http: {} }\nsteps:\n  - { name: make, type: create_user, with: { email: "${trigger.body.email}" } }\n';
  const deployed = await fetch(`${server.url}/api/workflows`, {
    method: "POST",
    headers,
    body: JSON.stringify({ source: { name: "take.yaml", text } }),
  });
  const { path } = z.looseObject({ path: z.string() }).parse(await deployed.json());
  for (let run = 0; run < runs; run += 1)
    await fetch(`${server.url}${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify({ email: `take${run}@acme.test` }),
    });
  await worker.kill();
  const killedAt = Date.now();
  const states = await settleAll(server.url, 60_000);
  assert.deepEqual([states.size, ...new Set(states.values())], [runs, "completed"]);
  assert.ok(Date.now() - killedAt < 60_000);
  const inbox = await fetch(`${server.url}/_rollcall/inbox?limit=1000`);
  const mails = (await inbox.text()).match(/take\d+@acme\.test/g) ?? [];
  assert.equal(new Set(mails).size, runs);
});
