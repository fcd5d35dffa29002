import { z } from "zod";

import { exactJson } from "#base";

import { interceptErrors } from "./errors.ts";

/** One line of a recording. Nothing in it identifies a person or an account; see pseudonyms.ts. */
export const recordedCallSchema = z.strictObject({
  rollcall: z.literal(1),
  number: z.int(),
  /** Zoom's operationId; null where Zoom documents none. */
  operation: z.string().nullable(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  content_type: z.string(),
  /** The JSON that was sent; null where none was, or something else than JSON. */
  request: z.unknown(),
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  /** The JSON of the answer; null for none. */
  answer: z.unknown(),
});
export type RecordedCall = z.output<typeof recordedCallSchema>;

/**
 * Reads a recording: one JSON document a line.
 * @throws RC_INTERCEPT_CORPUS with the number of the first line that is none
 */
export const readRecording = (text: string, name: string): readonly RecordedCall[] => {
  const calls: RecordedCall[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const broken = (why: string): Error =>
      interceptErrors.make("RC_INTERCEPT_CORPUS", `${name}, line ${at + 1}: ${why}`);
    let value: unknown;
    try {
      value = exactJson.parse(line);
    } catch {
      throw broken("is no JSON");
    }
    const call = recordedCallSchema.safeParse(value);
    if (!call.success) {
      const issue = call.error.issues[0];
      throw broken(`${issue?.path.join(".") || "the line"}: ${issue?.message ?? "is wrong"}`);
    }
    calls.push(call.data);
  }
  if (calls.length === 0) throw interceptErrors.make("RC_INTERCEPT_CORPUS", `${name} holds no call`);
  return calls;
};
