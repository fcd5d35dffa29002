import { bodyText, redactText } from "#base";

import { loggedBodyBytes, type LoggedRequest } from "../log.ts";
import { type ControlRoute, json } from "./route.ts";

const shown = (body: string | Uint8Array): string => {
  const text = redactText(bodyText(body.slice(0, loggedBodyBytes)));
  return body.length > loggedBodyBytes ? `${text}… (${body.length} bytes)` : text;
};

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
  request: { content_type: entry.contentType, body: shown(entry.requestBody) },
  answer: { body: shown(entry.answerBody) },
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
