import type { AccountClock } from "./account-clock.ts";
import type { ClientOptions } from "./options.ts";
import type { TransportRequest, TransportResponse } from "./transport.ts";

/** `lost`: no complete answer came, so nobody knows whether the request had an effect. */
export type Sent =
  | { readonly kind: "answered"; readonly response: TransportResponse }
  | { readonly kind: "lost"; readonly why: string };

/** Sends one request, reports it and learns the account's time from the answer. */
export type Send = (request: TransportRequest, attempt: number) => Promise<Sent>;

const reason = (error: unknown): string => {
  if (!(error instanceof Error)) return "no answer";
  // fetch says "fetch failed" and hides the reason in the cause.
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return error.name === "TimeoutError" ? "no answer in time" : `${error.message}${cause}`;
};

export const createSend =
  (options: ClientOptions, accountClock: AccountClock): Send =>
  async (request, attempt) => {
    options.signal?.throwIfAborted();
    const sentAt = options.clock();
    const report = (status?: number): void => {
      options.onRequest?.({
        method: request.method,
        path: new URL(request.url).pathname,
        ...(status === undefined ? {} : { status }),
        ms: options.clock() - sentAt,
        attempt,
      });
    };
    let response: TransportResponse;
    try {
      response = await options.transport(request);
    } catch (error) {
      report();
      return { kind: "lost", why: reason(error) };
    }
    accountClock.observe(response.headers.get("date"), sentAt, options.clock());
    report(response.status);
    return { kind: "answered", response };
  };
