import type { HeaderPairs } from "#base";
import type { StepDeps } from "#steps";
import { sendOutbound } from "#system";

import { serverErrors } from "../errors.ts";

/** Hosts that may be private, `host` or `host:port`, with commas between. */
const allowedHosts = (env: Readonly<Record<string, string | undefined>>): readonly string[] =>
  (env["ROLLCALL_ALLOW_HOSTS"] ?? "")
    .split(",")
    .flatMap((host) => (host.trim() === "" ? [] : [host.trim().toLowerCase()]));

const headersOf = (pairs: HeaderPairs): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < pairs.length; at += 2) headers[pairs[at]?.toLowerCase() ?? ""] = pairs[at + 1] ?? "";
  return headers;
};

/**
 * Sends a request anywhere but to Zoom: to public addresses, and to private ones that ROLLCALL_ALLOW_HOSTS names.
 * @throws RC_SERVER_OUTBOUND, RC_SERVER_UNREACHABLE
 */
export const makeOutbound =
  (env: Readonly<Record<string, string | undefined>>): StepDeps["outbound"] =>
  async ({ method, url, headers, body, signal, credential }) => {
    if (credential !== undefined)
      throw serverErrors.make("RC_SERVER_OUTBOUND", `no credential is called "${credential}"`);
    const result = await sendOutbound(
      { method, url, headers, ...(body === undefined ? {} : { body }) },
      { allowPrivate: allowedHosts(env), signal },
    );
    if (result.ok) {
      const { status, headers: answered, body: bytes } = result.answer;
      return { status, headers: headersOf(answered), body: new TextDecoder().decode(bytes) };
    }
    const { kind, message } = result.failure;
    const code = kind === "timeout" || kind === "unreachable" ? "RC_SERVER_UNREACHABLE" : "RC_SERVER_OUTBOUND";
    throw serverErrors.make(code, message);
  };
