import type { HeaderPairs } from "#base";

/** One request of somebody else's making: a workflow's, a code step's. */
export interface OutboundRequest {
  readonly method: string;
  readonly url: string;
  /** Names in any case. Host, Connection and the like are ours to set. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface OutboundLimits {
  /** For everything, redirects and body included. Default 30,000. */
  readonly timeoutMs?: number;
  /** Of the answer's body, unpacked. Default 10 MiB. */
  readonly maxBytes?: number;
  /** Of the request's body. Default 10 MiB. */
  readonly maxRequestBytes?: number;
  /** Default 5; with 0 a redirect is the answer. */
  readonly maxRedirects?: number;
}

export interface OutboundOptions {
  /**
   * Hosts that may have private addresses: `name` for any port, `name:port` for one; those of the accounts' base URLs
   * are meant. Nothing is matched by pattern.
   */
  readonly allowPrivate?: readonly string[];
  readonly limits?: OutboundLimits;
  /** Masks what must not be recorded, in URLs, headers and bodies; applied to the exchange, never to the answer. */
  readonly redact?: (text: string) => string;
  readonly signal?: AbortSignal;
}

/** Why nothing, or nothing complete, came back. */
export type OutboundFailure =
  | { readonly kind: "refused"; readonly reason: "address" | "headers" | "size" | "url"; readonly message: string }
  | { readonly kind: "too-large"; readonly message: string }
  | { readonly kind: "redirects"; readonly message: string }
  | { readonly kind: "timeout"; readonly message: string }
  | { readonly kind: "canceled"; readonly message: string }
  | { readonly kind: "unreachable"; readonly message: string };

export interface OutboundAnswer {
  readonly status: number;
  readonly statusText: string;
  /** Name, value, name, value; names as they came. */
  readonly headers: HeaderPairs;
  readonly body: Uint8Array;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/** One hop as it is recorded: plain data, redacted, bodies cut at 16,384 characters. */
export interface RecordedExchange {
  readonly method: string;
  readonly url: string;
  readonly address?: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status?: number;
  readonly answerHeaders?: Readonly<Record<string, string>>;
  readonly answerBody?: string;
  readonly failure?: string;
  readonly startedAt: number;
  readonly ms: number;
}

/** How it ended, with every hop on the way. */
export type OutboundResult =
  | { readonly ok: true; readonly answer: OutboundAnswer; readonly exchanges: readonly RecordedExchange[] }
  | { readonly ok: false; readonly failure: OutboundFailure; readonly exchanges: readonly RecordedExchange[] };

export const defaultLimits: Required<OutboundLimits> = {
  timeoutMs: 30_000,
  maxBytes: 10 * 1_048_576,
  maxRequestBytes: 10 * 1_048_576,
  maxRedirects: 5,
};

/** A failure on its way out of callbacks. */
export class OutboundError extends Error {
  readonly failure: OutboundFailure;

  constructor(failure: OutboundFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

export const refuse = (reason: "address" | "headers" | "size" | "url", message: string): OutboundError =>
  new OutboundError({ kind: "refused", reason, message });
