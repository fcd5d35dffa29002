import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { z } from "zod";

import { openDatabase } from "#system";

import { describeEngine } from "./engine-suite.test.ts";
import { openEngine } from "./open-engine.ts";

const makePlace = (): string => mkdtempSync(join(tmpdir(), "rollcall-engine-"));
const rethrow = (error: unknown): void => {
  throw error;
};

describeEngine(
  "sqlite",
  (directory, { concurrency = 10 } = {}) => openEngine({ directory, concurrency, onError: rethrow }),
  makePlace,
);

const spawnNode = async (script: string, env: Record<string, string>) => {
  const child = spawn(process.execPath, ["--conditions=rollcall-source", "--input-type=module", "--eval", script], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
};

const diesInSecondStep = `
  import { appendFileSync } from "node:fs";
  const { openEngine } = await import(process.env.ROOM);
  const { z } = await import(process.env.ZOD);
  const engine = await openEngine({ directory: process.env.PLACE, concurrency: 5 });
  const note = (text) => appendFileSync(process.env.PLACE + "/log", text + " ");
  const workflow = engine.define({
    name: "three steps",
    input: z.object({}),
    run: async (_input, { step }) => {
      await step("first", async () => note("first"));
      await step("second", async () => { note("second"); console.log("in step"); await new Promise(() => {}); });
    },
  });
  await engine.start();
  await engine.run(workflow, {}, { id: "run" });
`;

test("after kill -9 in mid-step the run goes on at once, and recorded steps are not repeated", async () => {
  const place = makePlace();
  const child = await spawnNode(diesInSecondStep, {
    PLACE: place,
    ROOM: new URL("open-engine.ts", import.meta.url).href,
    ZOD: import.meta.resolve("zod"),
  });
  child.kill("SIGKILL");
  await once(child, "exit");

  const log = (): string => readFileSync(join(place, "log"), "utf8");
  assert.equal(log(), "first second ");
  const began = Date.now();
  await using engine = await openEngine({ directory: place, concurrency: 5, onError: rethrow });
  const done: string[] = [];
  engine.define({
    name: "three steps",
    input: z.object({}),
    run: async (_input, { step }) => {
      for (const name of ["first", "second", "third"]) await step(name, () => Promise.resolve(done.push(name)));
    },
  });
  await engine.start();
  assert.equal((await engine.settled("run", { timeoutMs: 10_000 }))?.state, "completed");
  assert.ok(Date.now() - began < 3000, `${Date.now() - began} ms`);
  assert.deepEqual(done, ["second", "third"]);
  assert.deepEqual(
    (await engine.attempts("run")).map(({ step, state }) => `${step} ${state}`),
    ["first completed", "second interrupted", "second completed", "third completed"],
  );
});

const holdsWriteLock = `
  import { DatabaseSync } from "node:sqlite";
  const database = new DatabaseSync(process.env.PLACE + "/engine.db");
  database.exec("BEGIN IMMEDIATE");
  console.log("locked");
  setTimeout(() => { database.exec("COMMIT"); process.exit(); }, 700);
`;

test("another connection's write lock is waited for", async () => {
  const place = makePlace();
  await using engine = await openEngine({ directory: place, concurrency: 1, onError: rethrow });
  const quick = engine.define({ name: "quick", input: z.object({}), run: () => Promise.resolve(1) });
  await engine.start();
  const child = await spawnNode(holdsWriteLock, { PLACE: place });
  const exited = once(child, "exit");
  await engine.run(quick, {}, { id: "run" });
  assert.equal((await engine.settled("run", { timeoutMs: 5000 }))?.state, "completed");
  await exited;
});

test("an id stays one run for ever, not only for the library's 24 hours", async () => {
  const place = makePlace();
  await using engine = await openEngine({ directory: place, concurrency: 1, onError: rethrow });
  const quick = engine.define({ name: "quick", input: z.object({}), run: () => Promise.resolve(1) });
  await engine.run(quick, {}, { id: "run" });
  using database = await openDatabase(join(place, "engine.db"), { migrations: [] });
  database.run("UPDATE workflow_runs SET created_at = '2020-01-01T00:00:00.000Z'");
  assert.equal(await engine.run(quick, {}, { id: "run" }), false);
});

test("leases that ran out while the machine slept do not begin a run twice", async () => {
  const place = makePlace();
  await using engine = await openEngine({ directory: place, concurrency: 2, onError: rethrow });
  const begun: string[] = [];
  const slow = engine.define({
    name: "slow",
    input: z.object({}),
    run: (_input, { step }) =>
      step("slow", async () => {
        begun.push("slow");
        await new Promise((resolve) => {
          setTimeout(resolve, 300);
        });
      }),
  });
  await engine.start();
  await engine.run(slow, {}, { id: "one" });
  while (begun.length === 0) await engine.settled("one", { timeoutMs: 5 });
  using database = await openDatabase(join(place, "engine.db"), { migrations: [] });
  const { now } = Date;
  Date.now = () => now() + 60_000;
  try {
    await engine.run(slow, {}, { id: "two" });
    assert.equal((await engine.settled("one", { timeoutMs: 5000 }))?.state, "completed");
  } finally {
    Date.now = now;
  }
  assert.equal(database.get("SELECT attempts FROM workflow_runs WHERE idempotency_key = 'one'")?.["attempts"], 1);
});

test("errors of the database go to onError, not to the terminal", async () => {
  const place = makePlace();
  const errors: unknown[] = [];
  await using engine = await openEngine({ directory: place, concurrency: 1, onError: (error) => errors.push(error) });
  const quick = engine.define({ name: "quick", input: z.object({}), run: () => Promise.resolve(1) });
  await engine.start();
  using database = await openDatabase(join(place, "engine.db"), { migrations: [] });
  database.run("ALTER TABLE workflow_runs RENAME COLUMN started_at TO elsewhere");
  await engine.run(quick, {}, { id: "run" });
  await engine.settled("run", { timeoutMs: 200 });
  assert.match(String(errors[0]), /no such column.*started_at/);
});
