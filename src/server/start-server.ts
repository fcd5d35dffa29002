import type { Answer, Exchange } from "#base";
import type { Credentials } from "#emulator";
import { serve, type Serving } from "#system";
import type { ObserveRuns } from "#workflows";

import type { Api } from "./api/api.ts";
import { maxSourceBytes } from "./api/contract.ts";
import { createApi } from "./api/create-api.ts";
import { type Console, openConsole } from "./console/open-console.ts";
import { acceptMultipart } from "./emulator-account.ts";
import { serverErrors } from "./errors.ts";
import { version } from "./files.ts";
import { type Journal, type Log, openJournal } from "./log.ts";
import { type MetricsDoor, openMetrics } from "./metrics/open-metrics.ts";
import { type House, openHouse } from "./open-house.ts";
import { subscribeEvents } from "./workflows/subscribe-events.ts";

export interface ServerOptions {
  readonly directory: string;
  /** Another address than loopback needs `adminToken`. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly adminToken?: string;
  /** Sets the emulator account's switch `multipart` to `accept`. */
  readonly lenient?: boolean;
  /** `smtp://host:port`: a server that gets copies of the emulator's mails. */
  readonly smtp?: string;
  /** Receives what happens, secrets masked: faults of the server itself, runs, calls of accounts. */
  readonly log: Log;
  /** Hides who e-mail addresses in the log belong to. */
  readonly redactEmails?: boolean;
}

/** A data directory, served. */
export interface Server extends AsyncDisposable {
  readonly url: string;
  readonly api: Api;
  readonly account: Credentials;
  /** True when the directory was empty before. */
  readonly isNew: boolean;
  close(): Promise<void>;
}

/** A people file in base64, and what is around it: 72 MB. */
const maxBodyBytes = 1.44 * maxSourceBytes;
const graceMs = 1000;
const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

type Handle = (exchange: Exchange) => Answer | Promise<Answer>;

const plain = (status: number, value: unknown): Answer => ({
  status,
  headers: ["Content-Type", "application/json;charset=UTF-8", "Cache-Control", "no-store"],
  body: JSON.stringify(value),
});

const starting: Handle = () => plain(503, { code: 503, message: "Rollcall is starting: try again in a second." });

const joinRooms = (house: House, console: Console, metrics: MetricsDoor): Handle => {
  const health = plain(200, { ok: true, pid: process.pid, version: version() });
  const trigger = async (exchange: Exchange): Promise<Answer> => (await house.workflows()).trigger(exchange);
  return (exchange) => {
    const { path } = exchange;
    if (path.startsWith("/t/")) return trigger(exchange);
    if (path.startsWith("/v2/")) return house.emulator.dispatch(exchange);
    if (path === "/healthz") return health;
    if (path === "/metrics") return metrics.answer(exchange);
    // Without a built console the emulator's plain page stands at `/`.
    return console.answer(exchange) ?? house.emulator.dispatch(exchange);
  };
};

interface Opened {
  readonly house: House;
  readonly metrics: MetricsDoor;
}

const openAll = async (options: ServerOptions, isExposed: boolean, journal: Journal): Promise<Opened> => {
  let observe: ObserveRuns | undefined;
  const house = await openHouse({
    directory: options.directory,
    command: "rollcall start",
    env: options.env,
    exposed: isExposed,
    onError: journal.error,
    // Nothing runs before the workflows are started.
    observe: (event) => {
      journal.run(event);
      observe?.(event);
    },
    onCall: journal.call,
    ...(options.adminToken === undefined ? {} : { adminToken: options.adminToken }),
    ...(options.smtp === undefined
      ? {}
      : {
          smtp: {
            url: options.smtp,
            log: (message: string) => {
              journal.say("warn", "smtp", { message });
            },
          },
        }),
  });
  journal.useKey(house.directory.peopleKey());
  if (options.lenient) await acceptMultipart(house.emulator);
  const metrics = openMetrics(
    { budgets: () => house.accounts.budgets(), statuses: () => house.emulator.statuses() },
    { adminToken: options.adminToken, isExposed: () => isExposed },
  );
  ({ observe } = metrics);
  return { house, metrics };
};

const makeClose = (serving: Serving, house: House, console: Console, journal: Journal): (() => Promise<void>) => {
  let closing: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    journal.say("info", "server.stopping");
    await serving.close({ graceMs });
    await console.close();
    await house.close();
  };
  return async () => {
    closing ??= end();
    await closing;
  };
};

/**
 * Serves a data directory on one address: the emulator, its control plane and pages, /api, /healthz and /metrics. Unfinished jobs
 * go on. The port is taken first, so that a refusal leaves the directory untouched.
 * @throws RC_SYSTEM_PORT_TAKEN, RC_SYSTEM_DIRECTORY_HELD, RC_SERVER_EXPOSED and others
 */
export const startServer = async (options: ServerOptions): Promise<Server> => {
  const isExposed = !loopback.has(options.host);
  if (isExposed && options.adminToken === undefined)
    throw serverErrors.make("RC_SERVER_EXPOSED", `refusing to listen on ${options.host} without an admin token`);
  const journal = openJournal(options);
  let handle = starting;
  const serving = await serve((exchange) => handle(exchange), {
    host: options.host,
    port: options.port,
    maxBodyBytes,
    onError: journal.error,
  });
  try {
    const { house, metrics } = await openAll(options, isExposed, journal);
    const api = createApi({
      ...house,
      deployed: (workflows) => subscribeEvents(house.emulator, workflows, serving.url),
    });
    const { adminToken, env } = options;
    const parts = { house, api, adminToken, isExposed, env, url: () => serving.url };
    const console = await openConsole(parts).catch(async (error: unknown) => {
      await house.close();
      throw error;
    });
    const close = makeClose(serving, house, console, journal);
    try {
      house.emulator.setOrigin(serving.url);
      handle = joinRooms(house, console, metrics);
      await house.directory.announce(serving.url);
      await house.roster.resume();
      const workflows = await house.workflows();
      await subscribeEvents(house.emulator, workflows, serving.url);
      await workflows.start();
      journal.say("info", "server.ready", { url: serving.url, pid: process.pid, version: version() });
      const { isNew } = house;
      const { account } = house.emulator;
      return { url: serving.url, api, account, isNew, close, [Symbol.asyncDispose]: close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await serving.close({ graceMs: 0 });
    throw error;
  }
};
