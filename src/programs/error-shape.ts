import { exactJson } from "#base";
import type { Answer } from "#catalog";

/** Where the vendor's own code and message stand in an error answer. */
export interface ErrorShape {
  readonly code: readonly string[];
  readonly message: readonly string[];
}

const codeKeys = ["code", "error_code", "errorCode", "error", "status", "type"];
const messageKeys = ["message", "error_description", "errorMessage", "detail", "description", "reason", "title"];

const pick = (value: object, keys: readonly string[]): string | undefined => {
  const entries = new Map<string, unknown>(Object.entries(value));
  return keys.find((key) => {
    const found = entries.get(key);
    return typeof found === "string" || typeof found === "number" || typeof found === "bigint";
  });
};

const parsed = (text: string): unknown => {
  try {
    return exactJson.parse(text);
  } catch {
    return undefined;
  }
};

const shapeOf = (value: unknown): ErrorShape | undefined => {
  if (typeof value !== "object" || value === null) return undefined;
  const message = pick(value, messageKeys);
  if (message !== undefined) return { code: [pick(value, codeKeys) ?? "code"], message: [message] };
  for (const [key, inner] of Object.entries(value)) {
    const nested = key === "error" ? shapeOf(inner) : undefined;
    if (nested !== undefined) return { code: [key, ...nested.code], message: [key, ...nested.message] };
  }
  return undefined;
};

/** Learned from the saved error answers; `code` and `message` where they show nothing. */
export const errorShape = (answers: readonly Answer[]): ErrorShape => {
  for (const { status, body } of answers) {
    const shape = status >= 400 && body !== undefined ? shapeOf(parsed(body)) : undefined;
    if (shape !== undefined) return shape;
  }
  return { code: ["code"], message: ["message"] };
};
