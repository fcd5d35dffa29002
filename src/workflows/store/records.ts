import { z } from "zod";

import type { Row } from "#system";

import { type HttpExchange, httpExchangeSchema } from "../exchange-record.ts";
import type { StepError } from "../step-type.ts";

/** accepted: recorded, not begun. waiting: nobody works on it (a time, an event, a decision, children). */
export const runStates = ["accepted", "running", "waiting", "completed", "failed", "canceled"] as const;
export type RunState = (typeof runStates)[number];

export const triggerKinds = ["http", "schedule", "event", "manual", "workflow", "test"] as const;
export type TriggerKind = (typeof triggerKinds)[number];

/** What a run begins with elsewhere than at its first step: a rerun from a step. */
const startAtSchema = z.object({
  step: z.string(),
  /** Replaces the step's own input. */
  input: z.record(z.string(), z.unknown()).exactOptional(),
  /** Outputs of the steps before it, from the run it repeats. */
  outputs: z.record(z.string(), z.unknown()),
});
export type StartAt = z.output<typeof startAtSchema>;

const stepErrorSchema: z.ZodType<StepError & { readonly step?: string }> = z.object({
  code: z.string(),
  message: z.string(),
  fix: z.string().exactOptional(),
  details: z.record(z.string(), z.unknown()).exactOptional(),
  step: z.string().exactOptional(),
});
export type RunError = z.output<typeof stepErrorSchema>;

const responseSchema = z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.string() });
export type RecordedResponse = z.output<typeof responseSchema>;

export interface RunRecord {
  readonly id: string;
  readonly workflow: string;
  readonly version: number;
  readonly state: RunState;
  readonly triggerKind: TriggerKind;
  readonly trigger: unknown;
  readonly idempotencyKey?: string;
  readonly parent?: string;
  readonly rerunOf?: string;
  readonly startAt?: StartAt;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly error?: RunError;
  readonly output?: unknown;
  readonly response?: RecordedResponse;
}

export const attemptStates = [
  "running",
  "completed",
  "failed",
  "waiting",
  "skipped",
  "interrupted",
  "timed_out",
] as const;

export interface AttemptRecord {
  readonly run: string;
  readonly step: string;
  readonly seq: number;
  readonly type: string;
  readonly state: (typeof attemptStates)[number];
  readonly startedAt: number;
  readonly finishedAt?: number;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: RunError;
  readonly exchanges: readonly HttpExchange[];
  readonly logs: readonly string[];
}

const json = <T>(schema: z.ZodType<T>) =>
  z.string().transform((text, context): T => {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: "the stored record is damaged" });
    return z.NEVER;
  });

// PostgreSQL hands BIGINT over as text.
export const integer = z.union([z.number(), z.bigint(), z.string().regex(/^-?\d+$/)]).transform(Number);

const given = <T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], null | undefined> } => {
  const kept: { [Key in keyof T]?: Exclude<T[Key], null | undefined> } = {};
  for (const key of Object.keys(values)) if (isKey(values, key) && isThere(values[key])) kept[key] = values[key];
  return kept;
};
const isKey = <T extends object>(values: T, key: string): key is string & keyof T => Object.hasOwn(values, key);
const isThere = <T>(value: T): value is Exclude<T, null | undefined> => value !== null && value !== undefined;

const runRow = z.object({
  id: z.string(),
  workflow: z.string(),
  version: integer,
  state: z.enum(runStates),
  trigger_kind: z.enum(triggerKinds),
  trigger_data: z.string(),
  idempotency_key: z.string().nullable(),
  parent: z.string().nullable(),
  rerun_of: z.string().nullable(),
  start_at: json(startAtSchema).nullable(),
  created_at: integer,
  started_at: integer.nullable(),
  finished_at: integer.nullable(),
  error: json(stepErrorSchema).nullable(),
  output: json(z.unknown()).nullable(),
  response: json(responseSchema).nullable(),
});

/** @param open undoes what `seal` did to the trigger's data */
export const parseRun = (row: Row, open: (sealed: string) => string): RunRecord => {
  const run = runRow.parse(row);
  const { id, workflow, version, state } = run;
  const trigger: unknown = JSON.parse(open(run.trigger_data));
  return {
    id,
    workflow,
    version,
    state,
    triggerKind: run.trigger_kind,
    trigger,
    createdAt: run.created_at,
    ...given({
      idempotencyKey: run.idempotency_key,
      parent: run.parent,
      rerunOf: run.rerun_of,
      startAt: run.start_at,
      startedAt: run.started_at,
      finishedAt: run.finished_at,
      error: run.error,
      response: run.response,
    }),
    ...(run.output === null ? {} : { output: run.output }),
  };
};

const attemptRow = z.object({
  run: z.string(),
  step: z.string(),
  seq: integer,
  type: z.string(),
  state: z.enum(attemptStates),
  started_at: integer,
  finished_at: integer.nullable(),
  input: json(z.unknown()).nullable(),
  output: json(z.unknown()).nullable(),
  error: json(stepErrorSchema).nullable(),
  exchanges: json(z.array(httpExchangeSchema)).nullable(),
  logs: json(z.array(z.string())).nullable(),
});

export const parseAttempt = (row: Row): AttemptRecord => {
  const { started_at, finished_at, input, output, error, exchanges, logs, ...rest } = attemptRow.parse(row);
  return {
    ...rest,
    startedAt: started_at,
    exchanges: exchanges ?? [],
    logs: logs ?? [],
    ...given({ finishedAt: finished_at, error }),
    ...(input === null ? {} : { input }),
    ...(output === null ? {} : { output }),
  };
};
