import { AsyncLocalStorage } from "node:async_hooks";

import type { HttpExchange } from "#workflows";

type Fetch = typeof globalThis.fetch;
type Keep = (exchange: HttpExchange) => void;

const keeper = new AsyncLocalStorage<Keep>();

/** Runs `work`; every call that it makes through a recording fetch is kept, whoever makes it on its behalf. */
export const keepCalls = async <Value>(keep: Keep, work: () => Promise<Value>): Promise<Value> =>
  await keeper.run(keep, work);

const headersOf = (headers: RequestInit["headers"]): Record<string, string> => Object.fromEntries(new Headers(headers));

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "no answer";
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** Statuses whose Response may not have a body. */
const bodiless = new Set([101, 204, 205, 304]);

/** A fetch whose calls are kept where a step is at work, and go straight through where none is. */
export const recordingFetch =
  (inner: Fetch, clock: () => number): Fetch =>
  async (input, init) => {
    const keep = keeper.getStore();
    if (keep === undefined) return await inner(input, init);
    const at = clock();
    const body = init?.body;
    const call = {
      method: init?.method ?? "GET",
      url: input instanceof Request ? input.url : String(input),
      request: { headers: headersOf(init?.headers), ...(typeof body === "string" ? { body } : {}) },
      at,
    };
    try {
      const response = await inner(input, init);
      const text = await response.text();
      const { status, headers } = response;
      keep({ ...call, ms: clock() - at, response: { status, headers: Object.fromEntries(headers), body: text } });
      return new Response(bodiless.has(status) ? null : text, { status, headers });
    } catch (error) {
      keep({ ...call, ms: clock() - at, error: reasonOf(error) });
      throw error;
    }
  };
