import { exactJson, redactText } from "#base";
import { z } from "zod";

/** What Zoom said when it refused a call. Decide on `code`: messages are localised. */
export interface Refusal {
  readonly status: number;
  /** Zoom's code; the HTTP status when the body has none. */
  readonly code: number;
  /** Zoom's own words, for people only. */
  readonly message: string;
  /** Which fields Zoom finds wrong. */
  readonly fields?: readonly { readonly field: string; readonly message: string }[];
}

/** The body of one answer. `garbage`: a success whose body is no JSON. */
export type Body = { kind: "value"; value: unknown } | { kind: "error"; refusal: Refusal } | { kind: "garbage" };

const codeSchema = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
const envelopeSchema = z.object({
  code: codeSchema,
  message: z.string().catch(""),
  errors: z
    .array(z.object({ field: z.string().catch(""), message: z.string().catch("") }))
    .optional()
    .catch(undefined),
});

const parsed = (text: string): { value: unknown } | undefined => {
  try {
    return { value: exactJson.parse(text) };
  } catch {
    return undefined;
  }
};

const refusalOf = (status: number, envelope: z.infer<typeof envelopeSchema>): Refusal => ({
  status,
  code: envelope.code,
  message: redactText(envelope.message),
  ...(envelope.errors === undefined || envelope.errors.length === 0
    ? {}
    : { fields: envelope.errors.map(({ field, message }) => ({ field, message: redactText(message) })) }),
});

/**
 * Code and message out of an error body that is no valid JSON.
 * @source ZN Internal.cs, DF-115792 (client code): quotes inside the message are not always escaped.
 */
const brokenRefusal = (status: number, text: string): Refusal => {
  const code = /"code"\s*:\s*"?(-?\d+)/.exec(text)?.[1];
  const message = /"message"\s*:\s*"([\s\S]*?)"\s*(?:\}|,\s*"\w+"\s*:|$)/.exec(text)?.[1];
  return {
    status,
    code: code === undefined ? status : Number(code),
    message: redactText(message ?? `HTTP ${status}: ${text.slice(0, 200)}`.trim()),
  };
};

/**
 * Decodes one answer. A success whose body carries an error `code` is an error.
 * @source ZN ZoomErrorHandler (client code); `code: 0` means success.
 */
export const readBody = (status: number, text: string): Body => {
  const ok = status >= 200 && status < 300;
  if (ok && text.trim() === "") return { kind: "value", value: undefined };
  const json = parsed(text);
  if (json === undefined) return ok ? { kind: "garbage" } : { kind: "error", refusal: brokenRefusal(status, text) };
  const envelope = envelopeSchema.safeParse(json.value);
  if (ok && (!envelope.success || envelope.data.code === 0)) return { kind: "value", value: json.value };
  if (envelope.success) return { kind: "error", refusal: refusalOf(status, envelope.data) };
  return { kind: "error", refusal: brokenRefusal(status, text) };
};
