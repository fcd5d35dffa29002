import type { HeaderPairs } from "#base";
import { createHmac } from "node:crypto";

import type { Credentials } from "#accounts";
import type { OutboundAuth, StepDeps } from "#steps";
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

/** The header that proves who sends: made from the secret, which is opened for the URL's host alone. */
const authHeader = async (
  credentials: Pick<Credentials, "open">,
  { type, credential, header }: OutboundAuth,
  { url, body = "" }: { readonly url: string; readonly body?: string | undefined },
): Promise<Record<string, string>> => {
  const secret = await credentials.open(credential, URL.parse(url)?.host ?? "");
  if (type === "bearer") return { [header ?? "Authorization"]: `Bearer ${secret}` };
  if (type === "basic")
    return { [header ?? "Authorization"]: `Basic ${Buffer.from(secret, "utf8").toString("base64")}` };
  return { [header ?? "X-Signature"]: `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
};

/**
 * Sends a request anywhere but to Zoom: to public addresses, and to private ones that ROLLCALL_ALLOW_HOSTS names.
 * @throws RC_SERVER_OUTBOUND, RC_SERVER_UNREACHABLE, RC_ACCOUNTS_CREDENTIAL_MISSING, RC_ACCOUNTS_CREDENTIAL_HOST
 */
export const makeOutbound =
  (env: Readonly<Record<string, string | undefined>>, credentials: Pick<Credentials, "open">): StepDeps["outbound"] =>
  async ({ method, url, headers, body, signal, auth }) => {
    const proof = auth === undefined ? {} : await authHeader(credentials, auth, { url, body });
    const result = await sendOutbound(
      { method, url, headers: { ...headers, ...proof }, ...(body === undefined ? {} : { body }) },
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
