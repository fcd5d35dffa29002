import { setTimeout as delay } from "node:timers/promises";

import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSDeferredPromise,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
} from "quickjs-emscripten-core";
import { z } from "zod";

import { type CodeError, type CodeLimits, type CodeResult, doneSchema } from "./code-task.ts";
import { importable, prelude } from "./prelude.ts";

const stackBytes = 256 * 1024;
const jobsAtOnce = 500;
const maxTimers = 100;
const errorCharacters = 65_536;

type Log = CodeResult["logs"][number];

export interface VmTask {
  readonly source: string;
  /** `{params, steps, auths}` as JSON. */
  readonly input: string;
  readonly limits: Required<CodeLimits>;
  /** The answer as JSON. */
  readonly request: (request: string) => Promise<string>;
}

export const loadQuickJs = async (): Promise<QuickJSWASMModule> =>
  await newQuickJSWASMModuleFromVariant(import("@jitl/quickjs-wasmfile-release-sync"));

const logText = z.object({ level: z.enum(["log", "info", "warn", "error", "debug"]), text: z.string() });
const thrown = z.object({
  name: z.string().default("Error"),
  message: z.string().default(""),
  stack: z.string().optional(),
});

interface Output {
  readonly logs: Log[];
  readonly add: (text: string) => void;
}

const makeLogs = (maxBytes: number): Output => {
  const logs: Log[] = [];
  let left = maxBytes;
  return {
    logs,
    add(text) {
      if (left <= 0) return;
      const { level, text: line } = logText.parse(JSON.parse(text));
      const kept = line.slice(0, left);
      // An empty line takes room too.
      left -= kept.length + 1;
      logs.push({ level, text: kept });
      if (left <= 0) logs.push({ level: "warn", text: `output beyond ${maxBytes} characters is dropped` });
    },
  };
};

const late: CodeError = { kind: "timeout", name: "TimeoutError", message: "the code took too long" };
const unsettled: CodeError = {
  kind: "unsettled",
  name: "Error",
  message: "the code waits for something that will never come",
};
const resultError = (message: string): { error: CodeError } => ({
  error: { kind: "result-size", name: "RangeError", message },
});

const explain = (dumped: unknown, isLate: boolean): CodeError => {
  const parsed = thrown.safeParse(dumped);
  const { name, message, stack } = parsed.success
    ? parsed.data
    : { name: "Error", message: String(dumped), stack: undefined };
  if (isLate || message === "interrupted") return late;
  if (message === "out of memory") return { kind: "memory", name, message: "the code used more memory than it may" };
  const more = stack === undefined ? {} : { stack: stack.slice(0, 4000) };
  return { kind: name === "SyntaxError" ? "syntax" : "thrown", name, message, ...more };
};

const isModule = (source: string): boolean => /^\s*(?:import|export)\b/m.test(source);

/** A function expression as it is; anything else as the body of one. */
const asExpression = (source: string): string[] => [
  `(${source.trim().replace(/;$/, "")}\n)`,
  `(async function (params, auths, { steps, $ }) {\n${source}\n})`,
];

const evaluate = (context: QuickJSContext, source: string): { value: QuickJSHandle } | { error: unknown } => {
  if (isModule(source)) {
    const result = context.evalCode(source, "step.mjs", { type: "module" });
    if (result.error !== undefined) return { error: result.error.consume((handle): unknown => context.dump(handle)) };
    return { value: result.value.consume((namespace) => context.getProp(namespace, "default")) };
  }
  let first: unknown;
  for (const text of asExpression(source)) {
    const result = context.evalCode(text, "step.js");
    if (result.error === undefined) return { value: result.value };
    const error: unknown = result.error.consume((handle): unknown => context.dump(handle));
    first ??= error;
  }
  return { error: first };
};

type Done = z.infer<typeof doneSchema>;

/** One task in a runtime of its own, from start to close. */
class VmRun {
  readonly #task: VmTask;
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #output: Output;
  readonly #begun = performance.now();
  readonly #waiting = new Set<QuickJSDeferredPromise>();
  readonly #ended = Promise.withResolvers<CodeResult>();
  #turnBegun = performance.now();
  #over = false;
  #requests = 0;

