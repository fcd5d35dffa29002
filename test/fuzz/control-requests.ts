import { exactJson, type Exchange } from "#base";

import { dig } from "../conformance/hosts.ts";
import { hostileTexts, hostileValue, mutateText } from "./hostile.ts";
import { anyId, type Known } from "./known.ts";
import type { Random } from "./random.ts";

const encoder = new TextEncoder();

const exchangeOf = (method: string, path: string, query: string, text: string): Exchange => ({
  method,
  path: `/_rollcall${path}`,
  query,
  headers: text === "" ? {} : { "content-type": "application/json" },
  body: encoder.encode(text),
  inProcess: true,
});

/** Values that are changed one at a time, somewhere in a document. */
const changeSomewhere = (value: unknown, random: Random): unknown => {
  if (random.chance(0.15) || typeof value !== "object" || value === null) return hostileValue(random);
  if (Array.isArray(value)) {
    const at = random.below(value.length);
    return value.map((item: unknown, index) => (index === at ? changeSomewhere(item, random) : item));
  }
  const entries: [string, unknown][] = Object.entries(value);
  const at = random.below(entries.length);
  return Object.fromEntries(
    entries.map(([key, item], index) => [key, index === at ? changeSomewhere(item, random) : item]),
  );
};

const textOf = (example: unknown, random: Random): string => {
  const text = exactJson.stringify(random.chance(0.4) ? example : changeSomewhere(example, random));
  return random.chance(0.1) ? mutateText(text, random) : text;
};

const queries = [
  "",
  "",
  "limit=5",
  "limit=-1",
  "limit=1e9",
  "to=owner@acme.test",
  "state=waiting",
  "q=(",
  "wait=0s",
  "wait=x",
  "account=%zz",
];

/** What the snapshot, the mails and the webhooks may be called by: ids of anything. */
const someId = (known: Known, random: Random): string => {
  const id = random.pick([...anyId(known), known.accountId, "none", ...hostileTexts.slice(0, 20)]);
  try {
    return encodeURIComponent(id);
  } catch {
    return "%";
  }
};

/** A request to the control plane, made from its own list of routes (GET /_rollcall). */
export const makeControlRequest = (random: Random, known: Known, routes: readonly unknown[]): Exchange => {
  const route = random.pick(routes);
  const [method, path] = [String(dig(route, "method")), String(dig(route, "path"))];
  const filled = path
    .slice("/_rollcall".length)
    .replaceAll("{account}", () => (random.chance(0.9) ? known.accountId : someId(known, random)))
    .replaceAll(/\{\w+\}/g, () => someId(known, random));
  const example = dig(route, "example");
  const query = random.pick(queries);
  return exchangeOf(method, filled, query, example === undefined ? "" : textOf(example, random));
};

/** A snapshot with one value changed: refused, or taken as a state of its own. */
export const makeBrokenSnapshot = (random: Random, snapshot: string): Exchange =>
  exchangeOf("PUT", "/snapshot", "", exactJson.stringify(changeSomewhere(exactJson.parse(snapshot), random)));

/** POST /oauth/token as clients get it right, and as they get it wrong. */
export const makeTokenRequest = (random: Random, known: Known, isSound: boolean): Exchange => {
  const secret = isSound || random.chance(0.7) ? known.clientSecret : random.pick(hostileTexts);
  const basic = `Basic ${Buffer.from(`${known.clientId}:${secret}`).toString("base64")}`;
  const sound = `grant_type=account_credentials&account_id=${known.accountId}`;
  const text =
    isSound || random.chance(0.5) ? sound : random.pick(["grant_type=%zz", "", "{}", `${sound}&${sound}`, "&&&="]);
  return {
    method: "POST",
    path: "/oauth/token",
    query: isSound || random.chance(0.5) ? text : "",
    headers: {
      authorization: isSound || random.chance(0.9) ? basic : random.pick(hostileTexts),
      "content-type": random.chance(0.8) ? "application/x-www-form-urlencoded" : "application/json",
    },
    body: encoder.encode(text),
    inProcess: true,
  };
};
