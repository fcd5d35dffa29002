import type { RequestHeaders } from "#base";

/** One request out of the bytes of a connection. */
export interface PlainRequest {
  readonly method: string;
  /** As sent, query and all. */
  readonly url: string;
  readonly headers: RequestHeaders;
  /** Where its body begins, and where the next request does. */
  readonly bodyAt: number;
  readonly end: number;
}

/** Bytes of a head; more is left to node:http, which takes 16 KB. */
const maxHead = 8192;
/** Bytes of a body; more is left to node:http, which hands it over in pieces. */
export const maxPlainBody = 65_536;

const requestLine = /^(GET|POST|PUT|PATCH|DELETE) (\/[\x21-\x7e]*) HTTP\/1\.1$/;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What a head cannot have: control characters, but for tabs and the ends of lines. */
const forbidden = /[^\t\r\n\x20-\x7e\x80-\xff]/;
const digits = /^\d{1,5}$/;

/** Headers that ask for more than an answer, or for another way to send it. */
const unusual: ReadonlySet<string> = new Set([
  "__proto__",
  "expect",
  "http2-settings",
  "set-cookie",
  "transfer-encoding",
  "upgrade",
]);

/** Names as clients write them, with what they are in lower case: looked up, a name is neither checked nor copied. */
const known = new Map<string, string>(
  [
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Connection",
    "Content-Length",
    "Content-Type",
    "Host",
  ]
    .concat(["Origin", "Referer", "Sec-Fetch-Mode", "User-Agent"])
    .flatMap((name): [string, string][] => [
      [name, name.toLowerCase()],
      [name.toLowerCase(), name.toLowerCase()],
    ]),
);

const nameOf = (text: string): string | undefined => {
  const found = known.get(text);
  if (found !== undefined) return found;
  return token.test(text) ? text.toLowerCase() : undefined;
};

const isBlank = (code: number): boolean => code === 32 || code === 9;

const trimmed = (text: string, from: number, to: number): string => {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
};

/** The headers between two places of a head; undefined when one of them is none of a plain request. */
const readHeaders = (head: string, from: number, to: number): Record<string, string> | undefined => {
  const headers: Record<string, string> = {};
  for (let at = from; at < to;) {
    const eol = head.indexOf("\r", at);
    const colon = head.indexOf(":", at);
    // A line ends with both characters, and neither is anywhere else.
    if (head.indexOf("\n", at) !== eol + 1 || colon === -1 || colon > eol) return undefined;
    const name = nameOf(head.slice(at, colon));
    // Which of two values counts depends on the header: node:http knows.
    if (name === undefined || unusual.has(name) || headers[name] !== undefined) return undefined;
    headers[name] = trimmed(head, colon + 1, eol);
    at = eol + 2;
  }
  return headers;
};

/** Whether the beginning of a head may be that of a plain request: nobody waits for the rest of what is none. */
const mayBePlain = (text: string): boolean => {
  const first = text.indexOf("\r\n");
  return first === -1 ? /^[A-Z]/.test(text) : requestLine.test(text.slice(0, first));
};

/**
 * Reads the first request of some bytes, if it is a plain one: HTTP/1.1 with a method and headers that most programs
 * send, each header once, a body of known length, the connection kept. About anything else it says `unusual`, without
 * judging: that is for node:http, which knows all of HTTP.
 */
export const readPlainRequest = (bytes: Buffer): PlainRequest | "unfinished" | "unusual" => {
  const text = bytes.toString("latin1", 0, Math.min(bytes.length, maxHead));
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return text.length < maxHead && mayBePlain(text) ? "unfinished" : "unusual";
  const head = text.slice(0, end + 2);
  if (forbidden.test(head)) return "unusual";
  const first = head.indexOf("\r\n");
  const line = requestLine.exec(head.slice(0, first));
  const headers = line === null ? undefined : readHeaders(head, first + 2, end + 2);
  if (line === null || headers === undefined || headers["host"] === undefined) return "unusual";
  const { connection, "content-length": length = "0" } = headers;
  if (connection !== undefined && connection.toLowerCase() !== "keep-alive") return "unusual";
  if (!digits.test(length) || Number(length) > maxPlainBody) return "unusual";
  const bodyAt = end + 4;
  const whole = bodyAt + Number(length);
  if (bytes.length < whole) return "unfinished";
  const [, method = "", url = ""] = line;
  return { method, url, headers, bodyAt, end: whole };
};
