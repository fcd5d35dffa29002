import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";

import { openEngine } from "#engine";
import { openSqliteStore } from "#system";
import { z } from "zod";

import { openWorkflows } from "./open-workflows.ts";
import { defineStep } from "./step-type.ts";
import { workflowTables } from "./store/tables.ts";
import type { Workflows } from "./workflows.ts";

const rethrow = (error: unknown): void => {
  throw error;
};

const open = async (t: TestContext): Promise<Workflows & { readonly alerts: string[] }> => {
  const directory = mkdtempSync(join(tmpdir(), "rollcall-workflows-"));
  const alerts: string[] = [];
  let tries = 0;
  const workflows = openWorkflows({
    engine: await openEngine({ directory, concurrency: 5, onError: rethrow }),
    store: await openSqliteStore(join(directory, "workflows.db"), workflowTables),
    vault: {
      seal: (text) => Buffer.from(text).toString("base64"),
      open: (sealed) => Buffer.from(sealed, "base64").toString(),
    },
    types: [
      defineStep({
        type: "echo",
        summary: "Gives its input back; fails as often as told.",
        input: z.strictObject({
          value: z.unknown().optional(),
          password: z.string().exactOptional(),
          failures: z.number().default(0),
        }),
        output: {},
        attempts: 3,
        timeoutMs: 5000,
        run: async ({ value, failures }) => {
          tries += 1;
          return tries <= failures
            ? { kind: "failed", error: { code: "flaky", message: `try ${tries}` }, retryable: true }
            : { kind: "done", output: value ?? null };
        },
      }),
    ],
    readEvent: () => ({ kind: "refused", status: 401, message: "no" }),
    openCredential: () => Promise.reject(new Error("none")),
    sendAlert: async (_url, body) => void alerts.push(body),
    clock: Date.now,
    randomBytes,
    onError: rethrow,
  });
  t.after(() => workflows.close());
  await workflows.start();
  return Object.assign(workflows, { alerts });
};

const source = (text: string) => ({ name: "w.yaml", text });
const echo = (more: string): string =>
  `name: w\nsteps:\n  - name: say\n    type: echo\n    retry: { attempts: 3, delay: 5ms }\n    with: { ${more} }\n`;

test("a run is recorded with its attempts; what looks like a password is masked", async (t) => {
  const workflows = await open(t);
  await workflows.deploy(
    source(echo('value: "${trigger.body.word | upper}", password: "${trigger.body.password}", failures: 2')),
  );
  const { id } = await workflows.run("w", { word: "hello", password: "Hunter2-secret" });
  assert.equal((await workflows.settled(id, 10_000)).state, "completed");
  const run = await workflows.runDetail(id);
  assert.equal(run.output, "HELLO");
  assert.deepEqual(
    run.steps[0]?.attempts.map(({ state }) => state),
    ["failed", "failed", "completed"],
  );
  assert.doesNotMatch(JSON.stringify(run), /Hunter2/);
  const repeated = await workflows.rerun(id, { version: "same" });
  assert.equal((await workflows.settled(repeated.id, 10_000)).rerunOf, id);
});

test("refusals carry codes", async (t) => {
  const workflows = await open(t);
  assert.throws(() => workflows.validate(source("name: w\nsteps:\n  - { name: a, type: nope }\n")), {
    code: "RC_WORKFLOWS_DEFINITION",
    message: /w\.yaml, line 3, column \d+: steps\.0\.type/,
  });
  await workflows.deploy(source("name: a\nsteps:\n  - { name: go, type: workflow, with: { workflow: w } }\n"));
  const circle = source("name: w\nsteps:\n  - { name: go, type: workflow, with: { workflow: a } }\n");
  await assert.rejects(workflows.deploy(circle), { code: "RC_WORKFLOWS_CYCLE", message: /w runs a runs w/ });
  await assert.rejects(workflows.show("nobody"), { code: "RC_WORKFLOWS_NOT_FOUND" });
  await assert.rejects(workflows.decide({ run: "run-x" }, { approved: true, by: "me" }), {
    code: "RC_WORKFLOWS_ANSWERED",
  });
  await workflows.deploy(source("name: slow\nsteps:\n  - { name: nap, type: wait, with: { for: 1h } }\n"));
  const { id } = await workflows.run("slow", null);
  await assert.rejects(workflows.rerun(id, { version: "same" }), { code: "RC_WORKFLOWS_RUN_STATE" });
  assert.equal((await workflows.cancel(id)).state, "canceled");
  const tested = workflows.test(source(echo("value: 1")), { step: "say", input: { failures: "many" } });
  await assert.rejects(tested, { code: "RC_WORKFLOWS_STEP", message: /failures/ });
});

test("a step's output that is too large fails its run, whose alert is sent once", async (t) => {
  const workflows = await open(t);
  await workflows.deploy(source(`${echo('value: "${trigger.body}"')}alert: { url: "https://example.com/hook" }\n`));
  const { id } = await workflows.run("w", "x".repeat(1_100_000));
  const ended = await workflows.settled(id, 10_000);
  assert.equal(ended.error?.code, "output_too_large");
  while (workflows.alerts.length === 0) await workflows.changes(Number.MAX_SAFE_INTEGER, 50);
  assert.match(workflows.alerts[0] ?? "", /run\.failed/);
});

test("a run whose version is gone says so instead of hanging: RC_WORKFLOWS_INTERNAL", async (t) => {
  const workflows = await open(t);
  await workflows.deploy(source(echo("value: 1")));
  const { id } = await workflows.run("w", null, { version: 7 });
  const ended = await workflows.settled(id, 10_000);
  assert.equal(ended.error?.code, "RC_WORKFLOWS_INTERNAL");
});

test("a caller who waits for an answer gets one when the server closes", async (t) => {
  const workflows = await open(t);
  const answer = "  - { name: nap, type: wait, with: { for: 1h } }\n  - { name: answer, type: respond }\n";
  const { path = "" } = await workflows.deploy(source(`name: slow\ntrigger: { http: {} }\nsteps:\n${answer}`));
  const exchange = { method: "POST", path, query: "", headers: {}, body: new Uint8Array() };
  const answered = workflows.trigger(exchange);
  await workflows.changes(0, 5000);
  await workflows.close({ graceMs: 0 });
  assert.equal((await answered).status, 202);
  // Whoever asks for changes hears at once that there will be none.
  assert.equal((await workflows.changes(Number.MAX_SAFE_INTEGER, 60_000)).runs.length, 0);
});
