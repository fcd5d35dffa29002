import { createHmac, timingSafeEqual } from "node:crypto";

import type { Exchange } from "#base";

/** Why a request may not reach what we serve to its owner alone; undefined when it may. */
export interface Refused {
  readonly status: number;
  readonly message: string;
}

export interface GuardOptions {
  readonly adminToken: string | undefined;
  /** True when the host listens off loopback. */
  readonly isExposed: () => boolean;
  /** The path itself carries a one-time secret (a link in a mail): no token needed, and a form may be sent. */
  readonly hasOwnSecret?: boolean;
}

const hostNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const nameOf = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

const isSame = (givenText: string, wantedText: string): boolean => {
  const given = Buffer.from(givenText);
  const wanted = Buffer.from(wantedText);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/** Whether a text is the admin token; false when there is none. */
export const isAdminToken = (given: string, adminToken: string | undefined): boolean =>
  adminToken !== undefined && isSame(given, adminToken);

const cookieName = "rollcall_session";

/** The cookie of a browser that has shown the admin token: it says so without holding it, and outlives a restart. */
export const sessionCookie = (adminToken: string): { readonly name: string; readonly value: string } => ({
  name: cookieName,
  value: createHmac("sha256", adminToken).update("rollcall console session").digest("base64url"),
});

const cookieOf = (exchange: Exchange): string => {
  const pairs = text(exchange.headers["cookie"]).split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? "";
};

const isToken = (exchange: Exchange, adminToken: string | undefined): boolean => {
  if (adminToken === undefined) return false;
  const given = text(exchange.headers["authorization"]).replace(/^bearer\s+/i, "");
  return isSame(given, adminToken) || isSame(cookieOf(exchange), sessionCookie(adminToken).value);
};

/**
 * Keeps other people's web pages out. A page on another site can make a browser send requests here (its Origin is
 * foreign), and a DNS name can be pointed at 127.0.0.1 (the Host is foreign). A form cannot send JSON, so writes must.
 */
export const guard = (exchange: Exchange, options: GuardOptions): Refused | undefined => {
  if (exchange.inProcess) return undefined;
  const { headers, method } = exchange;
  if (options.isExposed()) {
    if (!options.hasOwnSecret && !isToken(exchange, options.adminToken))
      return {
        status: 401,
        message: "This control plane listens off loopback: send Authorization: Bearer <admin token>.",
      };
  } else if (!hostNames.has(nameOf(text(headers["host"]))))
    return { status: 403, message: `Foreign Host ${text(headers["host"])}: use 127.0.0.1 or localhost.` };
  const origin = text(headers["origin"]);
  if (origin !== "" && origin !== `http://${text(headers["host"])}` && origin !== `https://${text(headers["host"])}`)
    return { status: 403, message: `Foreign Origin ${origin}.` };
  if (method === "GET" || method === "HEAD" || options.hasOwnSecret) return undefined;
  const type = text(headers["content-type"]).toLowerCase();
  if (method === "DELETE" && type === "" && exchange.body.length === 0) return undefined;
  return type === "application/json" || type.startsWith("application/json;")
    ? undefined
    : { status: 415, message: "Writes must be application/json." };
};
