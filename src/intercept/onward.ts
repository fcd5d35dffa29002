import { type IncomingMessage, request as httpRequest, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";

import type { Destination } from "./hosts.ts";

/** Headers that are between a client and its proxy and go no further (RFC 9110, section 7.6.1). */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const plainText = (status: string, text: string): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`;

/** Answers a CONNECT with a refusal that says why. */
export const refuseTunnel = (socket: Duplex, text: string): void => {
  socket.end(plainText("403 Forbidden", text));
};

/** Carries bytes both ways between a client and the destination it asked for. */
export const tunnel = (socket: Duplex, head: Uint8Array, { host, port }: Destination): void => {
  const onward = connect({ host, port });
  let isOpen = false;
  onward.once("connect", () => {
    isOpen = true;
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  onward.on("error", (error) => {
    if (isOpen) socket.destroy();
    else socket.end(plainText("502 Bad Gateway", `${host}:${port} cannot be reached: ${error.message}\n`));
  });
  socket.on("error", () => onward.destroy());
  socket.once("close", () => onward.destroy());
};

/** Sends a request that named its whole URL on to where it wants to go. */
export const forward = (request: IncomingMessage, response: ServerResponse, url: URL): void => {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !hopByHop.has(name)));
  const onward = httpRequest(url, { method: request.method, headers: { ...headers, host: url.host } });
  onward.on("response", (answer) => {
    const back = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !hopByHop.has(name)));
    response.writeHead(answer.statusCode ?? 502, back);
    answer.pipe(response);
  });
  onward.on("error", (error) => {
    if (response.headersSent) response.destroy();
    else
      response
        .writeHead(502, { "content-type": "text/plain" })
        .end(`${url.host} cannot be reached: ${error.message}\n`);
  });
  response.once("close", () => onward.destroy());
  request.pipe(onward);
};
