import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";

import type { Answer, Exchange } from "#base";
import { DirectRequest, type Dispatch, requestListener, systemErrors } from "#system";

import type { Authority } from "./authority.ts";
import { type Destination, isLoopback, isZoom, type Permits, readDestination } from "./hosts.ts";
import { forward, refuseTunnel, tunnel } from "./onward.ts";
import type { Witness } from "./witness.ts";

export interface ProxyOptions {
  /** Answers everything that is meant for Zoom. */
  readonly handler: Dispatch;
  readonly authority: Authority;
  /** What besides Zoom may be reached. */
  readonly permits: Permits;
  readonly witness: Witness;
}

export interface Proxy extends AsyncDisposable {
  /** Such as http://127.0.0.1:40123: a proxy, and the handler itself for whoever calls it directly. */
  readonly url: string;
  readonly port: number;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

const maxBodyBytes = 16 * 1_048_576;
/** The first byte of a TLS record that opens a connection. */
const tlsHandshake = 0x16;
const httpsPort = 443;
const httpPort = 80;

const refusal = (host: string): string =>
  `rollcall run: ${host} is not Zoom, and this run lets nothing else out. Add --allow ${host} to reach it.\n`;

const noUpgrade: Answer = {
  status: 501,
  headers: ["content-type", "application/json", "connection", "close"],
  body: JSON.stringify({ code: 501, message: "Rollcall answers HTTP only: no WebSocket, no other upgrade." }),
};

const isUpgrade = ({ headers }: Exchange): boolean => String(headers["upgrade"] ?? "").toLowerCase() === "websocket";

const absoluteUrl = ({ url = "" }: IncomingMessage): URL | undefined =>
  /^https?:\/\//i.test(url) ? (URL.parse(url) ?? undefined) : undefined;

/** Looks at the first byte without taking it away. */
const peek = (socket: Socket | Duplex, then: (first: number | undefined) => void): void => {
  socket.once("data", (chunk: Buffer) => {
    socket.pause();
    socket.unshift(chunk);
    then(chunk[0]);
    // Only now: whoever takes over has to listen first.
    process.nextTick(() => socket.resume());
  });
};

const listen = async (server: ReturnType<typeof createServer>): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once("error", (error) => {
    reject(
      systemErrors.make("RC_SYSTEM_LISTEN_FAILED", `cannot listen on 127.0.0.1: ${error.message}`, { cause: error }),
    );
  });
  server.listen({ host: "127.0.0.1", port: 0 }, () => resolve(undefined));
  await promise;
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new TypeError("the server has no port");
  return address.port;
};

