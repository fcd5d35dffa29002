import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

import type { Answer, AnswerStream, Exchange } from "#base";

import { DirectRequest } from "./direct-request.ts";
import { errorCode, systemErrors } from "./errors.ts";

export type Dispatch = (exchange: Exchange) => Answer | Promise<Answer>;

export interface ServeOptions {
  /** An address of this machine, such as 127.0.0.1; 0.0.0.0 and :: mean all of them. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** A longer body is answered with 413 without being read. */
  readonly maxBodyBytes: number;
  /** Receives what a dispatch threw; the caller only saw a plain 500. */
  readonly onError?: (error: unknown, exchange: Exchange) => void;
}

type ListenerOptions = Pick<ServeOptions, "maxBodyBytes" | "onError">;

export interface Serving extends AsyncDisposable {
  /** Such as http://127.0.0.1:8080, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Takes no more connections, ends idle ones at once and the others after `graceMs` (2,000 unless told). */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}

// Not by `import`: an import reads every export of node:http, and one of them (WebSocket) loads all of undici, a third
// of the start of a bare server and 10 MB.
const { createServer } = process.getBuiltinModule("node:http");

const noBody = new Uint8Array(0);
const lingerMs = 500;
const jsonHeaders = ["content-type", "application/json;charset=UTF-8"];

const hasDate = (headers: readonly string[]): boolean => {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index];
    if (name?.length === 4 && name.toLowerCase() === "date") return true;
  }
  return false;
};

/** A caller that does not read is let go at this: it comes back and asks for what it missed. */
const maxUnreadBytes = 1_048_576;

const sendStream = (response: ServerResponse, { status, headers }: Answer, stream: AnswerStream): void => {
  response.writeHead(status, headers.slice());
  response.flushHeaders();
  const stop = stream((piece) => {
    if (response.writableLength > maxUnreadBytes) response.destroy();
    else response.write(piece);
  });
  response.once("close", stop);
};

const send = (response: ServerResponse, answer: Answer): void => {
  const { status, headers, body, lost, stream } = answer;
  if (lost === true) {
    response.req.socket.destroy();
    return;
  }
  if (stream !== undefined) {
    sendStream(response, answer, stream);
    return;
  }
  // A flat array is what node:http writes fastest; a 204 or 304 must not carry a length.
  const hasLength = status !== 204 && status !== 304;
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  if (hasDate(headers)) response.sendDate = false;
  response.writeHead(status, hasLength ? [...headers, "content-length", String(length)] : headers.slice());
  // ASCII is the same in latin-1, and that is written without a look at each character.
  if (typeof body === "string" && length === body.length) response.end(body, "latin1");
  else response.end(body);
};

const problem = (status: number, message: string): Answer => ({
  status,
  headers: jsonHeaders,
  body: JSON.stringify({ code: status, message }),
});

const refuseBody = (request: DirectRequest, response: ServerResponse, maxBodyBytes: number): void => {
  const { status, headers, body } = problem(413, `The request body is larger than ${maxBodyBytes} bytes.`);
  response.writeHead(status, [...headers, "content-length", String(body.length), "connection", "close"]);
  response.write(body);
  // Let a caller that is still sending read the answer first: a reset would throw it away.
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  response.once("close", end);
  request.takeBody((piece) => {
    if (piece === null) end();
  });
};

const exchangeOf = (request: IncomingMessage, body: Uint8Array): Exchange => {
  const url = request.url ?? "/";
  const mark = url.indexOf("?");
  return {
    method: request.method ?? "GET",
    path: mark === -1 ? url : url.slice(0, mark),
    query: mark === -1 ? "" : url.slice(mark + 1),
    headers: request.headers,
    body,
  };
};

const keep = (streams: Set<ServerResponse>, response: ServerResponse): void => {
  streams.add(response);
  response.once("close", () => streams.delete(response));
};

/**
 * What node:http calls for each request: takes the body, asks the dispatch, writes its answer. For hosts that do not
 * listen themselves; they create their server with `IncomingMessage: DirectRequest`.
 * @param streams receives the answers that go on, for as long as they do
 */
