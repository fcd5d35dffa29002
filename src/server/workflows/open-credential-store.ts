import { join } from "node:path";

import { type Credentials, credentialSchema, openCredentials } from "#accounts";
import { systemClock } from "#base";
import { openPostgresStore, openSqliteStore } from "#system";

import { databaseUrl } from "../database-url.ts";

/** What a trigger's secret is stored for: a name that no request can go to, so that it is never sent anywhere. */
export const triggersOnly = "triggers.invalid";

export interface CredentialStore {
  readonly credentials: Credentials;
  close(): Promise<void>;
}

/** The credentials of a data directory, or of the database that its workers share. */
export const openCredentialStore = async ({
  directory,
  key,
  env,
}: {
  readonly directory: string;
  readonly key: Uint8Array;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Promise<CredentialStore> => {
  const postgres = databaseUrl(env);
  const store =
    postgres === undefined
      ? await openSqliteStore(join(directory, "credentials.db"), credentialSchema)
      : await openPostgresStore(postgres, credentialSchema);
  return { credentials: openCredentials(store, key, systemClock), close: () => store.close() };
};
