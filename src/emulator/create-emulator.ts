import { type Answer, type Clock, type Exchange, systemClock } from "#base";
import { type GuardOptions, serve, type Serving } from "#system";

import { type AccountOptions, addAccount, type Credentials } from "./add-account.ts";
import { type Controls, createControls } from "./controls.ts";
import { createDispatch, type Dispatch } from "./dispatch.ts";
import { emulatorErrors } from "./errors.ts";
import { createFetchHandler, type FetchHandler } from "./fetch-host.ts";
import type { SmtpOptions } from "./inbox/smtp.ts";
import { Courier } from "./webhooks/courier.ts";
import type { WebhookOptions } from "./webhooks/post.ts";
import { whenKept } from "./when-kept.ts";
import { World } from "./world.ts";

export interface EmulatorOptions {
  /** The first account; `false` for none. An emulator that finds accounts in its directory ignores it. */
  readonly account?: AccountOptions | false;
  /** Where state is kept; without it, memory only. The caller must hold the directory alone. */
  readonly directory?: string;
  /** Makes ids, secrets and meeting numbers repeatable. For tests. */
  readonly seed?: number;
  readonly clock?: Clock;
  /** false: no `/_rollcall/`, no pages. */
  readonly control?: boolean;
  /** Required by the control plane, as `Authorization: Bearer …`, when the emulator listens off loopback. */
  readonly adminToken?: string;
  /** True when a host that is not made by `listen` offers it off loopback: then too `adminToken` is needed. */
  readonly exposed?: boolean;
  /** Requests remembered in the log, 1,000 by default. */
  readonly logSize?: number;
  /** A server that gets a copy of every mail besides the inbox. Without it no mail leaves. */
  readonly smtp?: SmtpOptions;
  /** Where and how events may leave. Default: by globalThis.fetch, to this machine only. */
  readonly webhooks?: WebhookOptions;
}

export interface ListenOptions {
  /** Default 127.0.0.1. Another address than loopback needs `adminToken`. */
  readonly host?: string;
  /** Default 0: the system chooses. */
  readonly port?: number;
}

export interface OriginOptions {
  /** What tokens give as `api_url`; the origin when absent. */
  readonly api?: string;
}

/** A Zoom account on this machine. */
export interface Emulator extends AsyncDisposable, Controls {
  /** The first account's credentials. Throws when there is none. */
  readonly account: Credentials;
  /** True when the directory held accounts already. */
  readonly restored: boolean;
  /** Adds an account of its own: accounts do not see each other. */
  addAccount(options?: AccountOptions): Credentials;
  /** The whole emulator as one function. */
  readonly dispatch: Dispatch;
  /** The same in the shape of `fetch`; the host part of the URL does not matter. */
  readonly fetch: FetchHandler;
  listen(options?: ListenOptions): Promise<Serving>;
  /** Where links in mails point to, for hosts that are not made by `listen`. */
  setOrigin(origin: string, options?: OriginOptions): void;
  /** Calls `listener` with the kind of each change (`user`, `mail`, `request`, `clock` …) until it is stopped. */
  watch(listener: (kind: string) => void): () => void;
  /** How many calls were answered with each status since the start; 0 for those that a fault left without an answer. */
  statuses(): ReadonlyMap<number, number>;
  close(): Promise<void>;
}

/** Larger than any upload Zoom takes (virtual backgrounds: 15 MB). */
const maxBodyBytes = 16 * 1_048_576;

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

/** Loaded when something first asks for it: the start of a bare emulator does not pay for pages and schemas. */
const lazyControl = (world: World, courier: Courier, guarding: GuardOptions) => {
  let loaded: Promise<(exchange: Exchange) => Promise<Answer>> | undefined;
  return async (exchange: Exchange): Promise<Answer> => {
    loaded ??= import("./control/index.ts").then(({ createControl }) => createControl({ world, courier }, guarding));
    const answer = await (await loaded)(exchange);
    return whenKept(world.settled(), answer);
  };
};

const openCopier = async (world: World, smtp: SmtpOptions | undefined) => {
  if (smtp === undefined) return undefined;
  const { MailCopier } = await import("./inbox/smtp.ts");
  return new MailCopier(world, smtp);
};

const openPersistence = async (world: World, directory: string | undefined) => {
  if (directory === undefined) return undefined;
  const { persist } = await import("./persist.ts");
  return persist(world, directory);
};

/** The credentials of the first account, made anew with a ready token when it comes from a directory. */
const firstAccount = async (
  world: World,
  options: EmulatorOptions,
  restored: boolean,
): Promise<Credentials | undefined> => {
  if (options.account === false) return undefined;
  if (!restored) return addAccount(world, options.account);
  const { readyCredentials } = await import("./ready-credentials.ts");
  return readyCredentials(world);
};

/**
 * Starts an emulator: a stateful stand-in for Zoom's user API. Strict by default: what Zoom refuses is refused.
 * @example
 * await using emulator = await createEmulator({ account: { preset: "business" } });
 * const answer = await emulator.fetch("http://zoom/v2/users", { headers: { authorization: `Bearer ${emulator.account.token}` } });
 */
export const createEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  let exposed = options.exposed ?? false;
  if (exposed && options.control !== false && options.adminToken === undefined)
    throw emulatorErrors.make(
      "RC_EMULATOR_EXPOSED",
      "refusing to be reachable from other machines without an admin token",
    );
  const world = new World({ clock: options.clock ?? systemClock, seed: options.seed, logSize: options.logSize });
  const courier = new Courier(world, options.webhooks ?? {});
  const copier = await openCopier(world, options.smtp);
  const persistence = await openPersistence(world, options.directory);
  const restored = persistence?.found ?? false;
  const account = await firstAccount(world, options, restored);
  await persistence?.settled();
  const hosts: Serving[] = [];
  const guarding = { adminToken: options.adminToken, isExposed: () => exposed };
  const control = options.control === false ? undefined : lazyControl(world, courier, guarding);
  const dispatch = createDispatch(world, { control, guarding, settled: () => world.settled() });
  courier.start();
  const close = async (): Promise<void> => {
    // First: a request may be waiting for a delivery.
    await courier.close();
    await Promise.all(hosts.map((host) => host.close()));
    await copier?.close();
    await persistence?.close();
  };
  return {
    get account() {
      if (account === undefined)
        throw emulatorErrors.make("RC_EMULATOR_NO_ACCOUNT", "this emulator has no account yet");
      return account;
    },
    restored,
    addAccount: (more) => addAccount(world, more),
    ...createControls(control),
    dispatch,
    fetch: createFetchHandler(dispatch),
    async listen({ host = "127.0.0.1", port = 0 } = {}) {
      if (!loopback.has(host)) {
        if (control !== undefined && options.adminToken === undefined)
          throw emulatorErrors.make("RC_EMULATOR_EXPOSED", `refusing to listen on ${host} without an admin token`);
        exposed = true;
      }
      const serving = await serve(dispatch, { host, port, maxBodyBytes });
      hosts.push(serving);
      world.origin = serving.url;
      return serving;
    },
    setOrigin(origin, { api } = {}) {
      world.origin = origin;
      world.apiOrigin = api;
    },
    watch: (listener) => world.watch(listener),
    statuses: () => world.log.statuses,
    close,
    [Symbol.asyncDispose]: close,
  };
};