export const requestListener = (
  dispatch: Dispatch,
  { maxBodyBytes, onError }: ListenerOptions,
  streams = new Set<ServerResponse>(),
): ((request: DirectRequest, response: ServerResponse) => void) => {
  const fail = (response: ServerResponse, exchange: Exchange, error: unknown): void => {
    onError?.(error, exchange);
    if (response.headersSent) response.destroy();
    else send(response, problem(500, "Internal error."));
  };
  const reply = (response: ServerResponse, ready: Answer): void => {
    send(response, ready);
    if (ready.stream !== undefined) keep(streams, response);
  };
  const answerLater = async (response: ServerResponse, exchange: Exchange, answer: Promise<Answer>): Promise<void> => {
    try {
      reply(response, await answer);
    } catch (error) {
      fail(response, exchange, error);
    }
  };
  const answer = (request: IncomingMessage, response: ServerResponse, body: Uint8Array): void => {
    const exchange = exchangeOf(request, body);
    try {
      const result = dispatch(exchange);
      if ("then" in result) void answerLater(response, exchange, result);
      else reply(response, result);
    } catch (error) {
      fail(response, exchange, error);
    }
  };
  return (request, response) => {
    const length = request.headers["content-length"];
    if (request.headers["transfer-encoding"] === undefined && (length === undefined || length === "0")) {
      answer(request, response, noBody);
      return;
    }
    if (length !== undefined && Number(length) > maxBodyBytes) {
      refuseBody(request, response, maxBodyBytes);
      return;
    }
    let first: Uint8Array | undefined;
    let more: Uint8Array[] | undefined;
    let size = 0;
    // A caller that goes away in mid-body causes no end, hence no dispatch.
    request.takeBody((piece) => {
      if (piece === null) {
        answer(request, response, more === undefined ? (first ?? noBody) : Buffer.concat(more, size));
        return;
      }
      size += piece.length;
      if (size > maxBodyBytes) refuseBody(request, response, maxBodyBytes);
      else if (first === undefined) first = piece;
      else (more ??= [first]).push(piece);
    });
  };
};

const listen = async (server: Server, { host, port }: ServeOptions): Promise<AddressInfo> => {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once("error", (error) => {
    reject(
      errorCode(error) === "EADDRINUSE"
        ? systemErrors.make("RC_SYSTEM_PORT_TAKEN", `port ${port} on ${host} is in use`, { cause: error })
        : systemErrors.make("RC_SYSTEM_LISTEN_FAILED", `cannot listen on ${host}, port ${port}: ${error.message}`, {
            cause: error,
          }),
    );
  });
  server.listen({ host, port }, () => {
    resolve(undefined);
  });
  await promise;
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("the server has no port");
  return address;
};

const urlHost = (host: string): string => {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
};

/**
 * Answers HTTP on this machine. A dispatch that returns a plain answer costs no promise; an answer's `Date` header
 * replaces the machine's.
 * @throws RC_SYSTEM_PORT_TAKEN, RC_SYSTEM_LISTEN_FAILED
 */
export const serve = async (dispatch: Dispatch, options: ServeOptions): Promise<Serving> => {
  // Streams end by themselves when their caller goes, never before: a server that closes ends them first.
  const streams = new Set<ServerResponse>();
  const handle = requestListener(dispatch, options, streams);
  // Connections that have not asked anything yet (browsers open some in advance): node:http does not call them idle.
  // Not by listening for "data": a listener takes the socket off node:http's fast path.
  const silent = new Set<Socket>();
  // A request without a body then costs no stream; older Nodes do not know the option and do without.
  const server = createServer({ IncomingMessage: DirectRequest, optimizeEmptyRequests: true }, (request, response) => {
    if (silent.size > 0) silent.delete(request.socket);
    handle(request, response);
  });
  server.on("connection", (socket: Socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  const { port } = await listen(server, options);
  const end = async (graceMs: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    server.close(() => {
      resolve(undefined);
    });
    for (const socket of silent) socket.destroy();
    for (const response of streams) response.end();
    // A connection that becomes idle while we wait is not ended by close() alone.
    const sweep = setInterval(() => {
      server.closeIdleConnections();
    }, 20);
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    await promise;
    clearInterval(sweep);
    clearTimeout(cut);
  };
  let closing: Promise<void> | undefined;
  const close = async ({ graceMs = 2000 }: { readonly graceMs?: number } = {}): Promise<void> => {
    closing ??= end(graceMs);
    await closing;
  };
  return { url: `http://${urlHost(options.host)}:${port}`, port, close, [Symbol.asyncDispose]: () => close() };
};
