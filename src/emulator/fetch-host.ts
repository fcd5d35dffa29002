import type { Answer, AnswerStream, Exchange } from "#base";

import type { Dispatch } from "./dispatch.ts";

/** Something with the shape of `fetch`, answered by the emulator without a socket. */
export type FetchHandler = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const noBodyStatus = new Set([101, 103, 204, 205, 304]);

/** Rejects as soon as the caller gives up: a latency fault must be as interruptible as a slow connection. */
const unlessAborted = async (signal: AbortSignal, answer: Promise<Answer>): Promise<Answer> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const give = (): void => {
    reject(signal.reason instanceof Error ? signal.reason : new Error("aborted"));
  };
  signal.addEventListener("abort", give, { once: true });
  try {
    return await Promise.race([answer, promise]);
  } finally {
    signal.removeEventListener("abort", give);
  }
};

const wholeBody = ({ body }: Answer): string | Uint8Array<ArrayBuffer> =>
  typeof body === "string" ? body : new Uint8Array(body);

const pieces = (stream: AnswerStream): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let stop: (() => void) | undefined;
  return new ReadableStream({
    start(controller) {
      stop = stream((piece) => {
        controller.enqueue(encoder.encode(piece));
      });
    },
    cancel() {
      stop?.();
    },
  });
};

/**
 * Offers dispatch in the shape of `fetch`, for tests and edge hosts. A lost answer rejects with a TypeError, as a broken
 * connection does in fetch.
 */
export const createFetchHandler =
  (dispatch: Dispatch): FetchHandler =>
  async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const exchange: Exchange = {
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      headers: Object.fromEntries(request.headers),
      body: new Uint8Array(await request.arrayBuffer()),
      inProcess: true,
    };
    request.signal.throwIfAborted();
    const dispatched = dispatch(exchange);
    const answer = dispatched instanceof Promise ? await unlessAborted(request.signal, dispatched) : dispatched;
    if (answer.lost) throw new TypeError("fetch failed", { cause: new Error("other side closed") });
    const headers = new Headers();
    for (let at = 0; at < answer.headers.length; at += 2)
      headers.append(answer.headers[at] ?? "", answer.headers[at + 1] ?? "");
    const body = answer.stream === undefined ? wholeBody(answer) : pieces(answer.stream);
    return new Response(noBodyStatus.has(answer.status) ? null : body, { status: answer.status, headers });
  };
