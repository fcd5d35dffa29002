import type { Answer, Exchange } from "#base";

/** What a call to an event URL is. */
export type EventCall =
  | { readonly kind: "refused"; readonly status: number; readonly message: string }
  /** To be answered so, and nothing else: a challenge. */
  | { readonly kind: "answer"; readonly answer: Answer }
  /** `id` is the same when the same event is delivered again. */
  | { readonly kind: "event"; readonly id: string; readonly event: string; readonly body: unknown };

/**
 * Reads the calls of a sender of signed events.
 * @param now milliseconds since 1970; undefined leaves the age of the call out of it
 */
export type ReadEvent = (exchange: Exchange, secret: string, now: number | undefined) => EventCall;
