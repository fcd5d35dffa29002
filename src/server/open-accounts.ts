import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

import {
  type AccountDeps,
  type AccountEntry,
  type BudgetUse,
  emulatorName,
  openAccount,
  type OpenAccount,
  readAccounts,
  resolveSecret,
  type SecretFile,
  usedInvites,
} from "#accounts";
import { fetchTransport, type RequestEvent } from "#client";
import type { RosterAccount } from "#roster";
import { recordingFetch } from "#steps";

import { type EmulatorDoor, emulatorOrigin, readEmulatorAccount } from "./emulator-account.ts";
import { serverErrors } from "./errors.ts";
import { textIfThere } from "./files.ts";

/** The accounts of a data directory: the emulator's and those of accounts.json, which is read anew each time. */
export interface Accounts {
  names(): readonly string[];
  /** @throws RC_SERVER_ACCOUNT_UNKNOWN, and what #accounts says of the file and its secrets */
  open(name: string): Promise<RosterAccount>;
  /** The file they are written in. */
  readonly file: string;
  /** How much of their days the accounts have used that were opened by now. */
  budgets(): Promise<readonly { readonly account: string; readonly uses: readonly BudgetUse[] }[]>;
  /** @throws what #accounts says of the file */
  entries(): readonly AccountEntry[];
  /** @throws like `open`, but never for the emulator: it has no entry */
  credentials(name: string): { readonly entry: AccountEntry; readonly secret: string };
}

export interface AccountsOptions {
  readonly directory: string;
  readonly emulator: EmulatorDoor;
  /** Several processes call the emulator: its limits are shared as a real account's are. */
  readonly sharesEmulator?: boolean;
  readonly deps: Omit<AccountDeps, "readSecretFile" | "onRequest">;
  /** Told of every call that an account is sent. */
  readonly onCall?: ((account: string, event: RequestEvent) => void) | undefined;
}

const readSecretFile =
  (directory: string) =>
  (path: string): SecretFile => {
    const absolute = resolve(directory, path);
    const text = readFileSync(absolute, "utf8");
    return process.platform === "win32" ? { text } : { text, mode: statSync(absolute).mode & 0o777 };
  };

const entryOf = (known: readonly AccountEntry[], name: string, file: string): AccountEntry => {
  const entry = known.find((one) => one.name === name);
  if (entry !== undefined) return entry;
  const names = [emulatorName, ...known.map((one) => one.name)].join(", ");
  throw serverErrors.make("RC_SERVER_ACCOUNT_UNKNOWN", `no account is called "${name}"; known are: ${names}`, {
    fix: `Add it to ${file}, or leave --account out to use the emulator.`,
  });
};

const entriesOf = (file: string): readonly AccountEntry[] => {
  const text = textIfThere(file);
  return text === undefined ? [] : readAccounts(text, file);
};

/** How many invitations the budget has counted today, where one is kept. */
const counted = (
  { client, limitsOwner }: OpenAccount,
  { budgetStore, clock }: AccountsOptions["deps"],
): Pick<RosterAccount, "usedInvites"> =>
  budgetStore === undefined
    ? {}
    : { usedInvites: () => usedInvites(budgetStore, limitsOwner, clock() + client.clockOffsetMs()) };

type Once = (key: string, open: () => OpenAccount) => OpenAccount;

interface EmulatorParts {
  readonly once: Once;
  readonly deps: AccountsOptions["deps"];
  readonly forEmulator: AccountDeps;
}

/** The emulator's account as it is now: its plan and limits may change while it runs. */
const emulatorAccount = async (
  emulator: AccountsOptions["emulator"],
  { once, deps, forEmulator }: EmulatorParts,
): Promise<RosterAccount> => {
  const { plan, limits, seats, known } = await readEmulatorAccount(emulator);
  const { accountId, clientId, clientSecret } = emulator.account;
  const { client } = once(JSON.stringify([emulatorName, plan, limits]), () =>
    openAccount(
      {
        emulator: {
          baseUrl: `${emulatorOrigin}/v2`,
          tokenUrl: `${emulatorOrigin}/oauth/token`,
          credentials: { accountId, clientId, clientSecret },
          transport: fetchTransport(recordingFetch(emulator.fetch, deps.clock)),
          plan,
          limits,
        },
      },
      forEmulator,
    ),
  );
  return { name: emulatorName, isEmulator: true, zoomPlan: plan, limited: limits === "on", seats, client, known };
};

/** The same, with calls told under the account's name. */
const named = (deps: AccountDeps, name: string, onCall: AccountsOptions["onCall"]): AccountDeps =>
  onCall === undefined
    ? deps
    : {
        ...deps,
        onRequest: (event) => {
          onCall(name, event);
        },
      };

export const openAccounts = (options: AccountsOptions): Accounts => {
  const { directory, emulator, deps, sharesEmulator = false, onCall } = options;
  const file = join(directory, "accounts.json");
  const withFiles: AccountDeps = { ...deps, readSecretFile: readSecretFile(directory) };
  // The emulator counts its own days, and its clock and counters can be set back: nothing to remember for it here.
  const { budgetStore: _forZoom, ...unshared } = withFiles;
  const forEmulator = named(sharesEmulator ? withFiles : unshared, emulatorName, onCall);
  // A client paces its calls: two of them for one account would be twice as fast as it allows.
  const opened = new Map<string, OpenAccount>();
  const once: Once = (key, open) => {
    const account = opened.get(key) ?? open();
    opened.set(key, account);
    return account;
  };

  const entries = (): readonly AccountEntry[] => entriesOf(file);

  const openEmulator = (): Promise<RosterAccount> => emulatorAccount(emulator, { once, deps, forEmulator });

  const credentials: Accounts["credentials"] = (name) => {
    const entry = entryOf(entries(), name, file);
    return { entry, secret: resolveSecret(entry, deps.env, withFiles.readSecretFile) };
  };

  return {
    file,
    entries,
    credentials,
    async budgets() {
      // Opened again after a change, an account has its old self here too: the newest counts.
      const newest = new Map([...opened.values()].map((account) => [account.name, account]));
      return await Promise.all(
        [...newest.values()].map(async ({ name, budgetUse }) => ({ account: name, uses: await budgetUse() })),
      );
    },
    names: () => [emulatorName, ...entries().map(({ name }) => name)],
    async open(name) {
      if (name === emulatorName) return await openEmulator();
      const { entry, secret } = credentials(name);
      const account = once(JSON.stringify([entry, secret]), () =>
        openAccount({ entry }, named(withFiles, name, onCall)),
      );
      const { plan, client } = account;
      const seats = entry.seats === undefined ? {} : { seats: entry.seats };
      return {
        name,
        isEmulator: false,
        zoomPlan: plan,
        limited: true,
        client,
        ...counted(account, deps),
        ...seats,
      };
    },
  };
};
