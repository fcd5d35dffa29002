import { bodyText, redactHeaders, redactText } from "#base";

import {
  defaultLimits,
  type OutboundAnswer,
  OutboundError,
  type OutboundFailure,
  type OutboundLimits,
  type OutboundOptions,
  type OutboundRequest,
  type OutboundResult,
  type RecordedExchange,
  refuse,
} from "./outbound.ts";
import type { Hop } from "./send-hop.ts";

const recordedCharacters = 16_384;
const token = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Whoever sets these could smuggle a second request into the connection. */
const ours = new Set([
  "connection",
  "content-length",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
/** What belongs to one host and does not travel to another. */
const credentials = /^(?:authorization|cookie|proxy-authorization|x-.*(?:key|token|secret|auth).*|api-?key)$/;

const readUrl = (text: string, base?: string): URL => {
  const url = URL.parse(text, base);
  if (url === null) throw refuse("url", "the URL cannot be read");
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw refuse("url", `${url.protocol} is neither http nor https`);
  if (url.username !== "" || url.password !== "")
    throw refuse("url", `the URL of ${url.host} carries credentials: use a header`);
  return url;
};

const readHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> => {
  const checked = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (!token.test(name)) throw refuse("headers", `${JSON.stringify(name)} is no header name`);
    // Only what Latin-1 can carry, and nothing that ends a line: else the value could bring headers of its own.
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw refuse("headers", `the value of header ${name} has characters that no header can carry`);
    if (!ours.has(key)) checked.set(key, value);
  }
  if (!checked.has("accept-encoding")) checked.set("accept-encoding", "gzip, deflate, br");
  return Object.fromEntries(checked);
};

const readMethod = (method: string): string => {
  const upper = method.toUpperCase();
  if (!token.test(method) || upper === "CONNECT" || upper === "TRACE")
    throw refuse("headers", `${JSON.stringify(method)} is no method to send`);
  return upper;
};

const allowedHosts = (names: readonly string[]): ((url: URL) => boolean) => {
  const known = new Set(names.map((name) => name.toLowerCase()));
  return (url) => {
    const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
    return known.has(url.hostname) || known.has(`${url.hostname}:${port}`);
  };
};

/** The next hop of a redirect; undefined when the answer is no redirect. */
const redirected = (hop: Hop, answer: OutboundAnswer): Hop | undefined => {
  const location = answer.headers.find(
    (_, index) => answer.headers[index - 1]?.toLowerCase() === "location" && index % 2 === 1,
  );
  if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return undefined;
  const url = readUrl(location, hop.url.href);
  const { method } = hop;
  const becomesGet = (answer.status === 303 && method !== "HEAD") || (answer.status < 303 && method === "POST");
  const isSameHost = url.host === hop.url.host && (url.protocol === hop.url.protocol || url.protocol === "https:");
  const headers = Object.fromEntries(
    Object.entries(hop.headers).filter(
      ([name]) => (isSameHost || !credentials.test(name)) && !(becomesGet && name.startsWith("content-")),
    ),
  );
  return { ...hop, url, headers, ...(becomesGet ? { method: "GET", body: undefined } : {}) };
};

const explain = (error: unknown, options: OutboundOptions, timeoutMs: number, host: string): OutboundFailure => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof OutboundError) return at.failure;
  if (options.signal?.aborted === true) return { kind: "canceled", message: `the request to ${host} was canceled` };
  if (error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError"))
    return { kind: "timeout", message: `no complete answer from ${host} within ${timeoutMs} ms` };
  return { kind: "unreachable", message: `${host}: ${error instanceof Error ? error.message : String(error)}` };
};

const pairs = (headers: readonly string[]): Record<string, string> => {
  const named = new Map<string, string>();
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = (headers[at] ?? "").toLowerCase();
    const value = headers[at + 1] ?? "";
    const before = named.get(name);
    named.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(named);
};

