import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";

import type { Clock } from "#base";

import { type Issuer, makeCertificate, pem } from "./certificate.ts";

/** A certificate authority that lives as long as the process; its private key is nowhere but in memory. */
export interface Authority {
  /** What a client must trust, DER. */
  readonly certificate: Buffer;
  /** A certificate for one host, made when it is first asked for. */
  contextFor(host: string): SecureContext;
}

const dayMs = 86_400_000;
/** A longer life is refused by Apple's libraries. */
const lifeDays = 30;
/** More hosts than a program of good will names; beyond it certificates are made anew each time. */
const maxContexts = 1000;

const keyPair = (): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } =>
  generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Its certificates count from a day ago, for clocks that are slow, to 30 days from now. */
export const createAuthority = (clock: Clock): Authority => {
  const now = clock();
  const validity = { from: new Date(now - dayMs), until: new Date(now + lifeDays * dayMs) };
  const issuer: Issuer = { commonName: "Rollcall, throw-away authority of one run", ...keyPair() };
  const certificate = makeCertificate({ subject: issuer, issuer, hosts: [], ...validity });
  const leaf = keyPair();
  const key = leaf.privateKey.export({ type: "pkcs8", format: "pem" });
  const contexts = new Map<string, SecureContext>();
  return {
    certificate,
    contextFor(host) {
      const known = contexts.get(host);
      if (known !== undefined) return known;
      // A common name has at most 64 characters; the name that counts is the alternative one.
      const subject = { commonName: host.slice(0, 64), publicKey: leaf.publicKey };
      const own = makeCertificate({ subject, issuer, hosts: [host], ...validity });
      const context = createSecureContext({ key, cert: pem(own) + pem(certificate) });
      if (contexts.size < maxContexts) contexts.set(host, context);
      return context;
    },
  };
};
