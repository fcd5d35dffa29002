import { Worker, type Workflow as LibraryWorkflow } from "openworkflow";
import { z } from "zod";

import { cancelRun } from "./cancel-run.ts";
import { createOnce } from "./create-run.ts";
import { isOver } from "./describe-run.ts";
import type { Definition, Engine, Workflow } from "./engine.ts";
import { engineErrors } from "./errors.ts";
import { type Guard, guardBackend } from "./guard-backend.ts";
import { type Pump, startPump } from "./pump.ts";
import { makeRunContext } from "./run-context.ts";
import { makeQueries } from "./run-queries.ts";
import type { RunStore } from "./run-store.ts";
import { toJson } from "./to-json.ts";

interface Settings {
  readonly concurrency: number;
  readonly onError: (error: unknown) => void;
}

const longestPollMs = 1000;
const noController = new AbortController();

const checkedInput = <In>({ name, input: schema }: Workflow<In>, input: In): ReturnType<typeof toJson> => {
  const checked = schema.safeParse(input);
  if (!checked.success) throw engineErrors.make("RC_ENGINE_INPUT", `${name}: ${z.prettifyError(checked.error)}`);
  try {
    return toJson(input);
  } catch (error) {
    throw engineErrors.make("RC_ENGINE_INPUT", `${name}: the input is not JSON`, { cause: error });
  }
};

const aborted = async (signal: AbortSignal): Promise<never> => {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener(
    "abort",
    () => {
      reject(new Error("the run was stopped", { cause: signal.reason }));
    },
    { once: true },
  );
  return await promise;
};

/** The library's form of a definition: input parsed, context in our words. */
const forLibrary = <In, Parsed, Out>(
  definition: Definition<In, Parsed, Out>,
  guard: Guard,
): LibraryWorkflow<unknown, unknown, unknown> => ({
  spec: {
    name: definition.name,
    ...(definition.version === undefined ? {} : { version: definition.version }),
  },
  fn: async ({ input, step, run: { id } }) => {
    const execution = guard.executions.get(id);
    const { signal } = execution?.controller ?? noController;
    const context = makeRunContext(execution?.run.idempotencyKey ?? id, step, signal);
    // The race lets go of a step that ignores its signal: its slot and the library's heartbeat timer are freed.
    return await Promise.race([definition.run(definition.input.parse(input), context), aborted(signal)]);
  },
});

const accept = async <In>(store: RunStore, workflow: Workflow<In>, input: In, id: string): Promise<boolean> => {
  const { isNew } = await createOnce(store, {
    workflowName: workflow.name,
    version: workflow.version ?? null,
    idempotencyKey: id,
    config: {},
    context: null,
    input: checkedInput(workflow, input),
    parentStepAttemptNamespaceId: null,
    parentStepAttemptId: null,
    availableAt: null,
    deadlineAt: null,
  });
  return isNew;
};

/** Callers that wait for something to change. */
const makeBell = () => {
  const waiting = new Set<() => void>();
  return {
    ring: (): void => {
      for (const wake of waiting) wake();
    },
    /** Resolves at the next ring, or after `ms`. */
    next: async (ms: number): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const wake = (): void => {
        resolve(undefined);
      };
      const timer = setTimeout(wake, ms);
      waiting.add(wake);
      await promise;
      clearTimeout(timer);
      waiting.delete(wake);
    },
  };
};

type Bell = ReturnType<typeof makeBell>;

const makeSettled =
  (status: Engine["status"], bell: Bell): Engine["settled"] =>
  async (id, { timeoutMs }) => {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const found = await status(id);
      const leftMs = deadline - performance.now();
      if (found === undefined || isOver(found.state) || leftMs <= 0) return found;
      await bell.next(Math.min(leftMs, longestPollMs));
    }
  };

const makeSteering = (
  store: RunStore,
  guard: Guard,
  bell: Bell,
  wake: () => void,
): Pick<Engine, "signal" | "cancel" | "prune"> => ({
  async signal(signal, data) {
    const sent = await store.backend.sendSignal({ signal, data: toJson(data), idempotencyKey: null });
    wake();
    return sent.workflowRunIds.length;
  },
  async cancel(id) {
    const isCanceled = await cancelRun(store, guard, id);
    bell.ring();
    wake();
    return isCanceled;
  },
  prune: ({ olderThanMs, keep }) => store.prune(new Date(Date.now() - olderThanMs), keep),
});

const makeClose = (store: RunStore, guard: Guard, bell: Bell, stop: () => Promise<void>) => {
  const end = async (graceMs: number): Promise<void> => {
    guard.drain();
    await stop();
    const deadline = performance.now() + graceMs;
    while (guard.executions.size > 0 && performance.now() < deadline) await bell.next(deadline - performance.now());
    const cutOff = [...guard.executions.values()];
    guard.die();
    bell.ring();
    // Handed back, so that another process need not wait for the end of the lease.
    for (const { run, workerId } of cutOff) await store.release(run.id, workerId);
    await store.close();
  };
  let closing: Promise<void> | undefined;
  return async ({ graceMs = 2000 }: { readonly graceMs?: number } = {}): Promise<void> => {
    closing ??= end(graceMs);
    await closing;
  };
};

const startWorker = (
  store: RunStore,
  guard: Guard,
  workflows: LibraryWorkflow<unknown, unknown, unknown>[],
  { concurrency, onError }: Settings,
): Pump => {
  const worker = new Worker({ backend: guard.backend, workflows, concurrency });
  return startPump({
    tick: () => worker.tick(),
    isFull: () => guard.executions.size >= concurrency,
    nextDueAt: () => store.nextDueAt(),
    onError,
  });
};

/** An engine over any database of runs. */
export const makeEngine = (store: RunStore, { concurrency, onError }: Settings): Engine => {
  const workflows = new Map<string, LibraryWorkflow<unknown, unknown, unknown>>();
  const bell = makeBell();
  let pump: Pump | undefined;
  let state: "defining" | "started" | "closed" = "defining";
  const wake = (): void => {
    pump?.wake();
  };
  const onEnd = (): void => {
    bell.ring();
    // Not before the library has freed the slot, which it does a few microtasks from now.
    setImmediate(wake);
  };
  const guard = guardBackend(store, { onError, onEnd });
  const queries = makeQueries(store, guard.liveAttempts);
  const close = makeClose(store, guard, bell, async () => {
    state = "closed";
    await pump?.stop();
  });
  const refuseClosed = (): void => {
    if (state === "closed") throw engineErrors.make("RC_ENGINE_CLOSED", "the engine is closed");
  };
  return {
    ...queries,
    define(definition) {
      const key = JSON.stringify([definition.name, definition.version]);
      if (state !== "defining" || workflows.has(key))
        throw engineErrors.make("RC_ENGINE_DEFINITION", `${definition.name} was defined twice or too late`);
      workflows.set(key, forLibrary(definition, guard));
      const { name, version, input } = definition;
      return { name, input, ...(version === undefined ? {} : { version }) };
    },
    async start() {
      refuseClosed();
      if (state === "started") return;
      state = "started";
      await store.recover();
      refuseClosed();
      pump = startWorker(store, guard, [...workflows.values()], { concurrency, onError });
    },
    async run(workflow, input, { id }) {
      refuseClosed();
      const isNew = await accept(store, workflow, input, id);
      wake();
      return isNew;
    },
    settled: makeSettled(queries.status, bell),
    ...makeSteering(store, guard, bell, wake),
    close,
    [Symbol.asyncDispose]: () => close(),
  };
};
