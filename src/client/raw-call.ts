import type { RateLabel } from "#zoom";

import type { AccountClock } from "./account-clock.ts";
import { readBody } from "./answer.ts";
import { awaitSlot } from "./await-slot.ts";
import { backoffMs, maxLimitedTries, maxTries } from "./backoff.ts";
import { clientErrors, LimitError } from "./errors.ts";
import { type ClientOptions, defaultTimeoutMs } from "./options.ts";
import { readRateAnswer } from "./rate-answer.ts";
import type { Send } from "./send.ts";
import type { Tokens } from "./token.ts";
import type { TransportResponse } from "./transport.ts";

/** A call of any of Zoom's operations, known to us or not. */
export interface RawRequest {
  readonly method: string;
  /** Path and query below the base URL, encoded: `/users?status=active`. */
  readonly target: string;
  /** Without Authorization. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The operation's rate label; Light unless told. */
  readonly label?: RateLabel;
  /** `invite` for POST /users with action `create`; `call` unless told. */
  readonly kind?: "call" | "invite";
}

interface Machinery {
  readonly options: ClientOptions;
  readonly clock: AccountClock;
  readonly tokens: Tokens;
  readonly send: Send;
}

/** Repeating these changes nothing more than sending them once. */
const repeatable = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]);
const patienceMs = 60_000;

const targetOf = ({ options }: Machinery, { target }: RawRequest): string => {
  const base = options.baseUrl.replace(/\/+$/, "");
  const url = `${base}${target.startsWith("/") ? "" : "/"}${target}`;
  // "..", encoded or not, and "@" could lead the token elsewhere.
  if (URL.parse(url)?.href.startsWith(`${base}/`) === true) return url;
  throw clientErrors.make("RC_CLIENT_INPUT", `${target} is no path below ${base}`);
};

/** A slot of the budget, and the token that is valid in it. */
const reserve = async (
  { options, clock, tokens }: Machinery,
  { label = "Light", kind = "call" }: RawRequest,
  what: string,
): Promise<string> => {
  // The token comes before the budget: a slot must be used on time.
  await tokens.current();
  const slot = await awaitSlot(options, { label, kind, now: clock.now, ready: () => tokens.current() });
  if ("deferUntil" in slot) throw new LimitError(what, slot.deferUntil, "the account's budget for the day is used up");
  return slot.ready;
};

/** A 429: waits for a short limit, throws for one of the day. */
const afterLimit = async (
  { options, clock }: Machinery,
  { label = "Light", kind = "call" }: RawRequest,
  response: TransportResponse,
  { limited, what }: { readonly limited: number; readonly what: string },
): Promise<void> => {
  const body = readBody(response.status, response.text);
  const refusal = body.kind === "error" ? body.refusal : { status: 429, code: 429, message: "too many requests" };
  const limit = readRateAnswer(response, refusal, { kind, label }, clock.now());
  if (limit.kind !== "second") {
    await options.budget?.block(limit.until, limit.kind, label);
    throw new LimitError(what, limit.until, refusal.message);
  }
  if (limited >= maxLimitedTries) throw new LimitError(what, clock.now() + patienceMs, refusal.message);
  await options.budget?.block(clock.now() + limit.waitMs, "second", label);
  await options.sleep(Math.ceil(limit.waitMs + backoffMs(limited, options.random) / 2), options.signal);
};

/**
 * Sends any call with the account's token, within its budget. 429 is waited out, 401 answered with one new token, and
 * what may be repeated is, when no answer comes; every other answer is handed back as it is.
 * @throws LimitError for a limit of the day; RC_CLIENT_UNREACHABLE, RC_CLIENT_UNAUTHORIZED, RC_CLIENT_INPUT
 */
export const rawCall = async (machinery: Machinery, request: RawRequest): Promise<TransportResponse> => {
  const { options, tokens, send } = machinery;
  const { method, body } = request;
  const url = targetOf(machinery, request);
  const what = `${method} ${request.target.split("?")[0] ?? ""}`;
  let [lost, limited, renewed] = [0, 0, false];
  for (let attempt = 1; ; attempt += 1) {
    const token = await reserve(machinery, request, what);
    const sent = await send(
      {
        method,
        url,
        headers: { accept: "application/json", ...request.headers, authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body }),
        timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      },
      attempt,
    );
    if (sent.kind === "answered" && sent.response.status === 429) {
      limited += 1;
      await afterLimit(machinery, request, sent.response, { limited, what });
    } else if (sent.kind === "answered" && sent.response.status === 401 && !renewed) {
      renewed = true;
      await tokens.renew(token);
    } else if (
      sent.kind === "answered" &&
      (sent.response.status < 500 || !repeatable.has(method) || lost + 1 >= maxTries)
    )
      return sent.response;
    else {
      lost += 1;
      const why = sent.kind === "lost" ? sent.why : `HTTP ${sent.response.status}`;
      if (!repeatable.has(method) || lost >= maxTries)
        throw clientErrors.make(
          "RC_CLIENT_UNREACHABLE",
          `${what} failed ${lost} ${lost === 1 ? "time" : "times"}: ${why}`,
        );
      await options.sleep(backoffMs(lost, options.random), options.signal);
    }
  }
};
