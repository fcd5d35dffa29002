import { Cron } from "croner";
import { z } from "zod";

import { durationSchema } from "./duration.ts";

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, "begins with a lower-case letter, then up to 59 of a-z, 0-9 and _");

const retrySchema = z.strictObject({
  /** Attempts in all. */
  attempts: z.int().min(1).max(20),
  delay: durationSchema.default(1000),
  max_delay: durationSchema.default(100_000),
});

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

const authSchema = z.strictObject({
  type: z.enum(["basic", "bearer", "hmac"]),
  /** Names a credential: its text is the token, `user:password`, or the key of the HMAC. */
  credential: z.string().min(1),
  /** hmac: the header with the hex or base64 SHA-256 of the body, with or without `sha256=`. */
  header: z.string().default("X-Signature"),
});

const httpTrigger = z.strictObject({
  methods: z.array(z.enum(methods)).min(1).default(["POST"]),
  auth: authSchema.exactOptional(),
  idempotency_header: z.string().default("Idempotency-Key"),
  max_body_bytes: z.int().min(0).max(10_485_760).default(1_048_576),
  /** `respond`: the caller waits for the respond step; `immediate`: 202 with the run's id. By default: which steps there are. */
  answer: z.enum(["immediate", "respond"]).exactOptional(),
  answer_timeout: durationSchema.default(30_000),
});

const isCron = (pattern: string): boolean => {
  try {
    return new Cron(pattern, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
};

const isTimeZone = (zone: string): boolean => {
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

const scheduleTrigger = z.strictObject({
  cron: z.string().refine(isCron, "is no cron expression that has a next time, such as `0 3 * * *`"),
  time_zone: z.string().refine(isTimeZone, "is no time zone such as Europe/Madrid").default("UTC"),
  input: z.unknown().optional(),
});

const eventTrigger = z.strictObject({
  /** Zoom's event names; the emulator's come by themselves. */
  events: z
    .array(z.string().regex(/^[a-z_]+\.[a-z_]+$/, "is no event name such as user.created"))
    .min(1)
    .max(50),
  /** Names the credential that holds the secret token of the app's event subscription, for real accounts. */
  secret: z.string().min(1).exactOptional(),
});

const triggerSchema = z
  .strictObject({
    http: httpTrigger.exactOptional(),
    schedule: scheduleTrigger.exactOptional(),
    event: eventTrigger.exactOptional(),
    manual: z.strictObject({}).exactOptional(),
  })
  .refine((trigger) => Object.keys(trigger).length === 1, "names exactly one of http, schedule, event and manual");

const condition = z.union([z.string(), z.boolean()]);

export interface BranchCase {
  readonly when: string | boolean;
  readonly steps: readonly StepDefinition[];
}

/** One step as it is written. */
export interface StepDefinition {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly when?: string | boolean;
  readonly account?: string;
  /** The input of the step's type; texts may hold expressions. */
  readonly with: Readonly<Record<string, unknown>>;
  readonly retry?: z.output<typeof retrySchema>;
  readonly timeout?: number;
  readonly on_error?: "continue" | readonly StepDefinition[];
  /** branch */
  readonly cases?: readonly BranchCase[];
  readonly else?: readonly StepDefinition[];
  /** for_each */
  readonly items?: unknown;
  readonly concurrency?: number;
  readonly stop_on_error?: boolean;
  readonly steps?: readonly StepDefinition[];
}

const stepSchema: z.ZodType<StepDefinition> = z.lazy(() =>
  z.strictObject({
    name,
    type: z.string(),
    description: z.string().exactOptional(),
    when: condition.exactOptional(),
    account: z.string().min(1).exactOptional(),
    with: z.record(z.string(), z.unknown()).default({}),
    retry: retrySchema.exactOptional(),
    timeout: durationSchema.exactOptional(),
    on_error: z.union([z.literal("continue"), stepsSchema]).exactOptional(),
    cases: z
      .array(z.strictObject({ when: condition, steps: stepsSchema }))
      .min(1)
      .max(50)
      .exactOptional(),
    else: stepsSchema.exactOptional(),
    items: z.unknown().optional(),
    concurrency: z.int().min(1).max(20).exactOptional(),
    stop_on_error: z.boolean().exactOptional(),
    steps: stepsSchema.exactOptional(),
  }),
);
const stepsSchema: z.ZodType<readonly StepDefinition[]> = z.array(stepSchema).min(1).max(100);

/** A whole workflow. */
export const definitionSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "is made of a-z, 0-9 and -, at most 63 characters"),
  description: z.string().max(2000).exactOptional(),
  /** Where steps run that name no account. */
  account: z.string().min(1).default("emulator"),
  /** Names for accounts that code steps use, such as `zoom_admin: acme`. */
  auths: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.string().min(1)).default({}),
  trigger: triggerSchema.default({ manual: {} }),
  steps: stepsSchema,
  /** Runs when a step fails and has no error branch of its own; the run still counts as failed. */
  on_error: stepsSchema.exactOptional(),
  /** The run's output; the last step's where it is absent. */
  output: z.unknown().optional(),
  limits: z
    .strictObject({
      /** A run that takes longer fails. */
      timeout: durationSchema.exactOptional(),
    })
    .default({}),
  alert: z
    .strictObject({
      /** Receives a POST with the run when it fails. */
      url: z.url({ protocol: /^https?$/ }),
      credential: z.string().min(1).exactOptional(),
    })
    .exactOptional(),
});

export type Definition = z.output<typeof definitionSchema>;
