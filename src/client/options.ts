import type { Clock } from "#base";
import type { RateLabel } from "#zoom";

import type { Transport } from "./transport.ts";

/**
 * The calls an account may make. `accounts` has the implementation. The client reserves inside every call, look-ups
 * and repetitions included, and never gives a reservation back.
 */
export interface Budget {
  /**
   * @param kind `invite` is POST /users with action `create`, which has a daily cap of its own
   * @param now milliseconds since 1970 by the account's clock
   * @param again true for a call that gave its last slot up because it was late: it needs another one, and has been
   *   counted in its day already
   * @returns how long to wait before sending, from the moment that this is known (negative: the slot has gone by), or (on
   *   the account's clock) when to come back
   */
  reserve(
    label: RateLabel,
    kind: "call" | "invite",
    now: number,
    again?: boolean,
  ): Promise<{ readonly waitMs: number } | { readonly deferUntil: number }>;
  /**
   * Zoom answered 429: nothing of this kind before `until` (account's clock).
   * @param label what the exhausted limit belongs to, where that is known
   */
  block(until: number, kind: "second" | "day" | "invites", label?: RateLabel): Promise<void>;
}

/** One call that was made, for logs: no body, no query, no credentials. */
export interface RequestEvent {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** Absent when no answer came. */
  readonly status?: number;
  readonly ms: number;
  /** 1 for the first try. */
  readonly attempt: number;
}

export type Credentials =
  | { readonly accountId: string; readonly clientId: string; readonly clientSecret: string }
  | { readonly accessToken: string };

export interface ClientOptions {
  /** Ends in /v2. */
  readonly baseUrl: string;
  readonly tokenUrl: string;
  readonly credentials: Credentials;
  readonly transport: Transport;
  readonly clock: Clock;
  /** Rejects when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  readonly budget?: Budget;
  readonly onRequest?: (event: RequestEvent) => void;
  /** For one exchange; 30,000 by default. */
  readonly timeoutMs?: number;
  /** Ends waits, and keeps further calls from being sent. */
  readonly signal?: AbortSignal;
}

export const defaultTimeoutMs = 30_000;
