import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text as textOf } from "node:stream/consumers";

import type { EmulatorOptions, WebhookFetch } from "#emulator";

import { webhookEvents } from "#zoom";

import { dig, type Host, keysOf, listIn, type Stage } from "./hosts.ts";

const secret = "rollcall-secret";
const hmac = (text: string): string => createHmac("sha256", secret).update(text).digest("hex");

/** Someone who listens to events, checks every signature and answers validations as Zoom asks. */
interface Endpoint {
  readonly secret: string;
  readonly fetch: WebhookFetch;
  /** Events in the order of their arrival, without validations. */
  readonly events: unknown[];
  readonly names: () => readonly string[];
  /** Validations answered. */
  validations: number;
  /** What events are answered with; "hang" = never, "break" = no connection. */
  answers: number | "hang" | "break";
  /** What validations are answered with, where it is not the right thing. */
  proof: ((plainToken: string) => Response) | undefined;
}

const proofOf = (plainToken: string): Response => Response.json({ plainToken, encryptedToken: hmac(plainToken) });

const never = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
  });

/** Holds an event against the documented one: nothing that is not there, nothing missing. */
const checkEvent = (event: unknown): void => {
  const known = webhookEvents.find(({ name }) => name === dig(event, "event"));
  assert.ok(known !== undefined, `no event of Zoom's: ${String(dig(event, "event"))}`);
  const operator = known.operator ? ["operator", "operator_id"] : [];
  const payload = dig(event, "payload");
  assert.deepEqual(keysOf(payload).toSorted(), ["account_id", "object", ...operator, ...known.payload].toSorted());
  const keys = keysOf(dig(payload, "object"));
  const undocumented = keys.filter((key) => !known.object.includes(key) && !known.object.includes(`${key}?`));
  const missing = known.object.filter((key) => !key.endsWith("?") && !keys.includes(key));
  assert.deepEqual([undocumented, missing], [[], []], known.name);
};

/** The body, after its signature was checked. */
const read = (init: RequestInit): unknown => {
  const headers = new Headers(init.headers);
  const body = typeof init.body === "string" ? init.body : "";
  const timestamp = headers.get("x-zm-request-timestamp") ?? "";
  assert.match(timestamp, /^\d{10}$/);
  assert.equal(headers.get("x-zm-signature"), `v0=${hmac(`v0:${timestamp}:${body}`)}`);
  assert.match(headers.get("content-type") ?? "", /^application\/json/);
  assert.equal(init.method, "POST");
  return JSON.parse(body);
};

export const makeEndpoint = (): Endpoint => {
  const endpoint: Endpoint = {
    secret,
    events: [],
    names: () => endpoint.events.map((event) => String(dig(event, "event"))),
    validations: 0,
    answers: 200,
    proof: undefined,
    fetch: async (_url, init) => {
      const event = read(init);
      if (dig(event, "event") === "endpoint.url_validation") {
        endpoint.validations += 1;
        return (endpoint.proof ?? proofOf)(String(dig(event, "payload", "plainToken")));
      }
      const { answers } = endpoint;
      if (answers === "break") throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });
      if (answers === "hang") return never(init.signal);
      checkEvent(event);
      endpoint.events.push(event);
      return new Response(answers === 204 ? null : "thanks", { status: answers });
    },
  };
  return endpoint;
};

const answer = async (endpoint: Endpoint, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  // A sender that is killed, or hung up on, in the middle of a body has said nothing.
  const body = await textOf(request).catch(() => undefined);
  if (body === undefined) return;
  const given = await endpoint.fetch("", { method: "POST", headers, body });
  response.writeHead(given.status).end(await given.text());
};

interface ServedEndpoint extends AsyncDisposable {
  readonly port: number;
  /** Drops what has been sent so far, answered or not, read or not: nothing of it reaches the endpoint any more. */
  readonly hangUp: () => Promise<void>;
}

/** The same behind a port of this machine. */
export const serveEndpoint = async (endpoint: Endpoint): Promise<ServedEndpoint> => {
  const server = createServer((request, response) => {
    // Only hangUp() asks with GET.
    if (request.method === "GET") response.end();
    else void answer(endpoint, request, response);
  });
  server.listen(0);
  await once(server, "listening");
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  const close = async (): Promise<void> => {
    server.close().closeAllConnections();
    await once(server, "close");
  };
  const hangUp = async (): Promise<void> => {
    // Connections are accepted in the order in which they came: once this one is answered, none from before is left unseen.
    await (await fetch(`http://127.0.0.1:${address.port}/`)).arrayBuffer();
    server.closeAllConnections();
  };
  return { port: address.port, hangUp, [Symbol.asyncDispose]: close };
};

const url = "http://127.0.0.1:9/zoom";
const users = [
  { email: "amy@acme.test", id: "amy", firstName: "Amy", lastName: "Reyes", type: 2 },
  { email: "far@other.test", id: "far" },
];

/** An emulator with an endpoint that has subscribed. */
interface Scene extends AsyncDisposable {
  readonly endpoint: Endpoint;
  readonly stage: Stage;
  readonly subscription: unknown;
}

export const subscribe = (stage: Stage, events: readonly string[], more: object = {}): Promise<unknown> =>
  stage.control("POST", "/webhooks", { url, events, secret: "rollcall-secret", ...more });

export const setUp = async (
  host: Host,
  events: readonly string[] = ["*"],
  more: EmulatorOptions = {},
): Promise<Scene> => {
  const endpoint = makeEndpoint();
  const stage = await host.open({
    account: { accountId: "acc", preset: "business", users },
    tickMs: 0,
    webhooks: { fetch: endpoint.fetch },
    ...more,
  });
  const subscription = await subscribe(stage, events);
  return { endpoint, stage, subscription, [Symbol.asyncDispose]: () => stage.emulator.close() };
};

/** Deliveries, newest first, once nothing is on its way. */
export const deliveries = async (stage: Stage, query = ""): Promise<readonly unknown[]> =>
  listIn(await stage.control("GET", `/deliveries?wait=10s${query}`), "deliveries");
