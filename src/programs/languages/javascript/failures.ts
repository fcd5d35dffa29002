import type { ErrorShape } from "../../error-shape.ts";
import { onceFor } from "../../once-for.ts";
import { programLimits } from "../../program.ts";
import { code, joined, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

const { attempts, maxWaitSeconds, timeoutSeconds } = programLimits;

/** Keys that lead to a value, as an array. */
export const pathOf = (path: readonly string[]): Source => code`[${joined(path.map(literal), ", ")}]`;

export const limits = code`const ATTEMPTS = ${attempts}; // only HTTP 429 is tried again
const MAX_WAIT = ${maxWaitSeconds}; // seconds; a longer Retry-After is not waited for
const TIMEOUT = ${timeoutSeconds}; // seconds for a whole answer`;

export const failureClass = code`class Failure extends Error {
  constructor(exitCode, message) {
    super(message);
    this.exitCode = exitCode;
  }
}`;

export const environmentReader = code`const environment = (name) => {
  if (!process.env[name]) throw new Failure(2, \`Set \${name} in the environment.\`);
  return process.env[name];
};`;

export const waitSeconds = code`// Retry-After holds seconds or a date; without it 1, 2, 4 seconds.
const waitSeconds = (retryAfter, attempt) => {
  if (/^\d+$/.test(retryAfter ?? "")) return Number(retryAfter);
  const moment = Date.parse(retryAfter ?? "");
  return Number.isNaN(moment) ? 2 ** attempt : Math.max(0, (moment - Date.now()) / 1000);
};`;

export const errorMessage = onceFor(
  (error: ErrorShape): Source => code`const errorMessage = (status, text) => {
  let error;
  try {
    error = JSON.parse(text);
  } catch {}
  const at = (path) => path.reduce((value, key) => value?.[key], error);
  const code = at(${pathOf(error.code)});
  const message = at(${pathOf(error.message)}) ?? "refused";
  return \`HTTP \${status}\${code === undefined ? "" : \`, code \${code}\`}: \${message}\n\${text}\`;
};`,
);
