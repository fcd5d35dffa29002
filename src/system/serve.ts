import type { Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

import { HeadWriter } from "./answer-head.ts";
import { type AnsweringOptions, createAsk, type Dispatch } from "./answering.ts";
import { DirectRequest } from "./direct-request.ts";
import { errorCode, systemErrors } from "./errors.ts";
import { PlainConnection } from "./plain-lane.ts";
import { requestListener } from "./request-listener.ts";

export interface ServeOptions extends AnsweringOptions {
  /** An address of this machine, such as 127.0.0.1; 0.0.0.0 and :: mean all of them. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

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

/** The plain lane in front of a server: it answers what it can, and leaves the rest to node:http. */
const openLane = (server: Server, dispatch: Dispatch, options: ServeOptions, onHandOver: (socket: Socket) => void) => {
  const connections = new Set<PlainConnection>();
  // What node:http itself does with a connection. It is asked for those that the lane does not keep.
  const [carry] = server.listeners("connection");
  if (carry === undefined) throw new TypeError("node:http takes no connections");
  const accept = (socket: Socket): void => {
    const connection = new PlainConnection(socket, {
      ask,
      heads,
      maxBodyBytes: options.maxBodyBytes,
      keepAliveSeconds: server.keepAliveTimeout / 1000,
      handOver(bytes) {
        connections.delete(connection);
        onHandOver(socket);
        socket.unshift(bytes);
        Reflect.apply(carry, server, [socket]);
      },
    });
    connections.add(connection);
    socket.once("close", () => connections.delete(connection));
  };
  const ask = createAsk(dispatch, options);
  const heads = new HeadWriter();
  server.removeAllListeners("connection").on("connection", accept);
  const clock = setInterval(() => {
    for (const connection of connections) connection.tick();
  }, 1000).unref();
  return {
    close() {
      for (const connection of connections) connection.close();
    },
    /** Ends all connections, whatever they wait for. */
    cut() {
      for (const connection of connections) connection.cut();
    },
    stop: () => clearInterval(clock),
  };
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
  // Connections without a whole request yet: node:http does not call them idle.
  const silent = new Set<Socket>();
  // A request without a body then costs no stream; older Nodes do not know the option and do without.
  const server = createServer({ IncomingMessage: DirectRequest, optimizeEmptyRequests: true }, (request, response) => {
    silent.delete(request.socket);
    handle(request, response);
  });
  const lane = openLane(server, dispatch, options, (socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  const { port } = await listen(server, options).catch((error: unknown) => {
    lane.stop();
    throw error;
  });
  const end = async (graceMs: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    server.close(() => {
      resolve(undefined);
    });
    lane.close();
    for (const socket of silent) socket.destroy();
    for (const response of streams) response.end();
    // A connection that becomes idle while we wait is not ended by close() alone.
    const sweep = setInterval(() => {
      server.closeIdleConnections();
    }, 20);
    const cut = setTimeout(() => {
      lane.cut();
      server.closeAllConnections();
    }, graceMs);
    await promise;
    lane.stop();
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
