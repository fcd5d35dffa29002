import { z } from "zod";

export type JsonValue = z.infer<typeof jsonSchema>;
export const jsonSchema = z.json();

const requestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().exactOptional(),
});
/** The one thing that code can ask of the world. */
export type CodeRequest = z.infer<typeof requestSchema>;

/** What came back; `error` when nothing did: it becomes an exception in the code. */
export type CodeAnswer =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly error: string };

export interface CodeLimits {
  /** From start to result, waits for answers included. Default 30,000. */
  readonly timeoutMs?: number;
  /** Without a pause for an answer. Default 5,000. */
  readonly cpuMs?: number;
  /** Of the code's own data. Default 64 MiB. */
  readonly maxMemoryBytes?: number;
  /** Of the result as JSON. Default 1 MiB. */
  readonly maxResultBytes?: number;
  /** Default 64 KiB of console output; what is more is dropped, and said. */
  readonly maxLogBytes?: number;
  /** HTTP calls in all. Default 100. */
  readonly maxRequests?: number;
}

export const defaultLimits: Required<CodeLimits> = {
  timeoutMs: 30_000,
  cpuMs: 5000,
  maxMemoryBytes: 64 * 1_048_576,
  maxResultBytes: 1_048_576,
  maxLogBytes: 65_536,
  maxRequests: 100,
};

/** One run of one step. */
export interface CodeTask {
  /** `async (params, auths) => …`, a function's body with `return`, or a module that exports a Pipedream component. */
  readonly source: string;
  /** First argument; a component finds them as its props on `this`. */
  readonly params: Readonly<Record<string, JsonValue>>;
  /** Results of earlier steps, `trigger` among them. */
  readonly steps: Readonly<Record<string, JsonValue>>;
  /** Second argument; a component finds each as `this.<name>.$auth`. Give handles, not tokens: see makeTokenHandles. */
  readonly auths: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly http: (request: CodeRequest) => Promise<CodeAnswer>;
  /** Ends the code, and its worker with it. */
  readonly signal?: AbortSignal;
  readonly limits?: CodeLimits;
}

const errorSchema = z.object({
  /** `timeout`, `memory`, `result-size`, `syntax`, `unsettled`; `thrown` for what the code itself threw. */
  kind: z.enum(["timeout", "memory", "result-size", "syntax", "unsettled", "thrown", "crashed"]),
  name: z.string(),
  message: z.string(),
  stack: z.string().exactOptional(),
  /** Of the answer that made axios throw. */
  status: z.number().exactOptional(),
  data: jsonSchema.exactOptional(),
});
export type CodeError = z.infer<typeof errorSchema>;

const logSchema = z.object({ level: z.enum(["log", "info", "warn", "error", "debug"]), text: z.string() });
const respondSchema = z.object({
  status: z.number().exactOptional(),
  headers: z.record(z.string(), z.string()).exactOptional(),
  body: jsonSchema.exactOptional(),
});
const logs = { logs: z.array(logSchema) };

/** `error` first: the other takes anything. What the code says when it is done; parsed again outside, because the code may write it itself. */
export const doneSchema = z.union([
  z.object({ error: errorSchema }),
  z.object({
    value: jsonSchema.default(null),
    exports: z.record(z.string(), jsonSchema).default({}),
    respond: respondSchema.exactOptional(),
    exit: z.string().exactOptional(),
  }),
]);

export const resultSchema = z.union([
  z.object({
    ok: z.literal(true),
    /** What the code returned, as JSON; null for undefined. */
    value: jsonSchema,
    /** What it gave to `$.export`. */
    exports: z.record(z.string(), jsonSchema),
    /** What it gave to `$.respond`. */
    respond: respondSchema.exactOptional(),
    /** The reason it gave to `$.flow.exit`. */
    exit: z.string().exactOptional(),
    ...logs,
  }),
  z.object({ ok: z.literal(false), error: errorSchema, ...logs }),
]);
export type CodeResult = z.infer<typeof resultSchema>;

/** What goes to the worker. */
export const workSchema = z.union([
  z.object({
    kind: z.literal("run"),
    source: z.string(),
    input: z.string(),
    limits: z.object({
      timeoutMs: z.number(),
      cpuMs: z.number(),
      maxMemoryBytes: z.number(),
      maxResultBytes: z.number(),
      maxLogBytes: z.number(),
      maxRequests: z.number(),
    }),
  }),
  z.object({ kind: z.literal("answer"), id: z.number(), answer: z.string() }),
]);

/** What comes from it. */
export const reportSchema = z.union([
  z.object({ kind: z.literal("request"), id: z.number(), request: requestSchema }),
  z.object({ kind: z.literal("result"), result: resultSchema, reusable: z.boolean() }),
]);
