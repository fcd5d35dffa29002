import type { Clock } from "#base";
import {
  type Client,
  type ClientOptions,
  createClient,
  type Credentials,
  fetchTransport,
  type RequestEvent,
  type Transport,
} from "#client";
import type { Store } from "#system";
import type { Plan } from "#zoom";

import { type AccountEntry, emulatorName } from "./account.ts";
import { type BudgetUse, createBudget } from "./budget.ts";
import { type ReadSecretFile, resolveSecret } from "./secret.ts";

/** An emulator, in this process or behind HTTP. */
export interface EmulatorTarget {
  /** Ends in /v2. */
  readonly baseUrl: string;
  readonly tokenUrl: string;
  readonly credentials: Credentials;
  /** Carries requests to it; `fetch` when absent. */
  readonly transport?: Transport;
  readonly plan: Plan;
  /** `off` when the emulator answers without rate limits: then nothing is paced either. */
  readonly limits: "on" | "off";
}

export interface AccountDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readSecretFile: ReadSecretFile;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly sleep: ClientOptions["sleep"];
  readonly random: () => number;
  /** The tables of `budgetSchema`: limits are shared by all who open an account over them. In memory when absent. */
  readonly budgetStore?: Store;
  readonly onRequest?: (event: RequestEvent) => void;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** An account ready to be called. */
export interface OpenAccount {
  readonly name: string;
  /** Writing to anything else asks first. */
  readonly isEmulator: boolean;
  readonly plan: Plan;
  readonly client: Client;
  /** Under which name the budget counts: the same for every name that the account goes by. */
  readonly limitsOwner: string;
  /** How much of its days is used, as far as this budget counts. */
  readonly budgetUse: () => Promise<readonly BudgetUse[]>;
}

interface Target extends EmulatorTarget {
  readonly name: string;
  readonly isEmulator: boolean;
}

const zoomTarget = (entry: AccountEntry, { env, readSecretFile }: AccountDeps): Target => ({
  name: entry.name,
  isEmulator: false,
  baseUrl: entry.baseUrl,
  tokenUrl: entry.tokenUrl,
  credentials: {
    accountId: entry.accountId,
    clientId: entry.clientId,
    clientSecret: resolveSecret(entry, env, readSecretFile),
  },
  plan: entry.plan,
  limits: "on",
});

/** Whose limits a target uses up: the account's at that address, by whatever names it goes here and elsewhere. */
const limitsOwner = ({ name, baseUrl, credentials }: Target): string =>
  `${"accountId" in credentials ? credentials.accountId : name} at ${new URL(baseUrl).host}`;

/**
 * Opens a named account or an emulator: resolves its secret and joins client and budget. Sends nothing.
 * @throws RC_ACCOUNTS_SECRET_MISSING, RC_ACCOUNTS_SECRET_FILE_OPEN
 */
export const openAccount = (
  what: { readonly entry: AccountEntry } | { readonly emulator: EmulatorTarget },
  deps: AccountDeps,
): OpenAccount => {
  const target: Target =
    "entry" in what ? zoomTarget(what.entry, deps) : { ...what.emulator, name: emulatorName, isEmulator: true };
  const { name, isEmulator, plan } = target;
  const budget = createBudget({
    account: limitsOwner(target),
    plan,
    clock: deps.clock,
    ...(deps.budgetStore === undefined ? {} : { store: deps.budgetStore }),
    unlimited: target.limits === "off",
  });
  const client = createClient({
    baseUrl: target.baseUrl,
    tokenUrl: target.tokenUrl,
    credentials: target.credentials,
    transport: target.transport ?? fetchTransport(deps.fetch),
    clock: deps.clock,
    sleep: deps.sleep,
    random: deps.random,
    budget,
    ...(deps.onRequest === undefined ? {} : { onRequest: deps.onRequest }),
    ...(deps.timeoutMs === undefined ? {} : { timeoutMs: deps.timeoutMs }),
    ...(deps.signal === undefined ? {} : { signal: deps.signal }),
  });
  const budgetUse = (): Promise<readonly BudgetUse[]> => budget.use(deps.clock() + client.clockOffsetMs());
  return { name, isEmulator, plan, client, limitsOwner: limitsOwner(target), budgetUse };
};
