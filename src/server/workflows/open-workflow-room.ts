import { randomBytes } from "node:crypto";
import { basename, join, resolve } from "node:path";

import type { Credentials } from "#accounts";
import { systemClock } from "#base";
import { openEngine } from "#engine";
import type { Roster } from "#roster";
import { openSandbox } from "#sandbox";
import { createStepTypes, readZoomEvent, type StepDeps } from "#steps";
import { openPostgresStore, openSqliteStore, streamUserFile } from "#system";
import { type ObserveRuns, openWorkflows, type Workflows, workflowTables } from "#workflows";

import { databaseUrl } from "../database-url.ts";
import { serverErrors } from "../errors.ts";
import type { Accounts } from "../open-accounts.ts";
import { openCatalogStore } from "../catalog-store.ts";
import { triggersOnly } from "./open-credential-store.ts";
import { makeOutbound } from "./outbound.ts";
import { triggerVault } from "../vault/trigger-vault.ts";

export interface WorkflowRoomOptions {
  readonly directory: string;
  /** Seals what callers send: it may hold passwords. 32 bytes. */
  readonly key: Uint8Array;
  readonly accounts: Accounts;
  readonly credentials: Pick<Credentials, "open">;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absent in a worker that has no roster of its own. */
  readonly roster?: Pick<Roster, "plan">;
  readonly onError: (error: unknown) => void;
  readonly observe?: ObserveRuns;
}

/** Runs at work at the same time; those that wait do not count. */
const concurrency = 20;
/** Threads for code steps; more of them wait. */
const codeWorkers = 4;

const planWith =
  (roster: WorkflowRoomOptions["roster"]): StepDeps["planRoster"] =>
  async (file, account) => {
    if (roster === undefined)
      throw serverErrors.make("RC_SERVER_WORKER", "people files are compared by the server itself, not by a worker");
    const path = resolve(file);
    return await roster.plan({ name: basename(path), path, open: () => streamUserFile(path) }, account);
  };

/** The workflows of a data directory. */
export const openWorkflowRoom = async (options: WorkflowRoomOptions): Promise<Workflows> => {
  const { directory, key, accounts, credentials, onError } = options;
  const outbound = makeOutbound(options.env, credentials);
  const postgres = databaseUrl(options.env);
  const engine = await openEngine({
    ...(postgres === undefined ? { directory } : { postgres }),
    name: "workflow_engine",
    concurrency,
    onError,
  });
  const store =
    postgres === undefined
      ? await openSqliteStore(join(directory, "workflows.db"), workflowTables)
      : await openPostgresStore(postgres, workflowTables);
  const catalogs = openCatalogStore(directory);
  const sandbox = openSandbox({ maxWorkers: codeWorkers });
  const workflows = openWorkflows({
    engine,
    store,
    vault: triggerVault(key),
    types: createStepTypes({
      clock: systemClock,
      openAccount: (name) => accounts.open(name),
      catalog: () => catalogs.catalog(),
      outbound,
      planRoster: planWith(options.roster),
      sandbox,
    }),
    readEvent: readZoomEvent,
    openCredential: (name) => credentials.open(name, triggersOnly),
    sendAlert: async (url, body, credential) => {
      const answer = await outbound({
        method: "POST",
        url,
        headers: { "content-type": "application/json" },
        body,
        signal: AbortSignal.timeout(10_000),
        ...(credential === undefined ? {} : { auth: { type: "bearer", credential } }),
      });
      if (answer.status >= 300)
        throw new Error(`the alert to ${new URL(url).host} was answered with HTTP ${answer.status}`);
    },
    clock: systemClock,
    randomBytes,
    onError,
    ...(options.observe === undefined ? {} : { observe: options.observe }),
  });
  const close: Workflows["close"] = async (how) => {
    await workflows.close(how);
    await sandbox.close();
  };
  return { ...workflows, close, [Symbol.asyncDispose]: () => close() };
};
