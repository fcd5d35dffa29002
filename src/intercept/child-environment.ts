import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";

import { hosts } from "#zoom";

import { trustStorePassword } from "./jks.ts";
import type { TrustFiles } from "./trust-files.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The account that a program is to use. */
export interface ChildAccount {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly token: string;
}

export interface ChildOptions {
  readonly env: Environment;
  readonly proxy: { readonly url: string; readonly port: number };
  readonly files: TrustFiles;
  readonly account: ChildAccount;
  /** As given by the user: `example.com`, `*.example.com:8443`. */
  readonly allow: readonly string[];
}

// The same two steps up from src/ and from dist/.
const preload = fileURLToPath(new URL("../../bin/preload.cjs", import.meta.url));

/** As NODE_OPTIONS reads a value. */
const quoted = (path: string): string => `"${path.replaceAll(/["\\]/g, "\\$&")}"`;

const appended = (before: string | undefined, more: string, between = " "): string =>
  before === undefined || before === "" ? more : `${before}${between}${more}`;

const thisMachine = ["localhost", "127.0.0.1", "::1"];

const proxyVariables = (url: string): Environment => ({
  ...Object.fromEntries(
    ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"].flatMap((name) => [
      [name, url],
      [name.toLowerCase(), url],
    ]),
  ),
  // What was exempt before is not any more; a program's own servers are.
  NO_PROXY: thisMachine.join(","),
  no_proxy: thisMachine.join(","),
});

const node = ({ env, proxy, files, allow }: ChildOptions): Environment => ({
  NODE_EXTRA_CA_CERTS: files.authority,
  NODE_USE_ENV_PROXY: "1",
  NODE_OPTIONS: appended(env["NODE_OPTIONS"], `--require ${quoted(preload)}`),
  ROLLCALL_RUN: JSON.stringify({ port: proxy.port, domains: hosts.domains, allow }),
  DENO_CERT: files.authority,
});

const java = ({ env, proxy, files }: ChildOptions): Environment => {
  const properties = {
    "http.proxyHost": "127.0.0.1",
    "http.proxyPort": String(proxy.port),
    "https.proxyHost": "127.0.0.1",
    "https.proxyPort": String(proxy.port),
    "http.nonProxyHosts": "localhost|127.*|[::1]",
    "javax.net.ssl.trustStore": files.javaStore,
    "javax.net.ssl.trustStoreType": "JKS",
    "javax.net.ssl.trustStorePassword": trustStorePassword,
  };
  const options = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
  return { JAVA_TOOL_OPTIONS: appended(env["JAVA_TOOL_OPTIONS"], options.join(" ")) };
};

/** OpenSSL and whatever reads its variables: Python, Ruby, Go, .NET on Linux, Rust with native certificates, Perl. */
const openssl = ({ files }: ChildOptions): Environment => ({
  SSL_CERT_FILE: files.bundle,
  CURL_CA_BUNDLE: files.bundle,
  REQUESTS_CA_BUNDLE: files.bundle,
  PERL_LWP_ENV_PROXY: "1",
  PERL_LWP_SSL_CA_FILE: files.bundle,
  HTTPS_CA_FILE: files.bundle,
  WGETRC: files.wgetrc,
});

/** What programs read their credentials from, and where the emulator is for those that can be told. */
const zoom = ({ account, proxy }: ChildOptions): Environment => ({
  ZOOM_ACCOUNT_ID: account.accountId,
  ZOOM_CLIENT_ID: account.clientId,
  ZOOM_CLIENT_SECRET: account.clientSecret,
  ZOOM_ACCESS_TOKEN: account.token,
  API_BASE_URL: `${proxy.url}/v2`,
  ROLLCALL_EMULATOR_URL: proxy.url,
});

/** The environment of a program whose calls are intercepted: proxy, trust, credentials; everything else as it was. */
export const childEnvironment = (options: ChildOptions): Environment => ({
  ...options.env,
  ...proxyVariables(options.proxy.url),
  ...openssl(options),
  ...node(options),
  ...java(options),
  // An empty entry stands for the directory that PHP was built with.
  PHP_INI_SCAN_DIR: `${options.env["PHP_INI_SCAN_DIR"] ?? ""}${delimiter}${options.files.phpIni}`,
  ...zoom(options),
});
