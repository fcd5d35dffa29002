import type { ZodType } from "zod";

/** How often a failing step is tried. */
export interface StepRetry {
  /** Attempts in all; 1 unless told. A step that a killed process left behind does not count. */
  readonly attempts?: number;
  /** Pause before the second attempt in milliseconds, doubled each time; 1,000 unless told. */
  readonly firstDelayMs?: number;
  /** Longest pause in milliseconds; 100,000 unless told. */
  readonly maxDelayMs?: number;
}

/**
 * What a workflow's `run` works with. The function is replayed from its top after every wait and crash, so everything
 * that is not the same each time (calls, clocks, randomness) belongs into a step. Do not catch what these functions
 * throw: the engine also stops a run by throwing. Return an expected outcome from a step instead. A run has at most
 * 1,000 steps, waits and attempts in all: split larger work into children.
 */
export interface RunContext {
  /** The run's id. */
  readonly id: string;
  /**
   * Does something once and records what it returned; in a replay it returns the record. At least once: a process
   * killed between the effect and its record repeats the step. Names are unique in a run (a repeated one gets `:1`,
   * `:2`… in order). The value comes back as JSON, undefined as null.
   * @param work receives a signal that aborts when the run is canceled or the engine's time to close is over
   * @throws what `work` threw last, when no attempt is left; the run then fails
   */
  readonly step: <Value>(
    name: string,
    work: (signal: AbortSignal) => Promise<Value>,
    retry?: StepRetry,
  ) => Promise<Value>;
  /** Waits durably: other runs use the slot. Milliseconds, at most ten years. */
  readonly sleep: (name: string, ms: number) => Promise<void>;
  /**
   * Waits durably until somebody sends the signal; undefined when `timeoutMs` (a year unless told) passes first.
   * A signal that nobody waits for is dropped.
   */
  readonly waitForSignal: <Value>(
    signal: string,
    options: { readonly schema: ZodType<Value>; readonly timeoutMs?: number },
  ) => Promise<Value | undefined>;
  /**
   * Runs another workflow as a run of its own, with the id `<this id>/<name>`, and waits durably for its output.
   * Canceling this run cancels it.
   * @throws the child's error when it failed or was canceled
   */
  readonly child: <In, Out>(workflow: Workflow<In, Out>, input: In, options: { readonly name: string }) => Promise<Out>;
  /** Begins all branches before it waits for any: Promise.all would stop the others at the first wait. */
  readonly parallel: <Value>(branches: readonly (() => Promise<Value>)[]) => Promise<Value[]>;
}

/** What `define` takes. */
export interface Definition<In, Parsed, Out> {
  readonly name: string;
  /** Runs continue on the version they began with: keep an old version defined until its runs are over. */
  readonly version?: string;
  /** The input must survive JSON. */
  readonly input: ZodType<Parsed, In>;
  /** Its result is the run's output: JSON. */
  readonly run: (input: Parsed, context: RunContext) => Promise<Out>;
}

/** A defined workflow. */
export interface Workflow<In, Out = unknown> {
  readonly name: string;
  readonly version?: string;
  readonly input: ZodType<unknown, In>;
  /** Carries a type only; never set. */
  readonly output?: Out;
}

/** pending: accepted, or pausing before another attempt. waiting: in a sleep, for a signal or for children. */
export type RunState = "pending" | "running" | "waiting" | "completed" | "failed" | "canceled";

export interface RunStatus {
  readonly id: string;
  readonly workflow: string;
  readonly version?: string;
  readonly state: RunState;
  readonly input: unknown;
  /** Of a completed run. */
  readonly output?: unknown;
  /** Of a failed run, or of the last attempt of a pending one. */
  readonly error?: string;
  readonly createdAt: Date;
  /** Absent before the first step and after a failure. */
  readonly startedAt?: Date;
  /** When a pending or waiting run goes on by itself. */
  readonly dueAt?: Date;
  readonly finishedAt?: Date;
}

export interface RunFilter {
  readonly workflow?: string;
  /** "active" is running or waiting. */
  readonly state?: "pending" | "active" | "completed" | "failed" | "canceled";
  /** 50 unless told. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
}

/** Newest first; children are runs too. */
export interface RunPage {
  readonly runs: readonly RunStatus[];
  readonly next?: string;
}

/** One attempt at one step. */
export interface StepAttempt {
  readonly step: string;
  readonly kind: "step" | "sleep" | "signal" | "child";
  /** interrupted: its process was killed or its run canceled before the outcome was recorded. */
  readonly state: "running" | "waiting" | "completed" | "failed" | "interrupted";
  readonly output?: unknown;
  readonly error?: string;
  readonly startedAt: Date;
  readonly finishedAt?: Date;
}

/** Durable runs: accepted once, continued after any crash, recorded step by step. One engine per directory. */
export interface Engine extends AsyncDisposable {
  /**
   * Declares a workflow, before start(): a run whose workflow is not defined would be put off again and again.
   * @throws RC_ENGINE_DEFINITION
   */
  define<In, Parsed, Out>(definition: Definition<In, Parsed, Out>): Workflow<In, Out>;
  /** Begins working, first on what a killed process left behind. */
  start(): Promise<void>;
  /**
   * Records a run, then begins it within milliseconds. The id makes it one run: a second call with the same id changes
   * nothing and returns false, until `prune` has removed the run. Allowed before start().
   * @returns whether the run is new
   * @throws RC_ENGINE_INPUT, RC_ENGINE_ID_TAKEN, RC_ENGINE_CLOSED
   */
  run<In>(workflow: Workflow<In>, input: In, options: { readonly id: string }): Promise<boolean>;
  status(id: string): Promise<RunStatus | undefined>;
  /** The status as soon as the run is over, or as it is after `timeoutMs`. */
  settled(id: string, options: { readonly timeoutMs: number }): Promise<RunStatus | undefined>;
  list(filter?: RunFilter): Promise<RunPage>;
  /** A run's history, oldest first; empty for an unknown id. */
  attempts(id: string): Promise<readonly StepAttempt[]>;
  /** Wakes the runs that wait for this signal now; returns how many. */
  signal(signal: string, data: unknown): Promise<number>;
  /**
   * Stops a run and its children: a step at work sees its signal abort, and its slot is free at once even if it ignores
   * that. False when the run is over or unknown.
   */
  cancel(id: string): Promise<boolean>;
  /**
   * Forgets finished runs with their children: those over for longer than `olderThanMs`, and of the others all but the
   * newest `keep`. Runs that are not over stay. Returns how many runs were removed, children included.
   */
  prune(options: { readonly olderThanMs: number; readonly keep: number }): Promise<number>;
  /**
   * Begins no more steps and waits up to `graceMs` (2,000 unless told) for those at work. What is cut off runs again
   * after the next start; a step that ignores its signal goes on unrecorded until the process exits.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}
