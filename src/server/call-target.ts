import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { z } from "zod";

import { emulatorName } from "#accounts";
import type { Operation } from "#catalog";
import type { Emulator } from "#emulator";
import { isPrivateAddress } from "#system";
import { accountCredentials } from "#zoom";

import { emulatorOrigin } from "./emulator-account.ts";
import { serverErrors } from "./errors.ts";
import type { Accounts } from "./open-accounts.ts";

/** Whom a test request goes to. */
export interface CallTarget {
  readonly name: string;
  /** What stands before the operation's path. */
  readonly base: string;
  /** The same as people see it. */
  readonly shownBase: string;
  readonly secret: (environment: string) => string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

export interface TargetDeps {
  readonly emulator: Emulator;
  readonly accounts: Accounts;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The emulator's origin as its callers see it. */
  readonly origin: () => string;
}

const zoomToken = "ZOOM_ACCESS_TOKEN";
export const isZoom = ({ auth }: Operation): boolean => auth.scheme === "bearer" && auth.environment === zoomToken;

const grantSchema = z.object({ access_token: z.string().min(1) });

const named = async ({ accounts }: TargetDeps, name: string): Promise<CallTarget> => {
  const { entry, secret } = accounts.credentials(name);
  const response = await fetch(entry.tokenUrl, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${entry.clientId}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: accountCredentials.grantType, account_id: entry.accountId }),
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  }).catch((error: unknown) => {
    throw serverErrors.make("RC_SERVER_CALL", `${entry.tokenUrl} does not answer`, { cause: error });
  });
  const grant = grantSchema.safeParse(await response.json().catch(() => undefined));
  if (!grant.success)
    throw serverErrors.make("RC_SERVER_CALL", `${entry.tokenUrl} gave no token: HTTP ${response.status}`, {
      fix: "Check the account's id, client id and secret.",
    });
  return { name, base: entry.baseUrl, shownBase: entry.baseUrl, secret: () => grant.data.access_token, fetch };
};

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** Who names this machine means it; a name that turns out to lead into a network does not get there. */
const refusePrivate = async (base: string): Promise<void> => {
  const host = new URL(base).hostname.replaceAll(/^\[|\]$/g, "");
  if (loopback.test(host)) return;
  const found = isIP(host) === 0 ? await lookup(host, { all: true }).catch(() => []) : [{ address: host }];
  const inside = found.find(({ address }) => isPrivateAddress(address));
  if (inside !== undefined)
    throw serverErrors.make("RC_SERVER_CALL_REFUSED", `${base} leads into a private network (${inside.address})`);
};

/** Another vendor's operation goes to its own server, with the secret of its own environment variable. */
const foreign = async ({ env }: TargetDeps, { servers, id }: Operation): Promise<CallTarget> => {
  const base = (env["API_BASE_URL"]?.trim() || (servers[0] ?? "")).replace(/\/+$/, "");
  if (!/^https?:\/\/[^/]/.test(base) || URL.parse(base) === null)
    throw serverErrors.make("RC_SERVER_CALL", `${id} names no server (${base})`, {
      fix: "Start Rollcall with API_BASE_URL set to its server.",
    });
  await refusePrivate(base);
  const secret = (name: string): string => {
    const value = env[name] ?? "";
    if (value === "")
      throw serverErrors.make("RC_SERVER_CALL", `${id} needs a secret: ${name} is not set`, {
        fix: `Start Rollcall with ${name} set: secrets are never typed into a page.`,
      });
    return value;
  };
  return { name: new URL(base).host, base, shownBase: base, secret, fetch };
};

/**
 * The emulator, a named account or, for an operation that is not Zoom's, its own server.
 * @throws RC_SERVER_CALL, RC_SERVER_CALL_REFUSED, RC_SERVER_ACCOUNT_UNKNOWN
 */
export const openCallTarget = async (deps: TargetDeps, operation: Operation, account: string): Promise<CallTarget> => {
  if (!isZoom(operation)) return await foreign(deps, operation);
  if (account !== emulatorName) return await named(deps, account);
  const { emulator, origin } = deps;
  return {
    name: emulatorName,
    base: `${emulatorOrigin}/v2`,
    shownBase: `${origin()}/v2`,
    secret: () => emulator.account.token,
    fetch: emulator.fetch,
  };
};
