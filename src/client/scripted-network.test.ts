import assert from "node:assert/strict";
import { test } from "node:test";

import { exactJson, type ExactValue } from "#base";

import { type Client, createClient } from "./client.ts";
import type { ClientOptions, RequestEvent } from "./options.ts";
import type { Transport, TransportRequest } from "./transport.ts";

/** One answer of the network; `lost` breaks the connection instead. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: ExactValue;
  readonly text?: string;
  readonly lost?: string;
}

export interface Bench {
  readonly client: Client;
  readonly requests: TransportRequest[];
  readonly sleeps: number[];
  readonly events: RequestEvent[];
  readonly time: { now: number };
}

/** Noon GMT. */
export const noon = Date.parse("2026-11-20T12:00:00Z");

const replyText = ({ json, text }: Reply): string => text ?? (json === undefined ? "" : exactJson.stringify(json));

/** A network that gives these answers one after the other, each 10 ms after its request, on a clock that sleep moves. */
export const bench = (replies: readonly Reply[], overrides: Partial<ClientOptions> = {}): Bench => {
  const left = [...replies];
  const time = { now: noon };
  const requests: TransportRequest[] = [];
  const sleeps: number[] = [];
  const events: RequestEvent[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    const reply = left.shift();
    assert.ok(reply, `nothing scripted for ${request.method} ${request.url}`);
    time.now += 10;
    if (reply.lost !== undefined) throw new Error(reply.lost);
    return { status: reply.status ?? 200, headers: new Headers(reply.headers), text: replyText(reply) };
  };
  const client = createClient({
    baseUrl: "https://api.zoom.us/v2",
    tokenUrl: "https://zoom.us/oauth/token",
    credentials: { accessToken: "given" },
    transport,
    clock: () => time.now,
    sleep: async (ms) => {
      sleeps.push(ms);
      time.now += ms;
    },
    random: () => 0.5,
    onRequest: (event) => events.push(event),
    ...overrides,
  });
  return { client, requests, sleeps, events, time };
};

/** `METHOD path` of each request, below /v2. */
export const calls = ({ requests }: Bench): string[] =>
  requests.map(({ method, url }) => `${method} ${new URL(url).pathname.replace("/v2", "")}`);

/** What the request at `index` carried. */
export const sentBody = ({ requests }: Bench, index: number): unknown => exactJson.parse(requests[index]?.body ?? "");

/** An error answer of the API. */
export const refusal = (status: number, code: number, message = "no", headers: Reply["headers"] = {}): Reply => ({
  status,
  headers,
  json: { code, message },
});

test("a script that has run dry says which request came too much", async () => {
  const table = bench([]);
  await assert.rejects(table.client.users.summary(), /failed 5 times: nothing scripted for GET/);
});
