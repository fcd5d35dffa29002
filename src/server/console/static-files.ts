import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import type { Answer, Exchange } from "#base";
import { guard } from "#system";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css;charset=UTF-8",
  ".html": "text/html;charset=UTF-8",
  ".js": "text/javascript;charset=UTF-8",
  ".svg": "image/svg+xml",
};

/** Nothing inline, nothing from elsewhere, nobody's frame; our own frames show mails, on a URL with a policy of its own. */
const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const headersOf = (name: string): readonly string[] => [
  "Content-Type",
  types[extname(name)] ?? "application/octet-stream",
  // Names carry a hash of their content, but for the page that names them.
  "Cache-Control",
  name === "index.html" ? "no-cache" : "public, max-age=31536000, immutable",
  "X-Content-Type-Options",
  "nosniff",
  "X-Frame-Options",
  "DENY",
  "Referrer-Policy",
  "no-referrer",
  "Cross-Origin-Opener-Policy",
  "same-origin",
  "Cross-Origin-Resource-Policy",
  "same-origin",
  "Vary",
  "Accept-Encoding",
  "Content-Security-Policy",
  contentPolicy,
];

interface StaticFile {
  readonly headers: readonly string[];
  readonly plain: Uint8Array;
  readonly gzip: Uint8Array;
  readonly brotli: Uint8Array;
}

const read = (directory: string, name: string): StaticFile => {
  const plain = readFileSync(join(directory, name));
  return {
    headers: headersOf(name),
    plain,
    gzip: gzipSync(plain),
    brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  };
};

const encoded = ({ headers, plain, gzip, brotli }: StaticFile, accepted: string): Answer => {
  const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : undefined;
  if (encoding === undefined) return { status: 200, headers, body: plain };
  return { status: 200, headers: [...headers, "Content-Encoding", encoding], body: encoding === "br" ? brotli : gzip };
};

const refusal = (status: number, message: string): Answer => ({
  status,
  headers: ["Content-Type", "text/plain;charset=UTF-8", "Cache-Control", "no-store"],
  body: `${message}\n`,
});

/** Answers the console's own files, `/` and `/assets/…`; undefined for a path that is not one of them. */
export type AnswerStatic = (exchange: Exchange) => Answer | undefined;

/**
 * Serves the built console from memory. They hold no data, so that nobody has to log in for them; undefined when the
 * console was not built.
 */
export const openStaticFiles = (directory: string, isExposed: boolean): AnswerStatic | undefined => {
  if (!existsSync(join(directory, "index.html"))) return undefined;
  const files = new Map<string, StaticFile>();
  const names = new Set(readdirSync(directory));
  const fileOf = (path: string): StaticFile | undefined => {
    const name = path === "/" ? "index.html" : path.slice("/assets/".length);
    const known = files.get(name);
    if (known !== undefined || !names.has(name)) return known;
    const file = read(directory, name);
    files.set(name, file);
    return file;
  };
  return (exchange) => {
    const { path, method, headers } = exchange;
    if (path !== "/" && !path.startsWith("/assets/")) return undefined;
    const refused = guard(exchange, { adminToken: undefined, isExposed: () => isExposed, hasOwnSecret: true });
    if (refused !== undefined) return refusal(refused.status, refused.message);
    if (method !== "GET" && method !== "HEAD") return refusal(405, `${method} is not possible here.`);
    const file = fileOf(path);
    return file === undefined ? refusal(404, "No such file.") : encoded(file, String(headers["accept-encoding"] ?? ""));
  };
};
