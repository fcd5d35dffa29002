import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

import { budgetSchema } from "#accounts";
import { systemClock } from "#base";
import { openRosterWorker } from "#roster";
import { recordingFetch } from "#steps";
import { openPostgresStore, type Store } from "#system";

import { databaseUrl } from "../database-url.ts";
import { type EmulatorDoor, emulatorOrigin } from "../emulator-account.ts";
import { serverErrors } from "../errors.ts";
import { type Journal, type Log, openJournal } from "../log.ts";
import { type Accounts, openAccounts } from "../open-accounts.ts";
import { openCredentialStore } from "./open-credential-store.ts";
import { keyFromEnv, keyVariable } from "../vault/vault-key.ts";
import { openWorkflowRoom } from "./open-workflow-room.ts";

export interface WorkerOptions {
  /** Holds the server's `key` (unless the environment has it), and accounts.json where real accounts are used. It is only read. */
  readonly directory: string;
  /** The server's address: its emulator is called there. */
  readonly url: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Receives what happens, secrets masked: what goes wrong, runs, calls of accounts. */
  readonly log: Log;
  /** Hides who e-mail addresses in the log belong to. */
  readonly redactEmails?: boolean;
}

/** A process that works on the runs and jobs of a server, over their common database. */
export interface Worker extends AsyncDisposable {
  close(): Promise<void>;
}

const accountsSchema = z.array(z.object({ account_id: z.string() })).min(1);
const appSchema = z.object({ client_id: z.string(), client_secret: z.string() });
const graceMs = 10_000;

/** The emulator of a server, with an app of this worker's own. */
const openDoor = async (url: string, adminToken: string | undefined): Promise<EmulatorDoor> => {
  const base = url.replace(/\/+$/, "");
  const admin: Readonly<Record<string, string>> =
    adminToken === undefined ? {} : { authorization: `Bearer ${adminToken}` };
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    try {
      const answer = await fetch(`${base}/_rollcall/${path}`, {
        ...init,
        headers: { "content-type": "application/json", ...admin },
      });
      if (answer.ok) return await answer.json();
      throw serverErrors.make("RC_SERVER_WORKER", `${base} answered HTTP ${answer.status}`);
    } catch (error) {
      if (error instanceof Error && error.name === "RollcallError") throw error;
      throw serverErrors.make("RC_SERVER_UNREACHABLE", `${base} does not answer`, { cause: error });
    }
  };
  const [account] = accountsSchema.parse(await ask("accounts", {}));
  const accountId = account?.account_id ?? "";
  const app = appSchema.parse(
    await ask(`accounts/${encodeURIComponent(accountId)}/apps`, { method: "POST", body: "{}" }),
  );
  return {
    account: { accountId, clientId: app.client_id, clientSecret: app.client_secret },
    fetch: async (input, init) => {
      const target = (input instanceof Request ? input.url : String(input)).replace(emulatorOrigin, () => base);
      const isControl = target.startsWith(`${base}/_rollcall/`);
      return await fetch(
        target,
        isControl ? { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...admin } } : init,
      );
    },
  };
};

/** A copy of one of the server's key files; undefined where there is none. */
const readCopy = (directory: string, name: string): Uint8Array | undefined => {
  try {
    const key = readFileSync(join(directory, name));
    return key.length === 32 ? key : undefined;
  } catch {
    return undefined;
  }
};

const readKey = (directory: string, env: WorkerOptions["env"]): Uint8Array => {
  const key = keyFromEnv(env, keyVariable) ?? readCopy(directory, "key");
  if (key !== undefined) return key;
  throw serverErrors.make("RC_SERVER_WORKER", `${directory} holds no copy of the server's key`);
};

/** The accounts that the server has, called from here within limits that all processes share. */
const accountsOf = (
  { directory, env }: WorkerOptions,
  deps: {
    readonly emulator: EmulatorDoor;
    readonly budgets: Store;
    readonly onCall: Journal["call"];
    readonly signal: AbortSignal;
  },
): Accounts => {
  const { emulator, budgets, onCall, signal: stopped } = deps;
  return openAccounts({
    directory,
    emulator,
    sharesEmulator: true,
    onCall,
    deps: {
      env,
      fetch: recordingFetch(globalThis.fetch, systemClock),
      clock: systemClock,
      sleep: async (ms, signal) => {
        await delay(ms, undefined, signal === undefined ? {} : { signal });
      },
      random: Math.random,
      budgetStore: budgets,
      signal: stopped,
    },
  });
};

/**
 * Starts working on the runs and jobs of a server.
 * @throws RC_SERVER_DATABASE_URL, RC_SERVER_WORKER, RC_SERVER_UNREACHABLE and what the database says
 */
export const openWorker = async (options: WorkerOptions): Promise<Worker> => {
  const { directory, url, env } = options;
  const journal = openJournal(options);
  const postgres = databaseUrl(env);
  if (postgres === undefined)
    throw serverErrors.make(
      "RC_SERVER_DATABASE_URL",
      "a worker needs DATABASE_URL: runs in files belong to one process",
    );
  const key = readKey(directory, env);
  const peopleKey = readCopy(directory, "people-key") ?? readCopy(directory, "key") ?? key;
  journal.useKey(peopleKey);
  const emulator = await openDoor(url, env["ROLLCALL_ADMIN_TOKEN"]);
  const budgets = await openPostgresStore(postgres, budgetSchema);
  const stop = new AbortController();
  const accounts = accountsOf(options, { emulator, budgets, onCall: journal.call, signal: stop.signal });
  const secrets = await openCredentialStore({ directory, key, env });
  const workflows = await openWorkflowRoom({
    directory,
    key,
    accounts,
    credentials: secrets.credentials,
    env,
    onError: journal.error,
    observe: journal.run,
  });
  const jobs = await openRosterWorker({
    postgres,
    key,
    peopleKey,
    openAccount: (name) => accounts.open(name),
    clock: systemClock,
    onError: journal.error,
  });
  await workflows.start();
  journal.say("info", "worker.ready", { url, pid: process.pid });
  const close = async (): Promise<void> => {
    journal.say("info", "worker.stopping");
    await Promise.all([workflows.close({ graceMs }), jobs.close()]);
    stop.abort();
    await secrets.close();
    await budgets.close();
  };
  return { close, [Symbol.asyncDispose]: close };
};
