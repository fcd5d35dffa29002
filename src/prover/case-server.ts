import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** One request as it arrived. */
export interface Received {
  readonly method: string;
  /** Path and query below the base address, as sent. */
  readonly target: string;
  /** Names in lower case, every occurrence. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** It came to the second host. */
  readonly elsewhere: boolean;
  readonly atMs: number;
}

/** What the server does with one request. */
export interface Scripted {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sends half of the body, then nothing more (`stall`) or a broken connection (`cut`). */
  readonly breaks?: "stall" | "cut";
}

export type Script = (request: Received, attempt: number, elsewhere: string) => Scripted;

export interface CaseServer extends AsyncDisposable {
  /** Registers a script; `base` is what the program takes as API_BASE_URL. */
  begin(script: Script): { readonly base: string; readonly received: readonly Received[] };
}

interface Run {
  readonly script: Script;
  readonly received: Received[];
}

const pairs = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ""]] : [],
  );

const send = (response: ServerResponse, { status, headers = {}, body = "", breaks }: Scripted): void => {
  const bytes = Buffer.from(body);
  const length = status === 204 ? {} : { "Content-Length": String(bytes.length) };
  response.writeHead(status, { "Content-Type": "application/json", ...length, ...headers });
  if (breaks === undefined) {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
    if (breaks === "cut") response.destroy();
  });
};

const listen = async (server: Server, host: string): Promise<AddressInfo> => {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once("error", reject).listen(0, host, () => {
    resolve(undefined);
  });
  await promise;
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("a TCP server has an address");
  return address;
};

/** A server that follows scripts: one base address for each run, and a second host to be redirected to. */
export const startCaseServer = async (): Promise<CaseServer> => {
  const runs = new Map<string, Run>();
  let elsewhere = "";
  const answer = async (isElsewhere: boolean, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, id = "", target = ""] = /^\/run(\d+)([\s\S]*)$/.exec(request.url ?? "") ?? [];
    const run = runs.get(id);
    if (run === undefined) {
      response.writeHead(599).end("no such run");
      return;
    }
    const body = await buffer(request);
    const received: Received = {
      method: request.method ?? "",
      target,
      headers: pairs(request.rawHeaders),
      body,
      elsewhere: isElsewhere,
      atMs: performance.now(),
    };
    run.received.push(received);
    send(response, run.script(received, run.received.length, `${elsewhere}/run${id}`));
  };
  const make = (isElsewhere: boolean): Server =>
    // Strict reading of requests is a part of the check.
    createServer({ maxHeaderSize: 65536, keepAliveTimeout: 500 }, (request, response) => {
      answer(isElsewhere, request, response).catch(() => response.destroy());
    });
  const [here, there] = [make(false), make(true)];
  const { port } = await listen(here, "127.0.0.1");
  elsewhere = `http://localhost:${(await listen(there, "localhost")).port}`;
  return {
    begin: (script) => {
      const id = String(runs.size);
      const run: Run = { script, received: [] };
      runs.set(id, run);
      return { base: `http://127.0.0.1:${port}/run${id}`, received: run.received };
    },
    [Symbol.asyncDispose]: async () => {
      for (const server of [here, there]) {
        server.closeAllConnections();
        const { promise, resolve } = Promise.withResolvers<undefined>();
        server.close(() => {
          resolve(undefined);
        });
        await promise;
      }
    },
  };
};
