import { request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import { isIP } from "node:net";

import type { OutboundResponse, StepDeps } from "#steps";

import { serverErrors } from "../errors.ts";
import { guardedLookup, isPrivateAddress, PrivateAddressError } from "./address-guard.ts";

const maxBytes = 10_485_760;

const refuse = (what: string): Error => serverErrors.make("RC_SERVER_OUTBOUND", what);

/** Hosts with their ports that may be private: `127.0.0.1:8080, intranet.example`. */
const allowedHosts = (env: Readonly<Record<string, string | undefined>>): ReadonlySet<string> =>
  new Set(
    (env["ROLLCALL_ALLOW_HOSTS"] ?? "")
      .split(",")
      .flatMap((host) => (host.trim() === "" ? [] : [host.trim().toLowerCase()])),
  );

const exchange = async (
  url: URL,
  isAllowed: boolean,
  { method, headers, body, signal }: Parameters<StepDeps["outbound"]>[0],
): Promise<OutboundResponse> => {
  const { promise, resolve, reject } = Promise.withResolvers<OutboundResponse>();
  const send = url.protocol === "https:" ? requestTls : requestPlain;
  const outgoing = send(url, {
    method,
    headers,
    signal,
    agent: false,
    ...(isAllowed ? {} : { lookup: guardedLookup }),
  });
  outgoing.on("error", reject);
  outgoing.on("response", (incoming) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("error", reject);
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) incoming.destroy(refuse(`${url.host} answered with more than ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    incoming.on("end", () => {
      const pairs = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
        name,
        [value].flat().join(", "),
      ]);
      resolve({
        status: incoming.statusCode ?? 0,
        headers: Object.fromEntries(pairs),
        body: Buffer.concat(chunks).toString("utf8"),
      });
    });
  });
  outgoing.end(body);
  return await promise;
};

/**
 * Sends a request anywhere but to Zoom. Addresses of this machine and of private networks are refused unless their host
 * is named in ROLLCALL_ALLOW_HOSTS; redirects are handed back, not followed.
 * @throws RC_SERVER_OUTBOUND
 */
export const makeOutbound =
  (env: Readonly<Record<string, string | undefined>>): StepDeps["outbound"] =>
  async (request) => {
    const url = URL.parse(request.url);
    if (url === null || !/^https?:$/.test(url.protocol)) throw refuse(`"${request.url}" is no http or https URL`);
    if (request.credential !== undefined) throw refuse(`no credential is called "${request.credential}"`);
    const allowed = allowedHosts(env);
    const isAllowed = allowed.has(url.host) || allowed.has(url.hostname);
    const literal = url.hostname.replace(/^\[|\]$/g, "");
    if (!isAllowed && isIP(literal) !== 0 && isPrivateAddress(literal))
      throw refuse(new PrivateAddressError(url.hostname).message);
    try {
      return await exchange(url, isAllowed, request);
    } catch (error) {
      if (error instanceof PrivateAddressError) throw refuse(error.message);
      if (error instanceof Error && error.name === "RollcallError") throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw serverErrors.make("RC_SERVER_UNREACHABLE", `${url.host} does not answer: ${why}`, { cause: error });
    }
  };
