import { z } from "zod";

import { durationSchema } from "./duration.ts";

/** A step type that steers the run instead of doing something: the interpreter knows it by name. */
export interface FlowType {
  readonly type: string;
  readonly summary: string;
  /** Fields of the step itself, beside the common ones. */
  readonly fields: readonly string[];
  readonly needed: readonly string[];
  /** What `with` takes. */
  readonly input: z.ZodObject;
  /** What later steps can read, by example. */
  readonly output: Readonly<Record<string, unknown>>;
}

const atMost = "at most 366d";

export const waitInput = z
  .strictObject({
    /** How long. */
    for: durationSchema.exactOptional().describe(`how long to wait: 10m, 2h, 7d (${atMost})`),
    until: z.string().exactOptional().describe("an ISO time to wait for"),
    event: z.string().exactOptional().describe("a Zoom event to wait for, such as user.invitation_accepted"),
    match: z
      .record(z.string(), z.unknown())
      .exactOptional()
      .describe("fields that the event must have, by path: payload.object.email"),
    timeout: durationSchema.default(30 * 86_400_000).describe("how long to wait for the event; 30d unless told"),
  })
  .refine(
    (input) => [input.for, input.until, input.event].filter((one) => one !== undefined).length === 1,
    "give exactly one of for, until and event",
  );

export const approveInput = z.strictObject({
  message: z.string().max(2000).exactOptional().describe("what is to be decided; shown to whoever opens the link"),
  timeout: durationSchema.default(7 * 86_400_000).describe("how long to wait for a decision; 7d unless told"),
});

export const respondInput = z.strictObject({
  status: z.int().min(200).max(599).default(200).describe("HTTP status"),
  headers: z
    .record(
      z.string().regex(/^[\w-]{1,100}$/, "is no header name"),
      z.string().regex(/^[^\r\n\0]*$/, "has a line break"),
    )
    .default({})
    .describe("more headers"),
  body: z.unknown().optional().describe("a text, or a value that is sent as JSON"),
});

export const childInput = z.strictObject({
  workflow: z.string().describe("the deployed workflow to run"),
  input: z.unknown().optional().describe("its trigger's body"),
});

/** Every flow type, in alphabetical order. */
export const flowTypes: readonly FlowType[] = [
  {
    type: "approve",
    summary:
      "Waits until somebody approves or declines: by link, on the command line or in the console. A decline fails the step.",
    fields: [],
    needed: [],
    input: approveInput,
    output: { approved: true, by: "console", comment: "fine", at: "2026-11-24T09:00:00.000Z" },
  },
  {
    type: "branch",
    summary: "Runs the steps of the first case whose condition holds, or those of `else`.",
    fields: ["cases", "else"],
    needed: ["cases"],
    input: z.strictObject({}),
    output: { case: 0 },
  },
  {
    type: "for_each",
    summary:
      "Runs its steps for each item of a list, up to 10,000, so many at a time as `concurrency` says (5 unless told).",
    fields: ["items", "steps", "concurrency", "stop_on_error"],
    needed: ["items", "steps"],
    input: z.strictObject({}),
    output: { count: 3, succeeded: 2, failed: 1, failures: [{ index: 2, code: "exists", message: "…" }] },
  },
  {
    type: "respond",
    summary: "Answers the HTTP call that triggered the run; the run goes on.",
    fields: [],
    needed: [],
    input: respondInput,
    output: { status: 201 },
  },
  {
    type: "wait",
    summary: "Waits durably for a time or for a Zoom event.",
    fields: [],
    needed: [],
    input: waitInput,
    output: { event: "user.invitation_accepted", payload: { object: { email: "mona.reyes@acme.test" } } },
  },
  {
    type: "workflow",
    summary: "Runs another deployed workflow and waits for its output.",
    fields: [],
    needed: [],
    input: childInput,
    output: { run: "run-…", output: {} },
  },
];
