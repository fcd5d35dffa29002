import { z } from "zod";

import { bodyText, exactJson, type Exchange } from "#base";
import type { Dispatch } from "#system";

import type { RecordedCall } from "./recorded-call.ts";
import { usersIn } from "./seed-of.ts";
import { shapeDifferences } from "./shape.ts";

export interface Difference {
  readonly what: string;
  readonly count: number;
  /** The recording's first call with it. */
  readonly first: number;
}

export interface ReplayedOperation {
  /** Zoom's operationId, or method and path. */
  readonly operation: string;
  readonly calls: number;
  readonly same: number;
  readonly differences: readonly Difference[];
}

/** Ids that the recording knows, and what they are here. */
type Names = Map<string, string>;

const codeSchema = z.object({ code: z.unknown() });
const codeOf = (value: unknown): unknown => codeSchema.safeParse(value).data?.code;
const isIdField = (field: string): boolean => field === "id" || field.endsWith("_id") || field === "next_page_token";

const keyOf = (item: unknown): string | undefined => {
  const named = z.object({ email: z.string().optional(), name: z.string().optional() }).safeParse(item).data;
  return named?.email ?? named?.name;
};

/** Learns from two answers to the same call what an id of the recording is called here. */
const learn = (names: Names, recorded: unknown, got: unknown, field = ""): void => {
  if (typeof recorded === "string" && typeof got === "string") {
    if (isIdField(field) && recorded !== "" && got !== "" && recorded !== got) names.set(recorded, got);
  } else if (Array.isArray(recorded) && Array.isArray(got)) {
    for (const [at, item] of recorded.entries()) {
      const key = keyOf(item);
      learn(names, item, key === undefined ? got[at] : got.find((other) => keyOf(other) === key), field);
    }
  } else if (typeof recorded === "object" && recorded !== null && typeof got === "object" && got !== null) {
    const here = new Map<string, unknown>(Object.entries(got));
    for (const [name, item] of Object.entries(recorded)) learn(names, item, here.get(name), name);
  }
};

const translate = (names: Names, value: unknown): unknown => {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item: unknown) => translate(names, item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, translate(names, item)]));
};

const exchangeOf = (call: RecordedCall, names: Names, token: string): Exchange => ({
  method: call.method,
  path: call.path
    .split("/")
    .map((part) => encodeURIComponent(names.get(decodeURIComponent(part)) ?? decodeURIComponent(part)))
    .join("/"),
  query: new URLSearchParams(
    Array.from(new URLSearchParams(call.query), ([name, value]): [string, string] => [name, names.get(value) ?? value]),
  ).toString(),
  headers: {
    authorization: `Bearer ${token}`,
    ...(call.content_type === "" ? {} : { "content-type": call.content_type }),
  },
  body: new TextEncoder().encode(call.request === null ? "" : exactJson.stringify(translate(names, call.request))),
  inProcess: true,
});

const readJson = (text: string): unknown => {
  try {
    return text.trim() === "" ? null : exactJson.parse(text);
  } catch {
    return "no JSON";
  }
};

/** Users keep their addresses but not all of them their ids: the owner's cannot be chosen. */
const prime = async (calls: readonly RecordedCall[], names: Names, token: string, ask: Dispatch): Promise<void> => {
  const call = calls[0];
  if (call === undefined) return;
  for (const status of ["active", "inactive"]) {
    const list = {
      ...call,
      method: "GET",
      path: "/v2/users",
      query: `status=${status}&page_size=300`,
      content_type: "",
      request: null,
    };
    const got = readJson(bodyText((await ask(exchangeOf(list, names, token))).body));
    learn(names, { users: calls.flatMap(usersIn) }, got);
  }
};

const differencesOf = (call: RecordedCall, status: number, got: unknown): readonly string[] => {
  if (status !== call.status) return [`status ${status}, recorded was ${call.status}`];
  const [code, recorded] = [codeOf(got), codeOf(call.answer)];
  if (code !== recorded) return [`code ${String(code)}, recorded was ${String(recorded)}`];
  return shapeDifferences(call.answer, got);
};

/**
 * Asks the calls of a recording again, in their order, and tells per operation where status, code or shape of the answers
 * differ. Ids that are others here are translated as they are met. Values are not compared.
 */
export const replay = async (
  calls: readonly RecordedCall[],
  { ask, token }: { readonly ask: Dispatch; readonly token: string },
): Promise<readonly ReplayedOperation[]> => {
  const names: Names = new Map();
  await prime(calls, names, token, ask);
  const operations = new Map<string, { calls: number; same: number; differences: Map<string, Difference> }>();
  for (const call of calls) {
    const answer = await ask(exchangeOf(call, names, token));
    const got = readJson(bodyText(answer.body));
    learn(names, call.answer, got);
    const name = call.operation ?? `${call.method} ${call.path}`;
    const entry = operations.get(name) ?? { calls: 0, same: 0, differences: new Map<string, Difference>() };
    operations.set(name, entry);
    const differences = differencesOf(call, answer.status, got);
    entry.calls += 1;
    if (differences.length === 0) entry.same += 1;
    for (const what of differences) {
      const before = entry.differences.get(what);
      entry.differences.set(what, { what, count: (before?.count ?? 0) + 1, first: before?.first ?? call.number });
    }
  }
  return Array.from(operations, ([operation, entry]) => ({
    operation,
    calls: entry.calls,
    same: entry.same,
    differences: [...entry.differences.values()],
  }));
};
