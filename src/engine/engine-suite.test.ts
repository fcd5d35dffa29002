import assert from "node:assert/strict";
import { test } from "node:test";

import { z } from "zod";

import type { Engine } from "./engine.ts";

/** Opens an engine over the same database each time it is called with the same place. */
export type MakeEngine = (place: string, settings?: { readonly concurrency?: number }) => Promise<Engine>;

const soon = { timeoutMs: 10_000 };
const nothing = z.object({});

interface Setting {
  readonly make: MakeEngine;
  readonly makePlace: () => string;
  /** An engine in a place of its own. */
  readonly fresh: (settings?: { readonly concurrency?: number }) => Promise<Engine>;
}

const cases: Readonly<Record<string, (setting: Setting) => Promise<void>>> = {
  "a run is accepted once, recorded step by step, and begins at once": async ({ fresh }) => {
    await using engine = await fresh();
    let begun = 0;
    const greet = engine.define({
      name: "greet",
      input: z.object({ name: z.string().trim() }),
      run: async ({ name }, { id, step }) => {
        const said = await step("say", () => {
          begun = Date.now();
          return Promise.resolve(`Hello ${name}`);
        });
        return { id, said };
      },
    });
    await engine.start();
    const accepted = Date.now();
    assert.equal(await engine.run(greet, { name: " Ada " }, { id: "greet/ada" }), true);
    assert.equal(await engine.run(greet, { name: "Bo" }, { id: "greet/ada" }), false);
    const status = await engine.settled("greet/ada", soon);
    assert.equal(status?.state, "completed");
    assert.deepEqual(status.output, { id: "greet/ada", said: "Hello Ada" });
    assert.deepEqual(status.input, { name: " Ada " });
    // Generous: a shared database on a busy machine. What it must not be is a poll of seconds.
    assert.ok(begun - accepted < 2500, `begun after ${begun - accepted} ms`);
    const attempts = await engine.attempts("greet/ada");
    assert.deepEqual(
      attempts.map(({ step, kind: what, state, output }) => ({ step, what, state, output })),
      [{ step: "say", what: "step", state: "completed", output: "Hello Ada" }],
    );
    assert.equal(await engine.status("nobody"), undefined);
    assert.deepEqual(await engine.attempts("nobody"), []);
  },

  "attempts are told in the order in which they began, those of one moment too": async ({ fresh }) => {
    await using engine = await fresh();
    const names = Array.from({ length: 60 }, (_, index) => `step ${index}`);
    const many = engine.define({
      name: "many",
      input: nothing,
      run: async (_input, { step }) => {
        for (const name of names) await step(name, () => Promise.resolve(1));
      },
    });
    await engine.start();
    await engine.run(many, {}, { id: "many" });
    assert.equal((await engine.settled("many", soon))?.state, "completed");
    assert.deepEqual(
      (await engine.attempts("many")).map(({ step }) => step),
      names,
    );
  },

  "wrong input, a taken id, late and double definitions are refused": async ({ fresh }) => {
    const engine = await fresh();
    const one = engine.define({ name: "one", input: z.object({ n: z.number() }), run: () => Promise.resolve(1) });
    const two = engine.define({ name: "two", input: z.unknown(), run: () => Promise.resolve(2) });
    assert.throws(() => engine.define({ name: "one", input: nothing, run: () => Promise.resolve() }), {
      code: "RC_ENGINE_DEFINITION",
    });
    await engine.run(one, { n: 1 }, { id: "a" });
    await assert.rejects(engine.run(one, { n: Number.NaN }, { id: "b" }), { code: "RC_ENGINE_INPUT", message: /n/ });
    await assert.rejects(engine.run(two, { n: 1n }, { id: "b" }), { code: "RC_ENGINE_INPUT", message: /not JSON/ });
    await assert.rejects(engine.run(two, 1, { id: "a" }), { code: "RC_ENGINE_ID_TAKEN", message: /a belongs.*one/ });
    await engine.start();
    assert.throws(() => engine.define({ name: "three", input: nothing, run: () => Promise.resolve() }), {
      code: "RC_ENGINE_DEFINITION",
    });
    assert.equal((await engine.settled("a", soon))?.state, "completed");
    await engine.close();
    await assert.rejects(engine.run(one, { n: 1 }, { id: "c" }), { code: "RC_ENGINE_CLOSED" });
  },

  "a failing step is tried as often as told, then the run fails with its message": async ({ fresh }) => {
    await using engine = await fresh();
    let tries = 0;
    const flaky = engine.define({
      name: "flaky",
      input: z.object({ until: z.number() }),
      run: ({ until }, { step }) =>
        step(
          "call",
          () => {
            tries += 1;
            return tries < until ? Promise.reject(new Error(`no ${tries}`)) : Promise.resolve(tries);
          },
          { attempts: 3, firstDelayMs: 10 },
        ),
    });
    await engine.start();
    await engine.run(flaky, { until: 3 }, { id: "recovers" });
    assert.equal((await engine.settled("recovers", soon))?.output, 3);
    tries = 0;
    await engine.run(flaky, { until: 9 }, { id: "fails" });
    const failed = await engine.settled("fails", soon);
    assert.equal(failed?.state, "failed");
    assert.equal(failed.error, "no 3");
    const states = (await engine.attempts("fails")).map(({ state }) => state);
    assert.deepEqual(states, ["failed", "failed", "failed"]);
  },

  "a sleeping run waits without a slot and goes on in time": async ({ fresh }) => {
    await using engine = await fresh({ concurrency: 1 });
    const nap = engine.define({
      name: "nap",
      input: z.object({ ms: z.number() }),
      run: async ({ ms }, { sleep }) => {
        await sleep("nap", ms);
      },
    });
    await engine.start();
    const began = Date.now();
    await engine.run(nap, { ms: 1200 }, { id: "long" });
    await engine.run(nap, { ms: 50 }, { id: "short" });
    assert.equal((await engine.settled("short", soon))?.state, "completed");
    const waiting = await engine.status("long");
    assert.equal(waiting?.state, "waiting");
    assert.ok(waiting.dueAt !== undefined && waiting.dueAt.getTime() >= began + 1200);
    await engine.settled("long", soon);
    const took = Date.now() - began;
    assert.ok(took >= 1200 && took < 6000, `${took} ms`);
    await engine.run(nap, { ms: -1 }, { id: "past" });
    assert.match((await engine.settled("past", soon))?.error ?? "", /cannot wait for -1 ms/);
  },

  "a signal wakes its waiters with data; without one the wait times out": async ({ fresh }) => {
    await using engine = await fresh();
    const approval = engine.define({
      name: "approval",
      input: z.object({ timeoutMs: z.number() }),
      run: async ({ timeoutMs }, { waitForSignal }) =>
        (await waitForSignal("approve", { schema: z.object({ by: z.string() }), timeoutMs })) ?? "nobody",
    });
    await engine.start();
    assert.equal(await engine.signal("approve", { by: "early" }), 0);
    await engine.run(approval, { timeoutMs: 60_000 }, { id: "signaled" });
    await engine.run(approval, { timeoutMs: 30 }, { id: "timed out" });
    assert.equal((await engine.settled("timed out", soon))?.output, "nobody");
    while ((await engine.status("signaled"))?.state !== "waiting") await engine.settled("signaled", { timeoutMs: 10 });
    assert.equal(await engine.signal("approve", { by: "Ada" }), 1);
    assert.deepEqual((await engine.settled("signaled", soon))?.output, { by: "Ada" });
  },

  "children run beside each other under readable ids, and a failure reaches the parent": async ({ fresh }) => {
    await using engine = await fresh({ concurrency: 4 });
    const chunk = engine.define({
      name: "chunk",
      input: z.object({ n: z.number() }),
      run: ({ n }, { step }) =>
        step("work", () => (n === 13 ? Promise.reject(new Error("unlucky")) : Promise.resolve(n * 2))),
    });
    const job = engine.define({
      name: "job",
      input: z.object({ from: z.number(), to: z.number() }),
      run: async ({ from, to }, { child, parallel }) => {
        const numbers = Array.from({ length: to - from }, (_, index) => from + index);
        const outputs = await parallel(numbers.map((n) => () => child(chunk, { n }, { name: `${n}` })));
        return outputs.reduce((sum, output) => sum + output, 0);
      },
    });
    await engine.start();
    await engine.run(job, { from: 0, to: 10 }, { id: "good" });
    assert.equal((await engine.settled("good", soon))?.output, 90);
    assert.equal((await engine.status("good/7"))?.output, 14);
    await engine.run(job, { from: 10, to: 20 }, { id: "bad" });
    const bad = await engine.settled("bad", soon);
    assert.equal(bad?.error, "unlucky");
  },

  "never more runs at work than slots, and a freed slot is used at once": async ({ fresh }) => {
    await using engine = await fresh({ concurrency: 3 });
    let atWork = 0;
    let most = 0;
    const work = engine.define({
      name: "work",
      input: nothing,
      run: (_input, { step }) =>
        step("work", async () => {
          most = Math.max(most, (atWork += 1));
          await new Promise((resolve) => {
            setTimeout(resolve, 10);
          });
          atWork -= 1;
        }),
    });
    await engine.start();
    const began = Date.now();
    const ids = Array.from({ length: 30 }, (_, index) => `work/${index}`);
    await Promise.all(ids.map((id) => engine.run(work, {}, { id })));
    for (const id of ids) assert.equal((await engine.settled(id, soon))?.state, "completed");
    // A database that takes longer to claim a run than the run's work never fills all slots.
    assert.ok(most > 1 && most <= 3, `${most} at a time`);
    assert.ok(Date.now() - began < 20_000);
  },

  "cancel stops a run and its children, and aborts the step at work": async ({ fresh }) => {
    await using engine = await fresh();
    const aborted: string[] = [];
    const hang = engine.define({
      name: "hang",
      input: nothing,
      run: (_input, { id, step }) =>
        step("hang", async (signal) => {
          await new Promise((_resolve, reject) => {
            signal.addEventListener("abort", () => {
              aborted.push(id);
              reject(new Error("aborted"));
            });
          });
        }),
    });
    const parent = engine.define({
      name: "parent",
      input: nothing,
      run: (_input, { child }) => child(hang, {}, { name: "child" }),
    });
    await engine.start();
    await engine.run(parent, {}, { id: "p" });
    while ((await engine.attempts("p/child"))[0]?.state !== "running")
      await engine.settled("p/child", { timeoutMs: 10 });
    assert.equal(await engine.cancel("p"), true);
    assert.equal((await engine.settled("p/child", soon))?.state, "canceled");
    assert.equal((await engine.status("p"))?.state, "canceled");
    assert.deepEqual(aborted, ["p/child"]);
    assert.equal((await engine.attempts("p/child"))[0]?.state, "interrupted");
    assert.equal(await engine.cancel("p"), false);
    assert.equal(await engine.cancel("nobody"), false);
  },

  "list is newest first, filtered and paged; prune forgets what is over, with its children": async ({ fresh }) => {
    await using engine = await fresh();
    const leaf = engine.define({ name: "leaf", input: nothing, run: () => Promise.resolve("leaf") });
    const tree = engine.define({
      name: "tree",
      input: nothing,
      run: (_input, { child }) => child(leaf, {}, { name: "leaf" }),
    });
    const stuck = engine.define({
      name: "stuck",
      input: nothing,
      run: (_input, { waitForSignal }) => waitForSignal("never", { schema: z.unknown() }),
    });
    await engine.start();
    await engine.run(stuck, {}, { id: "stuck" });
    for (const id of ["t1", "t2", "t3"]) {
      await engine.run(tree, {}, { id });
      await engine.settled(id, soon);
    }
    const page = await engine.list({ workflow: "tree", limit: 2 });
    assert.deepEqual(
      page.runs.map(({ id }) => id),
      ["t3", "t2"],
    );
    const rest = await engine.list({ workflow: "tree", limit: 2, after: page.next ?? "" });
    assert.deepEqual(
      rest.runs.map(({ id }) => id),
      ["t1"],
    );
    assert.equal(rest.next, undefined);
    const active = await engine.list({ state: "active" });
    assert.deepEqual(
      active.runs.map(({ id, state }) => [id, state]),
      [["stuck", "waiting"]],
    );
    assert.equal(await engine.prune({ olderThanMs: 60_000, keep: 3 }), 0);
    assert.equal(await engine.prune({ olderThanMs: 60_000, keep: 1 }), 4);
    assert.equal(await engine.status("t1/leaf"), undefined);
    assert.equal((await engine.status("t3/leaf"))?.output, "leaf");
    assert.equal(await engine.prune({ olderThanMs: -1000, keep: 100 }), 2);
    assert.equal((await engine.status("stuck"))?.state, "waiting");
    assert.equal(await engine.run(tree, {}, { id: "t1" }), true);
  },

  "close is bounded, begins no further step, and the next engine goes on": async ({ make, makePlace }) => {
    const place = makePlace();
    const log: string[] = [];
    const define = (engine: Engine, secondHangs: boolean) =>
      engine.define({
        name: "two steps",
        input: nothing,
        run: async (_input, { step }) => {
          await step("first", () => Promise.resolve(log.push("first")));
          await step("second", async () => {
            log.push("second");
            if (secondHangs) await new Promise(() => undefined);
          });
          return await step("third", () => Promise.resolve(log.push("third")));
        },
      });
    const first = await make(place);
    const workflow = define(first, true);
    await first.start();
    await first.run(workflow, {}, { id: "run" });
    while (!log.includes("second")) await first.settled("run", { timeoutMs: 10 });
    const began = Date.now();
    await first.close({ graceMs: 100 });
    assert.ok(Date.now() - began < 10_000);

    await using second = await make(place);
    define(second, false);
    assert.deepEqual(
      (await second.attempts("run")).map(({ state }) => state),
      ["completed", "interrupted"],
    );
    await second.start();
    assert.equal((await second.settled("run", soon))?.state, "completed");
    assert.deepEqual(log, ["first", "second", "second", "third"]);
    const attempts = (await second.attempts("run")).map(({ step, state }) => `${step} ${state}`);
    assert.deepEqual(attempts, ["first completed", "second interrupted", "second completed", "third completed"]);
  },

  "a step that ends within the grace is recorded; the one after it belongs to the next engine": async ({
    make,
    makePlace,
  }) => {
    const place = makePlace();
    const log: string[] = [];
    const define = (engine: Engine) =>
      engine.define({
        name: "two steps",
        input: nothing,
        run: async (_input, { step }) => {
          await step("first", async () => {
            log.push("first");
            await new Promise((resolve) => {
              setTimeout(resolve, 1000);
            });
          });
          await step("second", () => Promise.resolve(log.push("second")));
        },
      });
    const first = await make(place);
    const workflow = define(first);
    await first.start();
    await first.run(workflow, {}, { id: "run" });
    while (log.length === 0) await first.settled("run", { timeoutMs: 5 });
    await first.close();
    assert.deepEqual(log, ["first"]);
    await using second = await make(place);
    define(second);
    await second.start();
    assert.equal((await second.settled("run", soon))?.state, "completed");
    assert.deepEqual(log, ["first", "second"]);
  },
};

/** What every engine must do, whatever its database. */
export const describeEngine = (kind: string, make: MakeEngine, makePlace: () => string): void => {
  for (const [name, run] of Object.entries(cases))
    test(`${kind}: ${name}`, () => run({ make, makePlace, fresh: (settings) => make(makePlace(), settings) }));
};
