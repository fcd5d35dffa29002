import assert from "node:assert/strict";
import { createHmac } from "node:crypto";

import type { WebhookFetch } from "#emulator";

import { dig } from "./hosts.ts";

const secret = "rollcall-secret";
const hmac = (text: string): string => createHmac("sha256", secret).update(text).digest("hex");

/** Someone who listens to events, checks every signature and answers validations as Zoom asks. */
export interface Endpoint {
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
      endpoint.events.push(event);
      return new Response(answers === 204 ? null : "thanks", { status: answers });
    },
  };
  return endpoint;
};
