import assert from "node:assert/strict";
import { test } from "node:test";

import { exactJson } from "#base";
import { createEmulator, type Emulator, type EmulatorOptions } from "#emulator";

import { remember } from "./exercise-log.ts";
import { checkShape, operationAt } from "./shape.ts";

/** What a test sends. `json` is written with exact digits; `token: null` sends no Authorization. */
export interface Sent {
  readonly token?: string | null;
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A form's parts by name. */
const fieldsOf = (body: Sent["body"]): unknown => (body instanceof FormData ? Object.fromEntries(body) : undefined);

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON with exact digits; undefined when there is none or it is no JSON. */
  readonly body: unknown;
  /** `code` of an error body. */
  readonly code: unknown;
}

export interface Stage extends AsyncDisposable {
  readonly emulator: Emulator;
  /** The ready token of the first account. */
  readonly token: string;
  /** Base URL; on the in-process host a name that leads nowhere. */
  readonly url: string;
  /** The machine's clock. It moves `tickMs` with each call and otherwise only by `advance`. */
  now(): number;
  advance(ms: number): void;
  /** Sends with the first account's token. Answers of the eight operations are held against their documented shape. */
  call(method: string, path: string, sent?: Sent): Promise<Reply>;
  /** POST /v2/users. */
  create(action: string, userInfo: unknown, sent?: Sent): Promise<Reply>;
  /** The control plane; throws when it refuses. */
  control(method: string, path: string, json?: unknown): Promise<unknown>;
}

interface StageOptions extends EmulatorOptions {
  /** Between two calls; one second unless told, so that per-second limits stay out of the way. */
  readonly tickMs?: number;
}

export interface Host {
  readonly name: "in process" | "socket";
  open(options?: StageOptions): Promise<Stage>;
}

/** 2026-11-22, 06:30 GMT: when tests take place. */
export const startsAt = Date.UTC(2026, 10, 22, 6, 30);

/** A value deep in a body: `dig(body, "users", 0, "email")`. */
export const dig = (value: unknown, ...keys: readonly (string | number)[]): unknown => {
  let at = value;
  for (const key of keys) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
  }
  return at;
};

/** A list deep in a body; empty when there is none. */
export const listIn = (value: unknown, ...keys: readonly (string | number)[]): readonly unknown[] => {
  const found = dig(value, ...keys);
  return Array.isArray(found) ? Array.from(found, (item): unknown => item) : [];
};

/** The keys of an object, in order; none for anything else. */
export const keysOf = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null ? Object.keys(value) : [];

const parse = (text: string): unknown => {
  try {
    return exactJson.parse(text);
  } catch {
    return undefined;
  }
};

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const toInit = (method: string, { token, json, body, headers }: Sent, readyToken: string): RequestInit => {
  const authorization = token === undefined ? readyToken : token;
  const content = json === undefined ? body : exactJson.stringify(json);
  return {
    method,
    headers: {
      ...(authorization === null ? {} : { authorization: `Bearer ${authorization}` }),
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content }),
  };
};

const toStage = (
  emulator: Emulator,
  token: string,
  url: string,
  clock: { now: number; tickMs: number },
  send: Fetch,
) => {
  const call = async (method: string, path: string, sent: Sent = {}): Promise<Reply> => {
    clock.now += clock.tickMs;
    const response = await send(url + path, toInit(method, sent, token));
    const text = await response.text();
    const body = text === "" ? undefined : parse(text);
    checkShape(method, path, response.status, body);
    const code = dig(body, "code");
    const operation = operationAt(method, path);
    if (operation !== undefined)
      remember(operation.id, { path, sent: sent.json ?? fieldsOf(sent.body), status: response.status, body, code });
    return { status: response.status, headers: response.headers, text, body, code };
  };
  return {
    emulator,
    token,
    url,
    now: () => clock.now,
    advance: (ms: number): void => {
      clock.now += ms;
    },
    call,
    create: (action: string, userInfo: unknown, sent: Sent = {}) =>
      call("POST", "/v2/users", { json: { action, user_info: userInfo }, ...sent }),
    control: async (method: string, path: string, json?: unknown) => {
      const reply = await call(method, `/_rollcall${path}`, json === undefined ? {} : { json });
      assert.ok(reply.status < 300, `${method} ${path}: ${reply.status} ${reply.text}`);
      return reply.body;
    },
    [Symbol.asyncDispose]: () => emulator.close(),
  };
};

const prepare = async ({ tickMs = 1000, ...options }: StageOptions) => {
  const clock = { now: startsAt, tickMs };
  const emulator = await createEmulator({ clock: () => clock.now, ...options });
  const token = options.account === false ? "" : emulator.account.token;
  return { emulator, token, clock };
};

export const inProcess: Host = {
  name: "in process",
  async open(options = {}) {
    const { emulator, token, clock } = await prepare(options);
    return toStage(emulator, token, "http://api.zoom.us", clock, emulator.fetch);
  },
};

export const overSocket: Host = {
  name: "socket",
  async open(options = {}) {
    const { emulator, token, clock } = await prepare(options);
    const { url } = await emulator.listen();
    return toStage(emulator, token, url, clock, fetch);
  },
};

export const bothHosts: readonly Host[] = [inProcess, overSocket];

/** Runs a behaviour test twice: through `emulator.fetch`, and over a real socket. */
export const onBothHosts = (name: string, run: (host: Host) => Promise<void>): void => {
  for (const host of bothHosts) test(`${name} (${host.name})`, () => run(host));
};

/** Asserts an error's status, code and, where given, its whole message. */
export const assertRefused = (reply: Reply, status: number, code: number, message?: string): void => {
  assert.deepEqual([reply.status, reply.code], [status, code], reply.text);
  if (message !== undefined) assert.equal(dig(reply.body, "message"), message);
};
