import { z } from "zod";

import type { StepDefinition } from "../definition/schema.ts";
import { fill } from "../expressions/evaluate.ts";
import type { RunError } from "../store/records.ts";
import { type Frame, pathOf } from "./frame.ts";

/** A flow step's `with`, filled in and parsed. */
export const flowInput = <Schema extends z.ZodObject>(
  frame: Frame,
  step: StepDefinition,
  schema: Schema,
): { readonly input: z.output<Schema> } | { readonly error: RunError } => {
  const parsed = schema.safeParse(fill(step.with, frame.scope));
  if (parsed.success) return { input: parsed.data };
  return { error: { code: "input", message: z.prettifyError(parsed.error), step: pathOf(frame, step) } };
};

/** Keeps a flow step's beginning or end with the run's attempts; safe to repeat in a replay. */
export const keepFlow = async (
  frame: Frame,
  step: StepDefinition,
  whole: {
    readonly state: "waiting" | "completed" | "failed";
    readonly input?: unknown;
    readonly output?: unknown;
    readonly error?: RunError;
  },
): Promise<void> => {
  const { runs, clock, changed } = frame.deps;
  await runs.keepAttempt({ run: frame.run.id, step: pathOf(frame, step), seq: 1, type: step.type }, whole, clock());
  changed(frame.run.id);
};
