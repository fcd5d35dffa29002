import type { Language } from "./localised.ts";

/** Which calls are disturbed, and how. */
export interface FaultRule {
  readonly id: string;
  /** Operation id, "token", or null for every call. */
  readonly operation: string | null;
  /** The first `first` matching calls are hit; null = all. */
  readonly first: number | null;
  /** Every `every`-th matching call is hit; null = each. */
  readonly every: number | null;
  /** From 0 to 1: the part of those that is hit, always the same ones for a seed; null = all. */
  readonly probability: number | null;
  readonly seed: number;
  /** How long the call waits before anything else happens to it, real milliseconds. */
  readonly latency_ms: number;
  readonly effect: FaultEffect;
  /** Matching calls so far. */
  seen: number;
}

/** What happens to a call that is hit. */
export type FaultEffect =
  | { readonly kind: "status"; readonly status: number; readonly code: number; readonly message: string }
  | { readonly kind: "rate-limit"; readonly daily: boolean }
  | { readonly kind: "latency"; readonly ms: number }
  /** The connection breaks; `after` = once the effect has happened, so that only the answer is lost. */
  | { readonly kind: "drop"; readonly after: boolean }
  /** The body is not what was waited for; `after` = the call took place. */
  | { readonly kind: "garbage"; readonly what: "empty" | "html" | "truncated"; readonly after: boolean }
  /** Zoom's error with quotes that nobody escaped. */
  | { readonly kind: "invalid-json" }
  /** The message of an error comes in another language; its code stays. */
  | { readonly kind: "localised"; readonly language: Language }
  /** The token that the call brought is expired from now on. */
  | { readonly kind: "expired-token" }
  /** To a regional host of Zoom's; null = to this machine under its other name (127.0.0.1, localhost). */
  | { readonly kind: "redirect"; readonly status: 301 | 302 | 307 | 308; readonly region: string | null };
