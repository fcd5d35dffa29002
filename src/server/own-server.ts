import { type Auth, credentialNames, type Operation } from "#catalog";

import { serverErrors } from "./errors.ts";
import type { RequestTarget } from "./send-request.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Of a user and a password one may be empty: some keys are a user without a password. */
const isGiven = ({ scheme }: Auth, value: string | undefined): boolean =>
  value !== undefined && (value !== "" || scheme === "basic");

/**
 * Where another vendor's operation goes: to API_BASE_URL or its own first server, with the secret of its own variables.
 * @throws RC_SERVER_CALL_INCOMPLETE
 */
export const ownServer = ({ auth, id, servers }: Operation, env: Environment): Omit<RequestTarget, "fetch"> => {
  const base = (env["API_BASE_URL"]?.trim() || (servers[0] ?? "")).replace(/\/+$/, "");
  if (!/^https?:\/\/[^/]/.test(base) || URL.parse(base) === null)
    throw serverErrors.make("RC_SERVER_CALL_INCOMPLETE", `${id} names no server (${base})`, {
      fix: "Set API_BASE_URL to its server, in the environment of this command or of `rollcall start`.",
    });
  const missing = credentialNames(auth).find((name) => !isGiven(auth, env[name]));
  if (missing !== undefined)
    throw serverErrors.make("RC_SERVER_CALL_INCOMPLETE", `${id} needs a secret: ${missing} is not set`, {
      fix: `Set ${missing} in the environment of this command or of \`rollcall start\`: secrets are typed into no page.`,
    });
  return { base, secret: (name) => env[name] ?? "" };
};
