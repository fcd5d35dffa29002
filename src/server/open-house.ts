import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { budgetSchema, type Credentials } from "#accounts";
import { systemClock } from "#base";
import { createEmulator, type Emulator, type SmtpOptions } from "#emulator";
import { openRoster, type Roster } from "#roster";
import { recordingFetch } from "#steps";
import type { ObserveRuns, Workflows } from "#workflows";
import { type DataDirectory, lockDataDirectory, openPostgresStore, openSqliteStore } from "#system";

import { demoAccount } from "./demo-account.ts";
import { databaseUrl } from "./database-url.ts";
import { finishKeyChange } from "./vault/rotate-key.ts";
import { vaultKey } from "./vault/vault-key.ts";
import { type Accounts, type AccountsOptions, openAccounts } from "./open-accounts.ts";

export interface HouseOptions {
  readonly directory: string;
  /** What others are told that holds the directory, such as "rollcall start". */
  readonly command: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly adminToken?: string;
  /** A server that gets copies of the emulator's mails. */
  readonly smtp?: SmtpOptions;
  /** True when it is to be served off loopback. */
  readonly exposed?: boolean;
  /** Receives what goes wrong in the background; nobody when absent. */
  readonly onError?: (error: unknown) => void;
  /** Told what happens to the workflows' runs. */
  readonly observe?: ObserveRuns;
  /** Told of every call that an account is sent. */
  readonly onCall?: AccountsOptions["onCall"];
}

/** Everything that lives in a data directory, opened for this process alone. */
export interface House extends AsyncDisposable {
  readonly directory: DataDirectory;
  readonly emulator: Emulator;
  readonly accounts: Accounts;
  readonly roster: Roster;
  /** Opened when first asked for: most commands have nothing to do with them. */
  readonly workflows: () => Promise<Workflows>;
  /** Secrets of workflows; opened when first asked for. */
  readonly credentials: () => Promise<Credentials>;
  /** True when the directory was empty before. */
  readonly isNew: boolean;
  close(): Promise<void>;
}

const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await delay(ms, undefined, signal === undefined ? {} : { signal });
};

/** What has been opened so far, to be closed in reverse order. Node 22 has no AsyncDisposableStack. */
const makeClosers = () => {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer();
  };
  return {
    close,
    add: <T extends { close(): Promise<void> | void }>(part: T): T => {
      closers.push(() => part.close());
      return part;
    },
  };
};

type Closers = ReturnType<typeof makeClosers>;

/** Opens something when it is first asked for. */
const openOnce = <T>(open: () => Promise<T>): (() => Promise<T>) => {
  let opened: Promise<T> | undefined;
  return async () => await (opened ??= open());
};

/** What workflows need, opened when it is first asked for. */
const openWorkflowParts = (
  { env, onError = () => undefined, observe }: HouseOptions,
  { directory, accounts, roster, add }: Pick<House, "directory" | "accounts" | "roster"> & Pick<Closers, "add">,
): Pick<House, "workflows" | "credentials"> => {
  const credentials = openOnce(async () => {
    const { openCredentialStore } = await import("./workflows/open-credential-store.ts");
    return add(await openCredentialStore({ directory: directory.path, key: vaultKey(directory, env), env }))
      .credentials;
  });
  const workflows = openOnce(async () => {
    const { openWorkflowRoom } = await import("./workflows/open-workflow-room.ts");
    return add(
      await openWorkflowRoom({
        directory: directory.path,
        key: vaultKey(directory, env),
        accounts,
        credentials: await credentials(),
        roster,
        env,
        onError,
        ...(observe === undefined ? {} : { observe }),
      }),
    );
  });
  return { workflows, credentials };
};

const openRooms = async (options: HouseOptions, { add, close }: Closers): Promise<House> => {
  const directory = add(await lockDataDirectory(options.directory, { command: options.command }));
  await finishKeyChange(directory.path, options.env);
  const postgres = databaseUrl(options.env);
  const budgets = add(
    postgres === undefined
      ? await openSqliteStore(join(directory.path, "budgets.db"), budgetSchema)
      : await openPostgresStore(postgres, budgetSchema),
  );
  const emulator = add(
    await createEmulator({
      account: demoAccount,
      directory: directory.path,
      exposed: options.exposed ?? false,
      ...(options.smtp === undefined ? {} : { smtp: options.smtp }),
      ...(options.adminToken === undefined ? {} : { adminToken: options.adminToken }),
    }),
  );
  const stop = new AbortController();
  const accounts = openAccounts({
    directory: directory.path,
    emulator,
    sharesEmulator: postgres !== undefined,
    onCall: options.onCall,
    deps: {
      env: options.env,
      fetch: recordingFetch(globalThis.fetch, systemClock),
      clock: systemClock,
      sleep,
      random: Math.random,
      budgetStore: budgets,
      signal: stop.signal,
    },
  });
  // Waits of calls that outlive the roster's grace end here.
  add({ close: () => stop.abort() });
  const roster = add(
    await openRoster({
      directory: directory.path,
      key: vaultKey(directory, options.env),
      peopleKey: directory.peopleKey(),
      ...(postgres === undefined ? {} : { postgres }),
      openAccount: (name) => accounts.open(name),
      clock: systemClock,
      ...(options.onError === undefined ? {} : { onError: options.onError }),
    }),
  );
  const parts = openWorkflowParts(options, { directory, accounts, roster, add });
  const isNew = !emulator.restored;
  return { directory, emulator, accounts, roster, ...parts, isNew, close, [Symbol.asyncDispose]: close };
};

/**
 * Opens a data directory: its lock, the emulator with its account, the named accounts with their budgets, and the roster.
 * @throws RC_SYSTEM_DIRECTORY_HELD and the others of lockDataDirectory
 */
export const openHouse = async (options: HouseOptions): Promise<House> => {
  const closers = makeClosers();
  try {
    return await openRooms(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
};
