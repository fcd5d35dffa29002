import { exactJson, type ExactValue } from "#base";
import type { Operation } from "#zoom";

import { type AccountClock, createAccountClock } from "./account-clock.ts";
import type { Refusal } from "./answer.ts";
import { awaitSlot } from "./await-slot.ts";
import { backoffMs, maxLimitedTries, maxTries } from "./backoff.ts";
import { clientErrors, LimitError } from "./errors.ts";
import { judge, type Verdict } from "./judge.ts";
import { type ClientOptions, defaultTimeoutMs } from "./options.ts";
import { rawCall, type RawRequest } from "./raw-call.ts";
import { createSend, type Send } from "./send.ts";
import { createTokens, type Tokens } from "./token.ts";
import type { TransportRequest, TransportResponse } from "./transport.ts";

export interface Call {
  readonly operation: Operation;
  /** Id, e-mail or `me`, for operations on one user. */
  readonly userId?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: ExactValue;
  /** `call` when absent. */
  readonly kind?: "call" | "invite";
  /** False for POST: after an unknown outcome it is handed back instead of sent again. */
  readonly repeatable: boolean;
}

/** How a call ended. `unsure`: an earlier try of it, whose answer was lost, may have had an effect. */
export type CallResult =
  | { readonly kind: "done"; readonly value: unknown }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly unsure: boolean }
  | { readonly kind: "lost"; readonly why: string; readonly tries: number }
  | { readonly kind: "deferred"; readonly until: number; readonly reason: string };

export interface Caller {
  readonly clock: AccountClock;
  call(call: Call): Promise<CallResult>;
  /** As `call`, for those that can only succeed or be refused; throws for all else. */
  expect(call: Call): Promise<Extract<CallResult, { kind: "done" | "refused" }>>;
  /** Any call, its answer as it came. */
  raw(request: RawRequest): Promise<TransportResponse>;
  /** Waits before try `failed + 1`. */
  pause(failed: number): Promise<void>;
  /** What the token may do; undefined where nobody knows. @throws RC_CLIENT_TOKEN, RC_CLIENT_UNREACHABLE */
  scopes(): Promise<readonly string[] | undefined>;
}

const named = ({ operation, userId }: Call): string =>
  `${operation.method} ${operation.path.replace("{userId}", userId ?? "{userId}")}`;

/** The error for a call that was lost every time. */
export const unreachable = (what: string, { tries, why }: Extract<CallResult, { kind: "lost" }>): Error =>
  clientErrors.make("RC_CLIENT_UNREACHABLE", `${what} failed ${tries} ${tries === 1 ? "time" : "times"}: ${why}`);

/** How long a call is put off that met per-second limits at every try. */
const patienceMs = 60_000;

const pathOf = ({ operation, userId }: Call): string => {
  if (!operation.path.includes("{userId}")) return operation.path;
  const id = userId ?? "";
  // "." and ".." would vanish from the URL, and the call would hit another resource.
  if (/^\.{0,2}$/.test(id) || !id.isWellFormed()) {
    throw clientErrors.make("RC_CLIENT_INPUT", `${JSON.stringify(id)} is no user id or e-mail address`);
  }
  return operation.path.replace("{userId}", () => encodeURIComponent(id));
};

const requestOf = (options: ClientOptions, call: Call, token: string): TransportRequest => {
  const query = call.query === undefined ? "" : `?${new URLSearchParams(call.query).toString()}`;
  const base = options.baseUrl.replace(/\/+$/, "");
  return {
    method: call.operation.method,
    url: `${base}${pathOf(call)}${query}`,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/json",
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(call.body === undefined ? {} : { body: exactJson.stringify(call.body) }),
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
  };
};

interface Tries {
  lost: number;
  limited: number;
  renewed: boolean;
}

interface Machinery {
  readonly options: ClientOptions;
  readonly clock: AccountClock;
  readonly tokens: Tokens;
  readonly send: Send;
}

interface Tried {
  readonly verdict: Verdict;
  readonly token: string;
}

