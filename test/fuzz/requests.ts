import { exactJson, type Exchange } from "#base";
import { apiPath, knownOperations, type Operation, operations, type Parameter } from "#zoom";

import { brokenPng, form, jpeg, png } from "../conformance/pictures.ts";
import { bodyFor, someEmail, someId, type Taste } from "./bodies.ts";
import { hostileTexts, hugeText, mutateBytes, mutateText } from "./hostile.ts";
import { anyId, type Known, listOf } from "./known.ts";
import type { Random } from "./random.ts";
import { recipeFor } from "./recipes.ts";

const encoder = new TextEncoder();
const none = new Uint8Array(0);

/** One request, and what was meant by it. */
export interface Request {
  readonly exchange: Exchange;
  /** The operation it aims at; undefined when the path was broken on purpose. */
  readonly operation: Operation | undefined;
  readonly known: Known;
}

const encoded = (text: string, random: Random): string => {
  if (!random.chance(0.97)) return text.replaceAll(/[?#\s]/g, "");
  try {
    return encodeURIComponent(text);
  } catch {
    return "%ED%A0%80"; // a lone surrogate, as a careless client encodes it
  }
};

const pathValue = (operation: Operation, { name }: Parameter, taste: Taste): string => {
  const { random, known } = taste;
  const ids = known.ids.get(listOf(operation.path, name)) ?? [];
  const roll = random.next();
  if (roll < 0.06) return random.pick(hostileTexts);
  if (roll < 0.12) return random.pick([...anyId(known), "none"]);
  if (name === "accountId") return roll < 0.8 ? "me" : known.accountId;
  if (name === "userId" && roll < 0.35) return roll < 0.17 ? "me" : someEmail(taste);
  return ids.length === 0 ? "none" : random.pick(random.chance(0.5) ? ids.slice(-5) : ids);
};

const queryValue = ({ name, type, values }: Parameter, taste: Taste): string => {
  const { random } = taste;
  if (random.chance(0.12)) return random.pick(hostileTexts);
  if (values !== undefined && values.length > 0) return String(random.pick(values));
  if (/email|vanity/.test(name)) return someEmail(taste);
  if (/ids?$/.test(name)) return [someId(name, taste), someId(name, taste)].slice(random.chance(0.2) ? 0 : 1).join(",");
  if (name === "filter")
    return random.pick([
      `userName eq "${someEmail(taste)}"`,
      'displayName eq "name 3"',
      "userName eq",
      '"',
      'emails.value eq "',
    ]);
  if (name === "custom_query_fields") return random.pick(["host_video", "in_meeting", "a,b,,c", "in_meeting.chat"]);
  if (name === "next_page_token") return random.pick(taste.known.ids.get("next_page_token") ?? ["none"]);
  return type === "boolean" ? String(random.chance(0.5)) : String(random.pick([0, 1, 2, 30, 100, 300, 2000, -1]));
};

const pathFor = (operation: Operation, taste: Taste): string => {
  const { random } = taste;
  const values = new Map(
    operation.parameters
      .filter(({ in: place }) => place === "path")
      .map((one) => [one.name, pathValue(operation, one, taste)]),
  );
  const path = apiPath(operation.path).replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    encoded(values.get(name) ?? (name === "accountId" ? "me" : someId(name, taste)), random),
  );
  return random.chance(0.02) ? random.pick([path.replace("/", "//"), `${path}/`, path.replaceAll("/", "//")]) : path;
};

const queryFor = ({ parameters }: Operation, taste: Taste): string => {
  const { random } = taste;
  const pairs = parameters
    .filter(
      (parameter) =>
        parameter.in === "query" &&
        random.chance(parameter.required === true || /^email$|ids$/.test(parameter.name) ? 0.9 : 0.3),
    )
    .map((parameter) => `${parameter.name}=${encoded(queryValue(parameter, taste), random)}`);
  if (pairs.length > 0 && random.chance(0.03)) pairs.push(pairs[0] ?? "");
  if (random.chance(0.02)) pairs.push(random.pick(["", "&&", "=", "%", "option=%zz", "a[b]=1", "page_size"]));
  return pairs.join("&");
};

/** Forms as they lie on the wire; made once. */
const forms: readonly { readonly type: string; readonly bytes: Uint8Array }[] = await Promise.all(
  [
    ...["pic_file", "file"].flatMap((part) => [
      form(png(), "me.png", part),
      form(new Uint8Array(jpeg), "me.jpg", part),
      form(brokenPng, "me.png", part),
      form(png(3_000_000), "large.png", part),
      form(new Uint8Array(0), "empty.gif", part),
    ]),
    form(png(), "", "nobody asked"),
    new FormData(),
  ].map(async (data) => {
    const response = new Response(data);
    const type = response.headers.get("content-type") ?? "";
    return { type, bytes: new Uint8Array(await response.arrayBuffer()) };
  }),
);

const otherTypes = [
  "",
  "text/plain",
  "application/json; charset=utf-16",
  "multipart/form-data",
  "APPLICATION/JSON",
  "*/*",
];

interface Body {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const formFor = (random: Random): Body => {
  const { type, bytes } = random.pick(forms);
  if (random.chance(0.7)) return { type, bytes };
  const damaged = random.chance(0.5) ? bytes.slice(0, random.below(bytes.length + 1)) : mutateBytes(bytes, random);
  return { type: random.chance(0.5) ? type : "multipart/form-data; boundary=x", bytes: damaged };
};

const jsonFor = (operation: Operation, query: string, taste: Taste): Body => {
  const { random } = taste;
  const option = new URLSearchParams(query).get("option") ?? "";
  const fields = operation.byOption?.(option)?.request ?? operation.request ?? [];
  const sparse = { ...taste, optional: fields.length > 40 ? 0.04 : taste.optional };
  const text = exactJson.stringify(recipeFor(operation.id, taste) ?? bodyFor(fields, sparse));
  const type = operation.media ?? "application/json";
  const roll = random.next();
  if (roll < 0.004) return { type, bytes: encoder.encode(hugeText) };
  if (roll < 0.06) return { type, bytes: encoder.encode(mutateText(text, random)) };
  if (roll < 0.08) return { type, bytes: mutateBytes(encoder.encode(text), random) };
  return { type, bytes: encoder.encode(text) };
};

const bodyOf = (operation: Operation, query: string, taste: Taste): Body => {
  const { random } = taste;
  if (operation.request === undefined) return random.chance(0.02) ? formFor(random) : { type: "", bytes: none };
  if (operation.media === "multipart/form-data" ? !random.chance(0.05) : random.chance(0.01)) return formFor(random);
  return jsonFor(operation, query, taste);
};

const authorization = (taste: Taste, others: readonly Known[]): string | readonly string[] | undefined => {
  const { random, known } = taste;
  const roll = random.next();
  if (roll < 0.01) return undefined;
  if (roll < 0.02) return random.pick(["", "Bearer", "Bearer ", "Basic YTpi", `bearer ${random.pick(hostileTexts)}`]);
  if (roll < 0.022) return ["Bearer a", "Bearer b"];
  const owner = roll < 0.06 ? random.pick(others) : known;
  const latest = owner.tokens[0] ?? "";
  return `Bearer ${roll < 0.85 ? latest : random.pick(owner.tokens)}`;
};

/** Paths and methods that no operation has, or not as written. */
const brokenTarget = (random: Random): { readonly method: string; readonly path: string } => {
  const [method, path] = random.pick(knownOperations);
  return {
    method: random.pick([method, "GET", "POST", "PUT", "HEAD", "OPTIONS", "TRACE", "get", ""]),
    path: random.pick([
      apiPath(path),
      `${apiPath(path)}/${encodeURIComponent(random.pick(hostileTexts.slice(8)).replaceAll(/[\ud800-\udfff]/g, ""))}`,
      "/v2",
      "/v2/",
      "/",
      "",
      "/v2/%",
      "/v2/users/%zz",
      "/v2/users/..%2f..%2f",
      `/v2/${"users/".repeat(500)}`,
      `/v2/users/${"a".repeat(20_000)}`,
      "/scim2",
      "/pictures/none",
      "*",
      "/oauth/authorize",
    ]),
  };
};

const partsIn = (path: string): number => path.split("/").filter((part) => part !== "").length;

/** A request of one account's to any operation: mostly well meant. */
export const makeRequest = (random: Random, accounts: readonly Known[]): Request => {
  const known = random.pick(accounts);
  const taste: Taste = {
    random,
    known,
    bad: random.pick([0, 0, 0, 0.02, 0.3]),
    optional: random.pick([0, 0.05, 0.3, 0.9]),
  };
  const operation = random.pick(operations);
  const query = queryFor(operation, taste);
  const { type, bytes } = bodyOf(operation, query, taste);
  const sent = random.chance(0.02) ? random.pick(otherTypes) : type;
  const bearer = authorization(taste, accounts);
  const headers = {
    ...(bearer === undefined ? {} : { authorization: bearer }),
    ...(sent === "" ? {} : { "content-type": sent }),
    ...(random.chance(0.02) ? { "accept-language": random.pick(hostileTexts), "x-pad": "y".repeat(8000) } : {}),
  };
  const isBroken = random.chance(0.02);
  const target = isBroken ? brokenTarget(random) : { method: operation.method, path: pathFor(operation, taste) };
  const exchange: Exchange = { ...target, query, headers, body: bytes, inProcess: true };
  // An empty id makes a shorter path, which may be another operation's.
  const isMeant = !isBroken && partsIn(target.path) === partsIn(apiPath(operation.path));
  return { exchange, operation: isMeant ? operation : undefined, known };
};
