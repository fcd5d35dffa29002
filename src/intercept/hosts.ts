import { hosts } from "#zoom";

import { interceptErrors } from "./errors.ts";

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/;

/** This machine: nothing leaves it, so it needs no permission. */
export const isLoopback = (host: string): boolean => loopback.test(host);

const isBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** Any host of Zoom's: global, regional, vanity, government. A call to one must never reach the real Zoom. */
export const isZoom = (host: string): boolean => hosts.domains.some((domain) => isBelow(host, domain));

/** Where a connection wants to go. */
export interface Destination {
  /** Lower case, without brackets or the dot at the end. */
  readonly host: string;
  readonly port: number;
}

/** `host:port` of a CONNECT or Host header; undefined when it is none. */
export const readDestination = (text: string, defaultPort: number): Destination | undefined => {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:/?#@\s]+))(?::(\d{1,5}))?$/i.exec(text);
  const host = (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, "");
  const port = match?.[3] === undefined ? defaultPort : Number(match[3]);
  return host === undefined || host === "" || port < 1 || port > 65_535 ? undefined : { host, port };
};

/** Whether a connection may leave for its destination. */
export type Permits = (destination: Destination) => boolean;

interface Rule {
  readonly host: string;
  readonly below: boolean;
  readonly port: number | undefined;
}

const readRule = (text: string): Rule => {
  const below = text.startsWith("*.");
  const found = readDestination(below ? text.slice(2) : text, 1);
  if (found === undefined || found.host.includes("*"))
    throw interceptErrors.make("RC_INTERCEPT_ALLOW", `"${text}" is no host`);
  if (isZoom(found.host))
    throw interceptErrors.make("RC_INTERCEPT_ALLOW", `"${text}" is Zoom's: it is answered here and never let through`);
  return { host: found.host, below, port: /:\d+$/.test(text) ? found.port : undefined };
};

/**
 * Reads `example.com`, `*.example.com` (hosts below it) and either with `:port`.
 * @throws RC_INTERCEPT_ALLOW
 */
export const readPermits = (allowed: readonly string[]): Permits => {
  const rules = allowed.map(readRule);
  return ({ host, port }) =>
    isLoopback(host) ||
    rules.some(
      (rule) =>
        (rule.port === undefined || rule.port === port) &&
        (rule.below ? host.endsWith(`.${rule.host}`) : host === rule.host),
    );
};
