import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";

import { call, openServer } from "./workflow-server.ts";

const tally = z.looseObject({ count: z.number(), succeeded: z.number(), failed: z.number() });

/** A large loop's runs are cut into a tree: the engine takes 1,000 steps a run. */
const items = 5000;

test(`a for_each over ${items} items completes; failed items are named`, async (t) => {
  const server = await openServer(t);
  const url = await server.deploy(`
name: many
trigger: { http: { max_body_bytes: 10000000 } }
steps:
  - name: each
    type: for_each
    items: "\${trigger.body.items}"
    concurrency: 10
    on_error: continue
    steps:
      - name: odd
        type: branch
        cases:
          - when: "\${item.bad | eq: true}"
            steps: [{ name: fail, type: wait, with: { until: never } }]
output: "\${steps.each}"
`);
  const body = { items: Array.from({ length: items }, (_unused, n) => ({ n, bad: n === 4321 })) };
  const { body: accepted } = await call(url, body);
  const id = String(accepted["run"]);
  for (;;) {
    const { body: run } = await call(`${server.url}/api/runs/${id}/settled?wait_ms=25000`);
    if (run["finishedAt"] !== undefined) break;
  }
  const run = await server.run(id);
  assert.equal(run.state, "completed");
  const { error } = z.looseObject({ error: z.looseObject({ details: z.unknown() }) }).parse(run.output);
  const { count, succeeded, failed } = tally.parse(error.details);
  assert.deepEqual([count, succeeded, failed], [items, items - 1, 1]);
});