const makeRecorder = (options: OutboundOptions) => {
  const mask = (text: string): string => options.redact?.(redactText(text)) ?? redactText(text);
  const body = (content: string | Uint8Array): string => {
    const text = bodyText(content);
    // Masked before it is cut: half a secret at the end would not be recognised.
    const masked = mask(text.slice(0, recordedCharacters * 4));
    return masked.length <= recordedCharacters
      ? masked
      : `${masked.slice(0, recordedCharacters)}… (${text.length} in all)`;
  };
  const headers = (named: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(redactHeaders(named)).map(([name, value]) => [name, mask(value)]));
  return { mask, body, headers };
};

type Attempt = (hop: Hop) => Promise<OutboundAnswer>;

/** Makes one hop and notes it, whatever comes of it. */
const recording =
  (options: OutboundOptions, timeoutMs: number, exchanges: RecordedExchange[]): Attempt =>
  async (hop) => {
    const recorder = makeRecorder(options);
    const startedAt = Date.now();
    const begun = performance.now();
    const record = (more: Partial<RecordedExchange>): void => {
      exchanges.push({
        method: hop.method,
        url: recorder.mask(hop.url.href),
        requestHeaders: recorder.headers(hop.headers),
        requestBody: recorder.body(hop.body ?? ""),
        startedAt,
        ms: Math.round(performance.now() - begun),
        ...more,
      });
    };
    try {
      // Loaded when something is sent: node's clients are a quarter of the start of whoever only listens.
      const { sendHop } = await import("./send-hop.ts");
      const { answer, address } = await sendHop(hop);
      record({
        status: answer.status,
        answerHeaders: recorder.headers(pairs(answer.headers)),
        answerBody: recorder.body(answer.body),
        ...(address === undefined ? {} : { address }),
      });
      return answer;
    } catch (error) {
      record({ failure: recorder.mask(explain(error, options, timeoutMs, hop.url.host).message) });
      throw error;
    }
  };

const firstHop = (request: OutboundRequest, options: OutboundOptions, limits: Required<OutboundLimits>): Hop => {
  const body = typeof request.body === "string" ? Buffer.from(request.body) : request.body;
  if ((body?.length ?? 0) > limits.maxRequestBytes)
    throw refuse("size", `the request's body is larger than the limit of ${limits.maxRequestBytes} bytes`);
  const timeout = AbortSignal.timeout(limits.timeoutMs);
  return {
    method: readMethod(request.method),
    url: readUrl(request.url),
    headers: readHeaders(request.headers ?? {}),
    body,
    maxBytes: limits.maxBytes,
    signal: options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]),
    isAllowed: allowedHosts(options.allowPrivate ?? []),
  };
};

/**
 * Sends a request that somebody else wrote: to public addresses only (judged after the look-up, at each connection and
 * each redirect) unless the host is allowed by name; within limits of time and size; with credentials that stay on
 * their host. Never throws for what the request or the network does.
 * @example
 * const result = await sendOutbound({ method: "GET", url: "https://example.com/" }, { limits: { timeoutMs: 5000 } });
 */
export const sendOutbound = async (
  request: OutboundRequest,
  options: OutboundOptions = {},
): Promise<OutboundResult> => {
  const limits = { ...defaultLimits, ...options.limits };
  const exchanges: RecordedExchange[] = [];
  const attempt = recording(options, limits.timeoutMs, exchanges);
  let host = "the URL";
  try {
    let hop = firstHop(request, options, limits);
    for (let hops = 0; ; hops += 1) {
      host = hop.url.host;
      const answer = await attempt(hop);
      const next = limits.maxRedirects === 0 ? undefined : redirected(hop, answer);
      if (next === undefined) return { ok: true, answer, exchanges };
      if (hops >= limits.maxRedirects) {
        const message = `${host} redirects more than ${limits.maxRedirects} times`;
        throw new OutboundError({ kind: "redirects", message });
      }
      hop = next;
    }
  } catch (error) {
    return { ok: false, failure: explain(error, options, limits.timeoutMs, host), exchanges };
  }
};
