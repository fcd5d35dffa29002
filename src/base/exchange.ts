/** Header names in lower case; a repeated header is joined or, for the few that may repeat, an array (as node:http does). */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One request as plain data, whatever carried it: a socket, a Request object or a test. */
export interface Exchange {
  readonly method: string;
  /** The path as sent, still percent-encoded, without the query. */
  readonly path: string;
  /** The query as sent, without the question mark; empty when there is none. */
  readonly query: string;
  readonly headers: RequestHeaders;
  readonly body: Uint8Array;
  /** True when the caller shares our process: nobody else's browser can be behind it. */
  readonly inProcess?: boolean;
}

/** Name, value, name, value: the shape that node:http writes fastest. */
export type HeaderPairs = readonly string[];

/** Starts sending; the function it returns is called once the caller is gone. */
export type AnswerStream = (send: (piece: string) => void) => () => void;

/** One answer as plain data. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderPairs;
  readonly body: string | Uint8Array;
  /** In place of a body: pieces that are sent as they come, for as long as the caller stays. */
  readonly stream?: AnswerStream;
  /** The connection dies instead of carrying this answer: the effect happened, the reply is lost. */
  readonly lost?: true;
}

const utf8 = new TextDecoder();

/** The body of an exchange or answer as text (UTF-8; broken sequences become U+FFFD). */
export const bodyText = (body: string | Uint8Array): string => (typeof body === "string" ? body : utf8.decode(body));
