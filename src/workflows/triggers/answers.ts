import type { Answer } from "#base";

/** A JSON answer that nobody keeps. */
export const jsonAnswer = (status: number, value: unknown, headers: readonly string[] = []): Answer => ({
  status,
  headers: [
    "Content-Type",
    "application/json;charset=UTF-8",
    "Cache-Control",
    "no-store",
    "X-Content-Type-Options",
    "nosniff",
    ...headers,
  ],
  body: JSON.stringify(value),
});

export const problem = (status: number, code: string, message: string, headers: readonly string[] = []): Answer =>
  jsonAnswer(status, { error: { code, message } }, headers);
