import { lookup } from "node:dns/promises";
import { isIP } from "node:net";

import { emulatorName } from "#accounts";
import { type Operation, takesZoomToken } from "#catalog";
import type { Emulator } from "#emulator";
import { isPrivateAddress } from "#system";

import { grantToken } from "./account-grant.ts";
import { emulatorOrigin } from "./emulator-account.ts";
import { serverErrors } from "./errors.ts";
import type { Accounts } from "./open-accounts.ts";
import { ownServer } from "./own-server.ts";
import type { RequestTarget } from "./send-request.ts";

/** Whom a test request goes to. */
export interface CallTarget extends RequestTarget {
  readonly name: string;
}

export interface TargetDeps {
  readonly emulator: Emulator;
  readonly accounts: Accounts;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The emulator's origin as its callers see it. */
  readonly origin: () => string;
}

const named = async ({ accounts }: TargetDeps, name: string): Promise<CallTarget> => {
  const { entry, secret } = accounts.credentials(name);
  const token = await grantToken(entry, secret);
  return { name, base: entry.baseUrl, secret: () => token, fetch };
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

/** Another vendor's operation goes to its own server. */
const foreign = async ({ env }: TargetDeps, operation: Operation): Promise<CallTarget> => {
  const target = ownServer(operation, env);
  await refusePrivate(target.base);
  return { ...target, name: new URL(target.base).host, fetch };
};

/**
 * The emulator, a named account or, for an operation that is not Zoom's, its own server.
 * @throws RC_SERVER_CALL, RC_SERVER_CALL_INCOMPLETE, RC_SERVER_CALL_REFUSED, RC_SERVER_ACCOUNT_UNKNOWN
 */
export const openCallTarget = async (deps: TargetDeps, operation: Operation, account: string): Promise<CallTarget> => {
  if (!takesZoomToken(operation.auth)) return await foreign(deps, operation);
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
