import { credentialSchema, openCredentials } from "#accounts";
import { systemClock } from "#base";
import { resealPasswords } from "#roster";
import { openPostgresStore, openSealed, openSqliteStore, seal, type Store, type StoreSchema } from "#system";
import { resealTriggers, workflowTables } from "#workflows";
import { join } from "node:path";

import { databaseUrl } from "../database-url.ts";
import { triggerPurpose } from "./trigger-vault.ts";

export interface ResealOptions {
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly current: Uint8Array;
  readonly next: Uint8Array;
  /** What becomes of credentials that open with neither key; `refuse` changes nothing at all. */
  readonly unreadable: "refuse" | "leave";
  /** Told what comes next: a test ends the process there. */
  readonly onStep: (step: "credentials" | "triggers" | "passwords") => void;
}

/** How many secrets of each kind have the next key now. */
export interface Resealed {
  readonly credentials: number;
  /** What runs began with. */
  readonly triggers: number;
  /** Of jobs that are not over. */
  readonly passwords: number;
}

const opens = (key: Uint8Array, sealed: Uint8Array, purpose: string): string | undefined => {
  try {
    return openSealed(key, sealed, purpose);
  } catch {
    return undefined;
  }
};

/** Undefined for what has the next key already, or opens with neither and is lost in any case. */
const resealWith =
  ({ current, next }: Pick<ResealOptions, "current" | "next">) =>
  (sealed: Uint8Array, purpose: string): Uint8Array | undefined => {
    const text = opens(current, sealed, purpose);
    return text === undefined ? undefined : seal(next, text, purpose);
  };

const openTables = async ({ directory, env }: ResealOptions, schema: StoreSchema): Promise<Store> => {
  const postgres = databaseUrl(env);
  if (postgres !== undefined) return await openPostgresStore(postgres, schema);
  const store = await openSqliteStore(join(directory, `${schema.name}.db`), schema);
  // What the old key opens must not linger in free pages of the file.
  await store.all("PRAGMA secure_delete = ON");
  return store;
};

const resealCredentials = async (options: ResealOptions): Promise<number> => {
  await using table = await openTables(options, credentialSchema);
  return await openCredentials(table, options.current, systemClock).rotate(options.next, options.unreadable);
};

const resealRuns = async (options: ResealOptions): Promise<number> => {
  const reseal = resealWith(options);
  await using runs = await openTables(options, workflowTables);
  return await resealTriggers(runs, (text) => {
    const anew = reseal(Buffer.from(text, "base64"), triggerPurpose);
    return anew === undefined ? undefined : Buffer.from(anew).toString("base64");
  });
};

/**
 * Seals everything with the next key: credentials in one transaction, first, because a credential that opens with
 * neither key may stop it all before anything has changed. Begun again after an interruption, it goes on.
 * The files are closed after each part, which also writes them through.
 * @throws RC_SYSTEM_SEAL_BROKEN and what the database says
 */
export const resealAll = async (options: ResealOptions): Promise<Resealed> => {
  const { directory, onStep } = options;
  onStep("credentials");
  const credentials = await resealCredentials(options);
  onStep("triggers");
  const triggers = await resealRuns(options);
  onStep("passwords");
  const postgres = databaseUrl(options.env);
  // Jobs of a time without a database stay in the directory's file.
  const inFile = await resealPasswords({ directory }, resealWith(options));
  const shared = postgres === undefined ? 0 : await resealPasswords({ postgres }, resealWith(options));
  return { credentials, triggers, passwords: inFile + shared };
};