class ProxyServer {
  readonly #options: ProxyOptions;
  readonly #sockets = new Set<Socket>();
  readonly #http = createHttpServer({ IncomingMessage: DirectRequest }, (request, response) =>
    this.#request(request, response),
  );
  readonly #tcp = createServer((socket) => this.#accept(socket));
  /** Secured connections that have not asked anything yet. */
  readonly #unheard = new Set<Duplex>();
  #closing = false;
  readonly #answer: (request: DirectRequest, response: ServerResponse) => void;
  port = 0;

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#answer = requestListener((exchange) => this.#dispatch(exchange), { maxBodyBytes });
    this.#http.on("connect", (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#connect(request, socket, head),
    );
  }

  async listen(): Promise<void> {
    this.port = await listen(this.#tcp);
  }

  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#closing = true;
    this.#tcp.close(() => resolve(undefined));
    for (const socket of this.#sockets) socket.destroy();
    await promise;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket)).on("error", () => undefined);
    // Somebody who redirects connections instead of asking a proxy: TLS from the first byte on, the host is in it.
    peek(socket, (first) => {
      if (first === tlsHandshake) this.#secure(socket, "api.zoom.us");
      else this.#http.emit("connection", socket);
    });
  }

  /** Speaks TLS as `host`, or as whom the client names in its hello, and HTTP inside. */
  #secure(socket: Duplex, host: string): void {
    const { authority, witness } = this.#options;
    let name = host;
    const secure = new TLSSocket(socket, {
      isServer: true,
      secureContext: authority.contextFor(host),
      // Any host gets its certificate: one that may not be reached is told so in HTTP, where it can be read.
      SNICallback: (asked, done) => {
        name = asked.toLowerCase();
        done(null, authority.contextFor(name));
      },
      // Without an offer of HTTP/2 every client speaks HTTP/1.1.
      ALPNProtocols: ["http/1.1"],
    });
    this.#unheard.add(secure);
    secure.on("error", () => undefined);
    secure.once("close", () => {
      if (this.#unheard.delete(secure) && !this.#closing) witness.silent(name);
    });
    this.#http.emit("connection", secure);
  }

  #isOurs({ host, port }: Destination): boolean {
    return port === this.port && isLoopback(host);
  }

  #connect(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { permits, witness } = this.#options;
    socket.on("error", () => undefined);
    const destination = readDestination(request.url ?? "", httpsPort);
    if (destination === undefined) refuseTunnel(socket, `rollcall run: CONNECT ${request.url} names no host.\n`);
    else if (isZoom(destination.host) || this.#isOurs(destination)) {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      if (head.length > 0) socket.unshift(head);
      peek(socket, (first) => {
        if (first === tlsHandshake) this.#secure(socket, destination.host);
        else this.#http.emit("connection", socket);
      });
    } else if (permits(destination)) {
      if (!isLoopback(destination.host)) witness.hostAllowed(destination.host);
      tunnel(socket, head, destination);
    } else {
      witness.hostRefused(destination.host);
      refuseTunnel(socket, refusal(destination.host));
    }
  }

  #request(request: DirectRequest, response: ServerResponse): void {
    this.#unheard.delete(request.socket);
    const { permits, witness } = this.#options;
    const url = absoluteUrl(request);
    const isPlain = url?.protocol !== "https:";
    const wanted = url?.host ?? request.headers.host ?? "localhost";
    const destination = readDestination(wanted, isPlain ? httpPort : httpsPort);
    const isForUs =
      destination !== undefined &&
      (isZoom(destination.host) || (url === undefined ? isLoopback(destination.host) : this.#isOurs(destination)));
    if (isForUs) {
      if (url !== undefined) {
        request.url = `${url.pathname}${url.search}`;
        request.headers.host = url.host;
      }
      this.#answer(request, response);
    } else if (destination !== undefined && url !== undefined && isPlain && permits(destination)) {
      if (!isLoopback(destination.host)) witness.hostAllowed(destination.host);
      forward(request, response, url);
    } else {
      const host = destination?.host ?? wanted;
      witness.hostRefused(host);
      request.resume();
      response.writeHead(403, { "content-type": "text/plain; charset=utf-8" }).end(refusal(host));
    }
  }

  #dispatch(exchange: Exchange): Answer | Promise<Answer> {
    const { handler, witness } = this.#options;
    if (isUpgrade(exchange)) {
      witness.upgrade(String(exchange.headers["host"] ?? ""));
      return noUpgrade;
    }
    // Our own pages are no calls of Zoom's.
    if (exchange.path === "/" || exchange.path.startsWith("/_rollcall")) return handler(exchange);
    const seen = (answer: Answer): Answer => {
      witness.answered(exchange, answer);
      return answer;
    };
    const answer = handler(exchange);
    return answer instanceof Promise ? answer.then(seen) : seen(answer);
  }
}

/**
 * Opens a proxy on loopback that answers for Zoom, lets through what is permitted and refuses the rest. One port: CONNECT,
 * requests with a whole URL, requests that come without a proxy, and TLS from the first byte on.
 * @throws RC_SYSTEM_LISTEN_FAILED
 */
export const openProxy = async (options: ProxyOptions): Promise<Proxy> => {
  const server = new ProxyServer(options);
  await server.listen();
  const close = (): Promise<void> => server.close();
  return { url: `http://127.0.0.1:${server.port}`, port: server.port, close, [Symbol.asyncDispose]: close };
};
