import { accountCredentials, tokenErrors } from "#zoom";
import { z } from "zod";

import { backoffMs, maxTries } from "./backoff.ts";
import { clientErrors } from "./errors.ts";
import { type ClientOptions, type Credentials, defaultTimeoutMs } from "./options.ts";
import type { Send } from "./send.ts";

/** Hands out the bearer token of one account. */
export interface Tokens {
  /** The token in hand, or a new one when it is within 60 s of its end. */
  current(): Promise<string>;
  /** A token other than `refused`; throws RC_CLIENT_UNAUTHORIZED where none can be had. */
  renew(refused: string): Promise<string>;
  /** The next call of `current` asks for a new token: tokens never gain scopes. */
  forget(): void;
  /** What the newest token may do; undefined where Zoom did not say (a token that was given from outside). */
  scopes(): Promise<readonly string[] | undefined>;
}

interface Held {
  readonly token: string;
  readonly receivedAt: number;
  readonly usableMs: number;
  readonly scopes: readonly string[] | undefined;
}

const earlyMs = 60_000;

const grantSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().optional(),
  scope: z.string().optional(),
});
const refusalSchema = z.object({ error: z.string(), reason: z.string().optional() });

const fixes: Readonly<Record<string, string>> = {
  [tokenErrors.invalidClient.error]:
    "Check client id and client secret, and that the app is activated in the Zoom App Marketplace.",
  [tokenErrors.invalidAccount.error]: "Check the account id: it must be the account that owns the app.",
  [tokenErrors.unsupportedGrant.error]: "Use a Server-to-Server OAuth app: other kinds of app cannot do this.",
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const basic = (id: string, secret: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${id}:${secret}`)))}`;

const refused = (status: number, text: string, clientId: string): Error => {
  const body = refusalSchema.safeParse(parseJson(text));
  const { error, reason } = body.success ? body.data : { error: `HTTP ${status}`, reason: undefined };
  const fix = fixes[error];
  return clientErrors.make(
    "RC_CLIENT_TOKEN",
    `no token for client ${clientId}: ${error}${reason === undefined ? "" : ` (${reason})`}`,
    fix === undefined ? {} : { fix },
  );
};

type Grant = { readonly token: string; readonly lifetimeMs: number; readonly scopes: readonly string[] | undefined };

const requestToken = async (
  options: ClientOptions,
  app: Exclude<Credentials, { accessToken: string }>,
  send: Send,
): Promise<Grant> => {
  let why = "";
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    if (attempt > 1) await options.sleep(backoffMs(attempt - 1, options.random), options.signal);
    const sent = await send(
      {
        method: "POST",
        url: options.tokenUrl,
        headers: {
          authorization: basic(app.clientId, app.clientSecret),
          "content-type": "application/x-www-form-urlencoded",
          accept: "application/json",
        },
        body: new URLSearchParams({ grant_type: accountCredentials.grantType, account_id: app.accountId }).toString(),
        timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      },
      attempt,
    );
    if (sent.kind === "lost") {
      why = sent.why;
      continue;
    }
    const { status, text } = sent.response;
    const grant = grantSchema.safeParse(parseJson(text));
    if (status >= 200 && status < 300 && grant.success) {
      const seconds = grant.data.expires_in ?? accountCredentials.lifetimeSeconds;
      const scopes = grant.data.scope?.split(/\s+/).filter((scope) => scope !== "");
      return { token: grant.data.access_token, lifetimeMs: seconds * 1000, scopes };
    }
    if (status >= 400 && status < 500 && status !== 408 && status !== 429) throw refused(status, text, app.clientId);
    why = `HTTP ${status}${status < 300 ? " without a token" : ""}`;
  }
  throw clientErrors.make("RC_CLIENT_UNREACHABLE", `${options.tokenUrl} gave no token in ${maxTries} tries: ${why}`);
};

/** The token's age is counted on the local clock since its receipt, so a difference of clocks does not matter. */
export const createTokens = (options: ClientOptions, send: Send): Tokens => {
  const { credentials } = options;
  if ("accessToken" in credentials) {
    return {
      current: async () => credentials.accessToken,
      renew: async () => {
        throw clientErrors.make("RC_CLIENT_UNAUTHORIZED", "Zoom refused the given access token (HTTP 401)", {
          fix: "Give a fresh access token (they live an hour), or client id and secret to have them renewed.",
        });
      },
      forget: () => undefined,
      scopes: async () => undefined,
    };
  }
  let held: Held | undefined;
  let pending: Promise<string> | undefined;
  const fetchOne = async (): Promise<string> => {
    try {
      const { token, lifetimeMs, scopes } = await requestToken(options, credentials, send);
      held = { token, receivedAt: options.clock(), usableMs: lifetimeMs - Math.min(earlyMs, lifetimeMs / 2), scopes };
      return token;
    } finally {
      pending = undefined;
    }
  };
  const current = async (): Promise<string> => {
    const age = held === undefined ? 0 : options.clock() - held.receivedAt;
    if (held !== undefined && age >= 0 && age < held.usableMs) return held.token;
    pending ??= fetchOne();
    return await pending;
  };
  const forget = (): void => {
    held = undefined;
  };
  return {
    current,
    renew: async (refusedToken) => {
      if (held?.token === refusedToken) forget();
      return await current();
    },
    forget,
    async scopes() {
      await current();
      return held?.scopes;
    },
  };
};
