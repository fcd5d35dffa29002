import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import type { Exchange } from "#base";

import type { Definition } from "../definition/schema.ts";

type Auth = NonNullable<NonNullable<Definition["trigger"]["http"]>["auth"]>;

const header = (exchange: Exchange, name: string): string => {
  const value = exchange.headers[name.toLowerCase()];
  return typeof value === "string" ? value : "";
};

// Hashes have one length, so that neither time nor length tells anything about the secret.
const same = (given: string, wanted: string): boolean =>
  timingSafeEqual(createHash("sha256").update(given).digest(), createHash("sha256").update(wanted).digest());

/** Whether a call proves that it may trigger the workflow. */
export const isAuthorized = (exchange: Exchange, auth: Auth, secret: string): boolean => {
  if (secret === "") return false;
  if (auth.type === "bearer") return same(header(exchange, "authorization").replace(/^bearer\s+/i, ""), secret);
  if (auth.type === "basic")
    return same(header(exchange, "authorization"), `Basic ${Buffer.from(secret, "utf8").toString("base64")}`);
  const given = header(exchange, auth.header).replace(/^(?:sha256|v0)=/i, "");
  const mac = createHmac("sha256", secret).update(exchange.body);
  const digest = mac.digest();
  return same(given.toLowerCase(), digest.toString("hex")) || same(given, digest.toString("base64"));
};
