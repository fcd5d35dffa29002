import { bodyText, redactText } from "#base";

import type { LoggedRequest } from "../log.ts";
import { type ControlRoute, json } from "./route.ts";

const shown = (start: string | Uint8Array, size: number): string => {
  const text = bodyText(start);
  // A secret that is cut in two ends at the quote we add: without it, its first half would not be masked.
  return size > start.length ? `${redactText(`${text}"`)}… (${size} in all)` : redactText(text);
};

const headersOf = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(pairs.flatMap((name, at) => (at % 2 === 0 ? [[name, pairs[at + 1] ?? ""]] : [])));

export const requestView = (entry: LoggedRequest): Record<string, unknown> => ({
  number: entry.number,
  at: new Date(entry.at).toISOString(),
  method: entry.method,
  path: entry.path,
  query: redactText(entry.query),
  operation: entry.operation,
  account_id: entry.account,
  status: entry.status,
  hint: entry.hint,
  lost: entry.lost,
  fault: entry.fault === "" ? null : entry.fault,
  request: { content_type: entry.contentType, body: shown(entry.request, entry.requestSize) },
  answer: { headers: headersOf(entry.headers), body: shown(entry.answer, entry.answerSize) },
});

export const requestRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/requests",
    what: "The last API calls, newest first (?limit=, 100 by default), secrets masked, with a hint where one was refused.",
    handle: ({ world, query }) => {
      const limit = Number(query.get("limit") ?? 100);
      return json(200, world.log.latest(Number.isInteger(limit) && limit > 0 ? limit : 100).map(requestView));
    },
  },
  {
    method: "DELETE",
    path: "/requests",
    what: "Empties the log.",
    handle: ({ world }) => {
      world.log.clear();
      return json(204, undefined);
    },
  },
];
