/** A subscription to events of one account. */
export interface Webhook {
  readonly id: string;
  readonly account: string;
  readonly url: string;
  /** Names of events; "*" = all. */
  readonly events: readonly string[];
  readonly secret: string;
  readonly createdAt: number;
  /** Only `valid` and `unchecked` (skip_validation) ones receive. */
  state: "valid" | "unchecked" | "invalid";
  /** Why it is invalid; "" otherwise. */
  problem: string;
  /** When its endpoint is asked again, milliseconds on the emulator's clock; null = never. */
  checkAt: number | null;
  /** The app it belongs to, where it belongs to one. */
  readonly clientId?: string;
  readonly name?: string;
  readonly scope?: SubscriptionScope;
  /** With the scope `user`: whose events it gets. */
  userIds?: readonly string[];
  /** `openapi`: the app made it itself, and may change it. */
  readonly source?: "default" | "openapi";
}

export type SubscriptionScope = "user" | "account" | "master_account";

/** One try to deliver an event. */
export interface Attempt {
  /** Milliseconds on the emulator's clock. */
  readonly at: number;
  /** null = there was no answer. */
  readonly status: number | null;
  readonly ms: number;
  /** "" = it was delivered. */
  readonly error: string;
}

/** One event on its way to one subscription. */
export interface Delivery {
  readonly id: string;
  readonly account: string;
  readonly webhook: string;
  readonly event: string;
  /** What is signed and sent, to the byte. */
  readonly body: string;
  readonly createdAt: number;
  /** The delivery whose event this one sends again; null = none. */
  readonly replayOf: string | null;
  state: "waiting" | "delivered" | "dropped";
  /** When it is tried next, milliseconds on the emulator's clock; null = not again. */
  nextAt: number | null;
  /** Why it was dropped; "" otherwise. */
  note: string;
  attempts: readonly Attempt[];
}
