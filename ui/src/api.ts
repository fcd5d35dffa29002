import { signal } from "@preact/signals";

/** An error as the API gave it: what happened, and what to do. */
export class Problem extends Error {
  readonly code: string;
  readonly fix: string;
  readonly status: number;

  constructor(status: number, code: string, message: string, fix: string) {
    super(message);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.fix = fix;
  }
}

/** True once the server has asked for its admin token. */
export const needsLogin = signal(false);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** `/api` says {error: {code, message, fix}}, the emulator's control plane {error: "…"}. */
const problemOf = (status: number, body: unknown): Problem => {
  const error = isRecord(body) ? body["error"] : undefined;
  if (isRecord(error)) return new Problem(status, text(error["code"]), text(error["message"]), text(error["fix"]));
  return new Problem(status, `HTTP ${status}`, text(error) || `The server answered HTTP ${status}.`, "");
};

const unreachable = (): Problem =>
  new Problem(
    0,
    "unreachable",
    "Rollcall does not answer.",
    "Start it again (`npm start`); this page goes on by itself.",
  );

/** Text of an answer; throws a Problem for anything but success. */
export const askText = async (method: string, path: string, body?: unknown): Promise<string> => {
  const init =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const response = await fetch(path, { method, cache: "no-store", credentials: "same-origin", ...init }).catch(() => {
    throw unreachable();
  });
  const answer = await response.text().catch(() => {
    throw unreachable();
  });
  if (response.ok) return answer;
  if (response.status === 401) needsLogin.value = true;
  throw problemOf(response.status, parseOr(answer));
};

const parseOr = (answer: string): unknown => {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
};

/** Numbers beyond 2^53 stay as they were written, where the browser can (it shows them, it does not count with them). */
export const exactParse = (answer: string): unknown =>
  JSON.parse(answer, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    context?.source !== undefined
      ? BigInt(context.source)
      : value,
  );

/**
 * Asks our own server, whose answers are typed by its contract: this is the one place where that is believed.
 * @throws Problem
 */
export const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const answer = await askText(method, path, body);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server that serves this page wrote it
  return (answer === "" ? undefined : exactParse(answer)) as T;
};

export const get = <T>(path: string): Promise<T> => ask<T>("GET", path);

export const pathOf = (path: string, query: Readonly<Record<string, string | number | undefined>> = {}): string => {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`;
};

export const problemFrom = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem(0, "console", String(error instanceof Error ? error.message : error), "");
