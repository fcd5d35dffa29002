import { z } from "zod";

import {
  attemptStates,
  type Deployed,
  httpExchangeSchema,
  type RunDetail,
  runStates,
  type RunView,
  type StepTest,
  triggerKinds,
  type VersionView,
  type WorkflowView,
} from "#workflows";

// What the workflow part of /api takes and answers, for both ends.

const sourceBody = z.strictObject({ name: z.string(), text: z.string() });
const anyRecord = z.record(z.string(), z.unknown());
const maybe = z.string().exactOptional();

export const deployBody = z.strictObject({ source: sourceBody, dry_run: z.boolean().default(false) });
export const revertBody = z.strictObject({ version: z.int().min(1) });
export const enabledBody = z.strictObject({ enabled: z.boolean() });
export const listenBody = z.strictObject({ timeout_ms: z.number().min(0).max(600_000) });
export const startBody = z.strictObject({
  input: z.unknown().optional(),
  idempotency_key: z.string().min(1).max(200).exactOptional(),
  version: z.int().min(1).exactOptional(),
});
export const testBody = z.strictObject({
  source: sourceBody,
  step: z.string(),
  input: anyRecord.exactOptional(),
  trigger: z.unknown().optional(),
  outputs: anyRecord.exactOptional(),
});
export const rerunBody = z.strictObject({
  version: z.enum(["same", "current"]).default("same"),
  from_step: maybe,
  input: anyRecord.exactOptional(),
});
export const retryBody = z.strictObject({
  workflow: maybe,
  limit: z.int().min(1).max(500).exactOptional(),
  version: z.enum(["same", "current"]).default("same"),
});
export const decisionBody = z.strictObject({
  step: maybe,
  approved: z.boolean(),
  by: z.string().min(1).max(200).default("api"),
  comment: z.string().max(2000).exactOptional(),
});
export const runsQuery = z.object({
  workflow: maybe,
  state: z.enum(runStates).exactOptional(),
  limit: z.coerce.number().int().min(1).max(500).exactOptional(),
  before: maybe,
  children: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .exactOptional(),
});
export const changesQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  wait_ms: z.coerce.number().min(0).max(30_000).default(0),
});

export const deployedAnswer: z.ZodType<Deployed> = z.object({
  name: z.string(),
  version: z.number(),
  path: maybe,
  changed: z.boolean(),
  before: maybe,
});

const workflow = z.object({
  name: z.string(),
  version: z.number(),
  enabled: z.boolean(),
  trigger: z.enum(["http", "schedule", "event", "manual"]),
  account: z.string(),
  path: maybe,
  updatedAt: z.string(),
  description: maybe,
  nextAt: maybe,
});
export const workflowAnswer: z.ZodType<WorkflowView> = workflow;
export const workflowsAnswer = z.array(workflowAnswer);
export const workflowSourceAnswer = workflow.extend({ source: z.string() });

export const versionsAnswer: z.ZodType<readonly VersionView[]> = z.array(
  z.object({ version: z.number(), createdAt: z.string(), current: z.boolean(), sha256: z.string() }),
);

const runError = z.object({
  code: z.string(),
  message: z.string(),
  fix: maybe,
  details: anyRecord.exactOptional(),
  step: maybe,
});

const run = z.object({
  id: z.string(),
  workflow: z.string(),
  version: z.number(),
  state: z.enum(runStates),
  trigger: z.enum(triggerKinds),
  createdAt: z.string(),
  startedAt: maybe,
  finishedAt: maybe,
  rerunOf: maybe,
  parent: maybe,
  error: runError.exactOptional(),
});
export const runAnswer: z.ZodType<RunView> = run;
export const runsAnswer = z.array(runAnswer);

const attempt = z.object({
  attempt: z.number(),
  state: z.enum(attemptStates),
  startedAt: z.string(),
  finishedAt: maybe,
  ms: z.number().exactOptional(),
  input: z.unknown().optional(),
  output: z.unknown().optional(),
  error: runError.exactOptional(),
  exchanges: z.array(httpExchangeSchema),
  logs: z.array(z.string()),
});

export const runDetailAnswer: z.ZodType<RunDetail> = run.extend({
  triggerData: z.unknown(),
  output: z.unknown().optional(),
  response: z
    .object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.string() })
    .exactOptional(),
  steps: z.array(
    z.object({ name: z.string(), type: z.string(), state: z.enum(attemptStates), attempts: z.array(attempt) }),
  ),
  truncated: z.boolean(),
  approvals: z.array(z.object({ step: z.string(), key: z.string(), message: maybe })),
});

const stepError = runError.omit({ step: true });

export const testAnswer: z.ZodType<StepTest> = z.object({
  outcome: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("done"), output: z.unknown() }),
    z.object({ kind: z.literal("failed"), error: stepError, retryable: z.boolean().exactOptional() }),
    z.object({
      kind: z.literal("deferred"),
      waitMs: z.number(),
      reason: z.string(),
      isUnsure: z.boolean().exactOptional(),
    }),
  ]),
  input: z.unknown(),
  exchanges: z.array(httpExchangeSchema),
  logs: z.array(z.string()),
  ms: z.number(),
});

export const eventAnswer = z.object({ event: z.unknown() });
export const changesAnswer = z.object({ next: z.number(), runs: z.array(z.string()) });
export const checkedAnswer = z.object({ name: z.string(), accounts: z.array(z.string()) });