/** One try: token, budget, request, verdict. The token comes before the budget: a slot must be used on time. */
const tryOnce = async (
  { options, clock, tokens, send }: Machinery,
  call: Call,
  attempt: number,
): Promise<Tried | { readonly deferUntil: number }> => {
  await tokens.current();
  const { operation, kind = "call" } = call;
  const slot = await awaitSlot(options, {
    label: operation.label,
    kind,
    now: clock.now,
    ready: () => tokens.current(),
  });
  if ("deferUntil" in slot) return slot;
  const token = slot.ready;
  const sent = await send(requestOf(options, call, token), attempt);
  if (sent.kind === "lost") return { verdict: sent, token };
  try {
    return { verdict: judge(operation, kind, sent.response, clock.now()), token };
  } catch (error) {
    tokens.forget();
    throw error;
  }
};

/** A 429: nothing happened, so the call may simply be sent again, or must wait for another day. */
const afterLimit = async (
  { options, clock }: Machinery,
  call: Call,
  { limit, message }: Extract<Verdict, { kind: "limited" }>,
  tries: Tries,
): Promise<CallResult | undefined> => {
  tries.limited += 1;
  const { label } = call.operation;
  if (limit.kind !== "second") {
    await options.budget?.block(limit.until, limit.kind, label);
    return { kind: "deferred", until: limit.until, reason: message };
  }
  if (tries.limited >= maxLimitedTries) {
    return {
      kind: "deferred",
      until: clock.now() + patienceMs,
      reason: `${message} (${tries.limited} times in a row)`,
    };
  }
  await options.budget?.block(clock.now() + limit.waitMs, "second", label);
  // Jitter on top: whoever was refused together must not come back together.
  const jitterMs = backoffMs(tries.limited, options.random) / 2;
  await options.sleep(Math.ceil(limit.waitMs + jitterMs), options.signal);
  return undefined;
};

/** After a try: a result ends the call, undefined means that the waiting is over and another try is due. */
const afterTry = async (
  machinery: Machinery,
  call: Call,
  { verdict, token }: Tried,
  tries: Tries,
): Promise<CallResult | undefined> => {
  if (verdict.kind === "done") return verdict;
  if (verdict.kind === "refused") return { ...verdict, unsure: tries.lost > 0 };
  if (verdict.kind === "limited") return await afterLimit(machinery, call, verdict, tries);
  const { options, tokens } = machinery;
  if (verdict.kind === "lost") {
    tries.lost += 1;
    if (!call.repeatable || tries.lost >= maxTries) return { ...verdict, tries: tries.lost };
    await options.sleep(backoffMs(tries.lost, options.random), options.signal);
    return undefined;
  }
  if (tries.renewed) {
    throw clientErrors.make("RC_CLIENT_UNAUTHORIZED", `${named(call)}: a new access token was refused as well`);
  }
  tries.renewed = true;
  await tokens.renew(token);
  return undefined;
};

const run = async (machinery: Machinery, call: Call): Promise<CallResult> => {
  const tries: Tries = { lost: 0, limited: 0, renewed: false };
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryOnce(machinery, call, attempt);
    if ("deferUntil" in tried) {
      return { kind: "deferred", until: tried.deferUntil, reason: "the account's budget for the day is used up" };
    }
    const result = await afterTry(machinery, call, tried, tries);
    if (result !== undefined) return result;
  }
};

/** What every call has in common: token, budget, retries, limits. */
export const createCaller = (options: ClientOptions): Caller => {
  const clock = createAccountClock(options.clock);
  const send = createSend(options, clock);
  const tokens = createTokens(options, send);
  const call = async (what: Call): Promise<CallResult> => await run({ options, clock, tokens, send }, what);
  return {
    clock,
    call,
    async expect(what) {
      const result = await call(what);
      if (result.kind === "deferred") throw new LimitError(named(what), result.until, result.reason);
      if (result.kind === "lost") throw unreachable(named(what), result);
      return result;
    },
    scopes: async () => await tokens.scopes(),
    raw: async (request) => await rawCall({ options, clock, tokens, send }, request),
    pause: async (failed) => await options.sleep(backoffMs(failed, options.random), options.signal),
  };
};
