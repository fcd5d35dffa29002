import { exactJson, redactText } from "#base";
import type { StepOutcome } from "#workflows";
import { z } from "zod";

const envelope = z.object({ code: z.coerce.number(), message: z.string().catch("") });

const parsed = (text: string): unknown => {
  try {
    return exactJson.parse(text);
  } catch {
    return undefined;
  }
};

/** An answer of Zoom's that is no success, as a step's outcome. */
export const refusedAnswer = (
  { status, text }: { readonly status: number; readonly text: string },
  what: string,
): StepOutcome => {
  const known = envelope.safeParse(parsed(text));
  const code = known.success ? known.data.code : status;
  const message = known.success ? known.data.message : text.slice(0, 200);
  return {
    kind: "failed",
    error: {
      code: `zoom_${code}`,
      message: redactText(`${what}: ${message} (HTTP ${status})`),
      details: { status, code },
    },
    retryable: status >= 500,
  };
};
