import type { StoreSchema } from "#system";

/** Credentials at rest: everything of value is in `sealed`, base64 of what `seal` made. */
export const credentialSchema: StoreSchema = {
  name: "credentials",
  migrations: [
    `CREATE TABLE credential (
       name TEXT PRIMARY KEY, hosts TEXT NOT NULL, sealed TEXT NOT NULL, key_id TEXT NOT NULL, changed_at BIGINT NOT NULL
     )`,
  ],
};