  constructor(quickJs: QuickJSWASMModule, task: VmTask) {
    this.#task = task;
    this.#output = makeLogs(task.limits.maxLogBytes);
    this.#runtime = quickJs.newRuntime();
    this.#runtime.setMemoryLimit(task.limits.maxMemoryBytes);
    this.#runtime.setMaxStackSize(stackBytes);
    this.#runtime.setInterruptHandler(() => this.#isLate());
    this.#runtime.setModuleLoader(
      (name) => importable[name] ?? { error: new Error(`there is no package ${name} here`) },
    );
    this.#context = this.#runtime.newContext();
  }

  #isLate(): boolean {
    const now = performance.now();
    const { cpuMs, timeoutMs } = this.#task.limits;
    return now - this.#turnBegun > cpuMs || now - this.#begun > timeoutMs;
  }

  #end(done: Done): void {
    this.#over = true;
    const { logs } = this.#output;
    this.#ended.resolve("error" in done ? { ok: false, error: done.error, logs } : { ok: true, ...done, logs });
  }

  /** Ends with what QuickJS itself says was thrown. */
  #fail(error: QuickJSHandle): void {
    const dumped: unknown = error.consume((handle): unknown => this.#context.dump(handle));
    this.#end({ error: explain(dumped, this.#isLate()) });
  }

  /** Runs what is ready, in portions: endless chains of promises end here. */
  #pump(): void {
    this.#turnBegun = performance.now();
    while (this.#runtime.hasPendingJob()) {
      const jobs = this.#runtime.executePendingJobs(jobsAtOnce);
      if (jobs.error !== undefined) this.#fail(jobs.error);
      else if (!this.#over && this.#isLate()) this.#end({ error: late });
      if (this.#over) return;
    }
    if (!this.#over && this.#waiting.size === 0) this.#end({ error: unsettled });
  }

  #promise(work: Promise<string>): QuickJSHandle {
    const deferred = this.#context.newPromise();
    this.#waiting.add(deferred);
    const settle = async (): Promise<void> => {
      const text = await work;
      if (this.#over) return;
      this.#waiting.delete(deferred);
      this.#context.newString(text).consume((handle) => {
        deferred.resolve(handle);
      });
      deferred.dispose();
      this.#pump();
    };
    void settle();
    return deferred.handle;
  }

  #done(text: string): void {
    const { maxResultBytes } = this.#task.limits;
    // An error has a stack even where results are to be tiny.
    const isError = text.startsWith('{"error":');
    if (text.length > (isError ? Math.max(maxResultBytes, errorCharacters) : maxResultBytes)) {
      this.#end(resultError(`the result has more than ${maxResultBytes} characters as JSON`));
      return;
    }
    const done = doneSchema.safeParse(JSON.parse(text));
    if (!done.success)
      this.#end(resultError("what the code returned or answered is no plain JSON of the expected shape"));
    else if ("error" in done.data && (this.#isLate() || done.data.error.name === "InternalError"))
      this.#end({ error: { ...done.data.error, ...explain(done.data.error, this.#isLate()) } });
    else this.#end(done.data);
  }

  async #request(text: string): Promise<string> {
    const { maxRequests } = this.#task.limits;
    this.#requests += 1;
    if (this.#requests <= maxRequests) return await this.#task.request(text);
    return JSON.stringify({ error: `the code made more than ${maxRequests} requests` });
  }

  async #sleep(ms: number): Promise<string> {
    // Whoever asks for more timers than that does not get slow ones.
    if (this.#waiting.size < maxTimers) await delay(Math.min(Math.max(0, ms || 0), this.#task.limits.timeoutMs));
    return "";
  }

  #host(what: string, text: string): QuickJSHandle {
    if (what === "request") return this.#promise(this.#request(text));
    if (what === "sleep") return this.#promise(this.#sleep(Number(text)));
    if (what === "log") this.#output.add(text);
    else this.#done(text);
    return this.#context.undefined;
  }

  #start(): void {
    const context = this.#context;
    const host = context.newFunction("host", (what, text) =>
      this.#host(context.getString(what), context.getString(text)),
    );
    const input = context.newString(this.#task.input);
    const prepare = context.evalCode(`(${prelude})`, "prelude.js");
    if (prepare.error !== undefined) {
      this.#fail(prepare.error);
      return;
    }
    const start = context.callFunction(prepare.value, context.undefined, host, input);
    for (const handle of [host, input, prepare.value]) handle.dispose();
    if (start.error !== undefined) {
      this.#fail(start.error);
      return;
    }
    const code = evaluate(context, this.#task.source);
    if ("error" in code) this.#end({ error: explain(code.error, this.#isLate()) });
    else {
      const called = context.callFunction(start.value, context.undefined, code.value);
      code.value.dispose();
      if (called.error !== undefined) this.#fail(called.error);
      else {
        called.value.dispose();
        this.#pump();
      }
    }
    start.value.dispose();
  }

  async run(): Promise<VmEnd> {
    const timer = setTimeout(() => {
      if (!this.#over) this.#end({ error: late });
    }, this.#task.limits.timeoutMs);
    this.#start();
    const result = await this.#ended.promise;
    clearTimeout(timer);
    return { result, reusable: this.#close(result) };
  }

  /** QuickJS cannot always clear up after code that was stopped half-way: then its memory goes with the thread. */
  #close(result: CodeResult): boolean {
    if (!result.ok && result.error.kind !== "thrown" && result.error.kind !== "syntax") return false;
    try {
      for (const deferred of this.#waiting) deferred.dispose();
      this.#context.dispose();
      this.#runtime.dispose();
      return true;
    } catch {
      return false;
    }
  }
}

/** How a task ended, and whether the module may be used for another. */
export interface VmEnd {
  readonly result: CodeResult;
  readonly reusable: boolean;
}

/** Runs one task. Throws only when QuickJS itself breaks: then the worker must go. */
export const runInVm = async (quickJs: QuickJSWASMModule, task: VmTask): Promise<VmEnd> =>
  await new VmRun(quickJs, task).run();
