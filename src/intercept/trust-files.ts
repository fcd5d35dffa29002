import { X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";

import { pem } from "./certificate.ts";
import { javaTrustStore } from "./jks.ts";

/** Files that make programs trust the authority of one run. No private key is among them. */
export interface TrustFiles {
  /** The authority alone, PEM: for what adds it to what is trusted already. */
  readonly authority: string;
  /** All that is to be trusted, PEM: for what replaces the list. */
  readonly bundle: string;
  readonly javaStore: string;
  /** A directory with one .ini file. */
  readonly phpIni: string;
  readonly wgetrc: string;
}

export interface TrustOptions {
  /** An existing directory that is removed after the run. */
  readonly directory: string;
  /** DER. */
  readonly authority: Uint8Array;
  /** True when hosts are let through: the world's authorities must stay trusted then. */
  readonly world: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
}

const onePem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

const readIfThere = (path: string | undefined): string => {
  if (path === undefined || path === "") return "";
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

/** What the environment has programs trust already. */
const bundleVariables = ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"];

const der = (text: string): Uint8Array[] => {
  try {
    return [new X509Certificate(text).raw];
  } catch {
    // Somebody's bundle may hold what this OpenSSL does not read; the others still count.
    return [];
  }
};

/** Writes the files into the directory. */
export const writeTrustFiles = ({ directory, authority, world, env, now }: TrustOptions): TrustFiles => {
  const own = bundleVariables.flatMap((name) => readIfThere(env[name]).match(onePem) ?? []);
  const trusted = [...new Set([...own, ...(world ? rootCertificates : [])].map((text) => `${text.trim()}\n`))];
  const authorityPem = pem(authority);
  const files: TrustFiles = {
    authority: join(directory, "authority.pem"),
    bundle: join(directory, "bundle.pem"),
    javaStore: join(directory, "trust.jks"),
    phpIni: join(directory, "php"),
    wgetrc: join(directory, "wgetrc"),
  };
  const extra = readIfThere(env["NODE_EXTRA_CA_CERTS"]);
  writeFileSync(files.authority, extra === "" ? authorityPem : `${authorityPem}${extra}`);
  writeFileSync(files.bundle, [authorityPem, ...trusted].join(""));
  writeFileSync(files.javaStore, javaTrustStore([authority, ...trusted.flatMap(der)], now));
  mkdirSync(files.phpIni);
  writeFileSync(
    join(files.phpIni, "rollcall.ini"),
    `curl.cainfo="${files.bundle}"\nopenssl.cafile="${files.bundle}"\n`,
  );
  // WGETRC replaces the user's own file.
  const wgetrc = readIfThere(env["WGETRC"] ?? join(homedir(), ".wgetrc"));
  writeFileSync(files.wgetrc, `${wgetrc}\nca_certificate = ${files.bundle}\n`);
  return files;
};
