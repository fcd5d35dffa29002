// What every way of carrying HTTP has in common: an exchange is made, the dispatch is asked, the answer goes back.
import type { Answer, Exchange, RequestHeaders } from "#base";

export type Dispatch = (exchange: Exchange) => Answer | Promise<Answer>;

export interface AnsweringOptions {
  /** A longer body is answered with 413 without being read. */
  readonly maxBodyBytes: number;
  /** Receives what a dispatch threw; the caller only saw a plain 500. */
  readonly onError?: (error: unknown, exchange: Exchange) => void;
}

/** Where the answer to one request goes. */
export interface Caller {
  /** Sends an answer; throws, before anything is sent, when it has headers that HTTP cannot carry. */
  reply(answer: Answer): void;
  /** Sends this instead; ends the connection when an answer is on its way already. */
  fail(instead: Answer): void;
}

export const noBody = new Uint8Array(0);

/** A caller that does not read is let go at this: it comes back and asks for what it missed. */
export const maxUnreadBytes = 1_048_576;

/** An answer of the host itself. */
export const problem = (status: number, message: string): Answer => ({
  status,
  headers: ["content-type", "application/json;charset=UTF-8"],
  body: JSON.stringify({ code: status, message }),
});

/** @param url path and query, as sent */
export const exchangeOf = (method: string, url: string, headers: RequestHeaders, body: Uint8Array): Exchange => {
  const mark = url.indexOf("?");
  return {
    method,
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? "" : url.slice(mark + 1),
    headers,
    body,
  };
};

/** A 204 or 304 must not carry a length. */
export const hasLength = (status: number): boolean => status !== 204 && status !== 304;

/** Asks a dispatch for one answer after the other. What it throws is a plain 500 to the caller. */
export const createAsk = (dispatch: Dispatch, { onError }: AnsweringOptions) => {
  const fail = (caller: Caller, exchange: Exchange, error: unknown): void => {
    onError?.(error, exchange);
    caller.fail(problem(500, "Internal error."));
  };
  const replyLater = async (caller: Caller, exchange: Exchange, answer: Promise<Answer>): Promise<void> => {
    try {
      caller.reply(await answer);
    } catch (error) {
      fail(caller, exchange, error);
    }
  };
  return (caller: Caller, exchange: Exchange): void => {
    try {
      const result = dispatch(exchange);
      if ("then" in result) void replyLater(caller, exchange, result);
      else caller.reply(result);
    } catch (error) {
      fail(caller, exchange, error);
    }
  };
};

export type Ask = ReturnType<typeof createAsk>;
