import { Worker } from "node:worker_threads";

import { type CodeError, type CodeResult, type CodeTask, defaultLimits, reportSchema } from "./code-task.ts";

/** How long after its time a worker may take to say so itself before it is ended. */
const graceMs = 1000;

/** A few workers, started when needed and kept for the next task. */
export interface Sandbox extends AsyncDisposable {
  /** Runs code; never throws for what the code does. Waits for a free worker when all are busy. */
  run(task: CodeTask): Promise<CodeResult>;
  /** Ends all workers; what they are running ends as crashed. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Tasks at the same time; default 2. */
  readonly maxWorkers?: number;
}

/** In source the worker is TypeScript too, which Node strips; in the package it is JavaScript, and this file part of a larger one. */
const workerUrl = new URL(`../sandbox/worker.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url);

const startWorker = (): Worker => {
  const worker = new Worker(workerUrl, {
    env: {},
    // What QuickJS prints when it gives up is said by the result already.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  // An idle worker must not keep the process alive.
  worker.unref();
  return worker;
};

const failure = (kind: CodeError["kind"], name: string, message: string): CodeResult => ({
  ok: false,
  error: { kind, name, message },
  logs: [],
});

const answerOf = async (task: CodeTask, request: Parameters<CodeTask["http"]>[0]): Promise<string> => {
  try {
    return JSON.stringify(await task.http(request));
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
  }
};

/** Resolves with the result, and whether the worker can be used again. */
const runOn = async (worker: Worker, task: CodeTask): Promise<{ result: CodeResult; reusable: boolean }> => {
  const limits = { ...defaultLimits, ...task.limits };
  const { promise, resolve } = Promise.withResolvers<{ result: CodeResult; reusable: boolean }>();
  const onMessage = (message: unknown): void => {
    const report = reportSchema.safeParse(message);
    if (!report.success)
      resolve({ result: failure("crashed", "Error", "the request of the code is malformed"), reusable: false });
    else if (report.data.kind === "result") resolve(report.data);
    else {
      const { id, request } = report.data;
      const answer = async (): Promise<void> => {
        worker.postMessage({ kind: "answer", id, answer: await answerOf(task, request) });
      };
      void answer();
    }
  };
  const onEnd = (reason: unknown): void => {
    const why = reason instanceof Error ? reason.message : "its worker ended";
    resolve({ result: failure("crashed", "Error", `the code broke its worker: ${why}`), reusable: false });
  };
  worker.on("message", onMessage).once("error", onEnd).once("exit", onEnd);
  // Not unref'ed: whoever waits for the result wants it.
  const timer = setTimeout(() => {
    resolve({ result: failure("timeout", "TimeoutError", "the code took too long"), reusable: false });
  }, limits.timeoutMs + graceMs);
  const onAbort = (): void => {
    resolve({ result: failure("crashed", "AbortError", "the code was stopped"), reusable: false });
  };
  const { params, steps, auths, source, signal } = task;
  signal?.addEventListener("abort", onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  worker.postMessage({ kind: "run", source, input: JSON.stringify({ params, steps, auths }), limits });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    worker.off("message", onMessage).off("error", onEnd).off("exit", onEnd);
  }
};

/**
 * Opens a sandbox; nothing is started before the first task.
 * @example
 * await using sandbox = openSandbox();
 * await sandbox.run({ source: "async ({ n }) => n + 1", params: { n: 1 }, steps: {}, auths: {}, http });
 */
export const openSandbox = ({ maxWorkers = 2 }: SandboxOptions = {}): Sandbox => {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const queue: (() => void)[] = [];
  let busy = 0;
  const run = async (task: CodeTask): Promise<CodeResult> => {
    if (busy >= maxWorkers) {
      const { promise, resolve } = Promise.withResolvers<void>();
      queue.push(resolve);
      await promise;
    } else busy += 1;
    const worker = idle.pop() ?? startWorker();
    all.add(worker);
    try {
      const { result, reusable } = await runOn(worker, task);
      if (reusable && all.has(worker)) idle.push(worker);
      else {
        all.delete(worker);
        worker.once("error", () => undefined);
        await worker.terminate();
      }
      return result;
    } finally {
      const next = queue.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
  const close = async (): Promise<void> => {
    const workers = [...all];
    all.clear();
    idle.length = 0;
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  return { run, close, [Symbol.asyncDispose]: close };
};
