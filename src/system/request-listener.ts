// HTTP as node:http carries it: all of it.
import type { ServerResponse } from "node:http";

import type { Answer, AnswerStream } from "#base";

import {
  type AnsweringOptions,
  type Caller,
  createAsk,
  type Dispatch,
  exchangeOf,
  hasLength,
  maxUnreadBytes,
  noBody,
  problem,
} from "./answering.ts";
import type { DirectRequest } from "./direct-request.ts";

const lingerMs = 500;

const hasDate = (headers: readonly string[]): boolean => {
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index];
    if (name?.length === 4 && name.toLowerCase() === "date") return true;
  }
  return false;
};

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
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  // Both anew: an answer that could not be sent may have been here before.
  response.sendDate = !hasDate(headers);
  response.statusMessage = "";
  // A flat array is what node:http writes fastest.
  response.writeHead(status, hasLength(status) ? [...headers, "Content-Length", String(length)] : headers.slice());
  // ASCII is the same in latin-1, and that is written without a look at each character.
  if (typeof body === "string" && length === body.length) response.end(body, "latin1");
  else response.end(body);
};

const refuseBody = (request: DirectRequest, response: ServerResponse, maxBodyBytes: number): void => {
  const { status, headers, body } = problem(413, `The request body is larger than ${maxBodyBytes} bytes.`);
  response.writeHead(status, [...headers, "Content-Length", String(body.length), "Connection", "close"]);
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

/**
 * What node:http calls for each request: takes the body, asks the dispatch, writes its answer. For hosts that do not
 * listen themselves; they create their server with `IncomingMessage: DirectRequest`.
 * @param streams receives the answers that go on, for as long as they do
 */
export const requestListener = (
  dispatch: Dispatch,
  options: AnsweringOptions,
  streams = new Set<ServerResponse>(),
): ((request: DirectRequest, response: ServerResponse) => void) => {
  const ask = createAsk(dispatch, options);
  const { maxBodyBytes } = options;
  const callerOf = (response: ServerResponse): Caller => ({
    reply(answer) {
      send(response, answer);
      if (answer.stream === undefined) return;
      streams.add(response);
      response.once("close", () => streams.delete(response));
    },
    fail(instead) {
      if (response.headersSent) response.destroy();
      else send(response, instead);
    },
  });
  return (request, response) => {
    const answer = (body: Uint8Array): void => {
      ask(callerOf(response), exchangeOf(request.method ?? "GET", request.url ?? "/", request.headers, body));
    };
    const length = request.headers["content-length"];
    if (request.headers["transfer-encoding"] === undefined && (length === undefined || length === "0")) {
      answer(noBody);
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
        answer(more === undefined ? (first ?? noBody) : Buffer.concat(more, size));
        return;
      }
      size += piece.length;
      if (size > maxBodyBytes) refuseBody(request, response, maxBodyBytes);
      else if (first === undefined) first = piece;
      else (more ??= [first]).push(piece);
    });
  };
};
