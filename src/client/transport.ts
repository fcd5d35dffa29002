import { hosts } from "#zoom";

export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds for the whole exchange, redirects and body included. */
  readonly timeoutMs: number;
}

export interface TransportResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

/** Carries one request. Throws when there is no complete answer: then nobody knows whether it had an effect. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

const maxRedirects = 3;
const apiHost = new URL(hosts.api).hostname;
const zoomSuffix = apiHost.slice(apiHost.indexOf("."));
const apiHosts: ReadonlySet<string> = new Set([
  apiHost,
  ...hosts.regions.map((region) => apiHost.replace(".", `-${region}.`)),
]);

/** Credentials go only to where they went before, or from one of Zoom's API hosts to another. */
const mayFollow = (from: URL, to: URL): boolean =>
  to.origin === from.origin ||
  (from.hostname.endsWith(zoomSuffix) && to.protocol === "https:" && to.port === "" && apiHosts.has(to.hostname));

const target = (from: string, response: Response): string | undefined => {
  const location = response.headers.get("location");
  if (response.status < 301 || response.status > 308 || response.status === 304 || location === null) return undefined;
  const to = URL.parse(location, from);
  return to !== null && mayFollow(new URL(from), to) ? to.href : undefined;
};

/**
 * The network through `fetch`. Redirects are followed at most three times, to the same origin or from Zoom to one of
 * its regional API hosts, with method, body and Authorization kept; any other redirect is handed back as it is.
 * @source ZN#257 (client code): the API may redirect to a regional host, and Authorization must be sent again.
 */
export const fetchTransport =
  (fetch: typeof globalThis.fetch): Transport =>
  async ({ method, url, headers, body, timeoutMs }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    let at = url;
    for (let hop = 0; ; hop += 1) {
      const response = await fetch(at, {
        method,
        headers,
        redirect: "manual",
        signal,
        ...(body === undefined ? {} : { body }),
      });
      const next = hop < maxRedirects ? target(at, response) : undefined;
      if (next === undefined) {
        return { status: response.status, headers: response.headers, text: await response.text() };
      }
      await response.body?.cancel();
      at = next;
    }
  };
