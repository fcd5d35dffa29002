import { type Answer, bodyText, exactJson, type Exchange } from "#base";
import { knownOperations } from "#zoom";

import { operationOf } from "./operation-of.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import type { RecordedCall } from "./recorded-call.ts";

/** Headers that say something about Zoom and nothing about the account. */
export const keptHeaders: ReadonlySet<string> = new Set([
  "content-type",
  "retry-after",
  "x-ratelimit-category",
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
  "x-ratelimit-type",
]);

/** Every word that is part of a documented path. */
const pathWords: ReadonlySet<string> = new Set([
  "v2",
  ...knownOperations.flatMap(([, path]) => path.split("/").filter((part) => !part.startsWith("{"))),
]);
/** Means the caller; built-in roles are 0, 1 and 2, which pseudonyms leave alone. */
const plainParts: ReadonlySet<string> = new Set(["", "me", "default"]);
const sentences: ReadonlySet<string> = new Set(["message", "detail", "error_description"]);

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const redactPath = (path: string, pattern: string | undefined, names: Pseudonyms): string => {
  const documented = pattern?.split("/");
  const parts = path.split("/");
  return parts
    .map((part, at) => {
      const isWord =
        documented?.length === parts.length ? documented[at]?.startsWith("{") === false : pathWords.has(part);
      return isWord || plainParts.has(part) ? part : encodeURIComponent(names.text(decode(part)));
    })
    .join("/");
};

const redactQuery = (query: string, names: Pseudonyms): string => {
  const parameters = new URLSearchParams(query);
  return new URLSearchParams(
    Array.from(parameters, ([name, value]): [string, string] => {
      const isFlag = /^(?:true|false|\d{1,5})$/.test(value);
      return [name, isFlag ? value : String(names.value(name === "include_fields" ? "type" : name, value))];
    }),
  ).toString();
};

const readJson = (body: string | Uint8Array): unknown => {
  const text = bodyText(body);
  if (text.trim() === "") return null;
  try {
    return exactJson.parse(text);
  } catch {
    return null;
  }
};

/** Texts of a request that its answer may repeat in a sentence. */
const textsOf = (value: unknown, found: Set<string>): void => {
  if (typeof value === "string" && value.length > 2) found.add(value);
  else if (typeof value === "object" && value !== null) for (const item of Object.values(value)) textsOf(item, found);
};

const redactAnswer = (value: unknown, names: Pseudonyms, known: ReadonlySet<string>): unknown => {
  const walk = (field: string, one: unknown): unknown => {
    if (typeof one === "string" && sentences.has(field)) return names.sentence(one, known);
    if (Array.isArray(one)) return one.map((item: unknown) => walk(field, item));
    if (typeof one !== "object" || one === null) return names.value(field, one);
    return Object.fromEntries(Object.entries(one).map(([name, item]) => [name, walk(name, item)]));
  };
  return walk("", value);
};

/** One call as it may be kept: no credentials, no addresses, names or ids that were really there. */
export const redactCall = (number: number, exchange: Exchange, answer: Answer, names: Pseudonyms): RecordedCall => {
  const { method, path, query } = exchange;
  const place = operationOf(method, path);
  const sent = readJson(exchange.body);
  const known = new Set<string>();
  textsOf(sent, known);
  for (const part of path.split("/")) if (!pathWords.has(part) && part.length > 2) known.add(decode(part));
  for (const value of new URLSearchParams(query).values()) if (value.length > 2) known.add(value);
  const headers: Record<string, string> = {};
  for (let at = 0; at < answer.headers.length; at += 2) {
    const name = (answer.headers[at] ?? "").toLowerCase();
    if (keptHeaders.has(name)) headers[name] = answer.headers[at + 1] ?? "";
  }
  return {
    rollcall: 1,
    number,
    operation: place?.operation ?? null,
    method,
    path: redactPath(path, place?.path, names),
    query: redactQuery(query, names),
    content_type: String(exchange.headers["content-type"] ?? "").replace(/;.*$/, ""),
    request: names.value("", sent),
    status: answer.status,
    headers,
    answer: redactAnswer(readJson(answer.body), names, known),
  };
};
