import type { z } from "zod";

import type { HttpExchange } from "./exchange-record.ts";

/** Why a step failed. `code` is what error branches decide on. */
export interface StepError {
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
  /** More to decide on, such as `status` and `kind`. JSON. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** How one attempt at a step ended. All of it is recorded: JSON. */
export type StepOutcome =
  | { readonly kind: "done"; readonly output: unknown }
  /** `retryable`: another attempt may succeed, if the step's retry rule has one left. */
  | { readonly kind: "failed"; readonly error: StepError; readonly retryable?: boolean }
  /** A limit forbids it for now: the run waits durably, which costs none of its attempts. */
  | { readonly kind: "deferred"; readonly waitMs: number; readonly reason: string; readonly isUnsure?: boolean };

/** What one attempt works with. */
export interface StepContext {
  readonly run: string;
  readonly workflow: string;
  /** Where the step stands, such as `each[3].create_user`. */
  readonly step: string;
  /** The named account it works for. */
  readonly account: string;
  readonly auths: Readonly<Record<string, string>>;
  /** Aborts at the step's timeout, when the run is canceled and when the process ends. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970, when an earlier attempt began whose outcome is unknown: look before you repeat it. */
  readonly unsureSince?: number;
  /** What code steps see as `steps` and `trigger`. */
  readonly scope: Readonly<Record<string, unknown>>;
  /** Keeps a line with the attempt; at most 1,000 are kept. */
  readonly log: (line: string) => void;
  /** Keeps a call with the attempt. A call that failed and is followed by another ends the attempt and begins a new one. */
  readonly exchange: (exchange: HttpExchange) => void;
}

/** A kind of step: its input, what it does, and how it behaves when it fails. */
export interface StepType {
  readonly type: string;
  /** One sentence for the reference and the console. */
  readonly summary: string;
  /** What `with` takes, once its expressions are filled in. The console's form and the reference are made from it. */
  readonly input: z.ZodObject;
  /** Fields of `with` that are taken as they are written: `${` in them is no expression. */
  readonly verbatim?: readonly string[];
  /** What later steps can read, by example. */
  readonly output: Readonly<Record<string, unknown>>;
  /** Attempts in all where the definition does not say; 1 for what must not be repeated without thought. */
  readonly attempts: number;
  /** Milliseconds for one attempt where the definition does not say. */
  readonly timeoutMs: number;
  /** @param input what `with` holds, filled in and parsed by `input` */
  readonly run: (input: unknown, context: StepContext) => Promise<StepOutcome>;
}

/**
 * Joins a schema with what works on its output.
 * @example
 * defineStep({ type: "greet", input: z.strictObject({ name: z.string() }), run: async ({ name }) => … , … })
 */
export const defineStep = <Schema extends z.ZodObject>(
  step: Omit<StepType, "input" | "run"> & {
    readonly input: Schema;
    readonly run: (input: z.output<Schema>, context: StepContext) => Promise<StepOutcome>;
  },
): StepType => ({ ...step, run: (input, context) => step.run(step.input.parse(input), context) });
