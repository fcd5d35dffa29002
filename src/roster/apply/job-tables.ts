import { join } from "node:path";

import { openPostgresStore, openSqliteStore, type Store, type StoreSchema } from "#system";

/** Where jobs are kept: in a file of a data directory, or in a database that several processes share. */
export type JobPlace = { readonly directory: string } | { readonly postgres: string };

/** `roster.db`, as it came to be. Its SQL is SQLite's alone; what it leads to is what `sharedTables` begins with. */
export const fileTables: StoreSchema = {
  name: "roster",
  migrations: [
    `CREATE TABLE job (
     id TEXT PRIMARY KEY, account TEXT NOT NULL, source_key TEXT NOT NULL, source_name TEXT NOT NULL,
     sha256 TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL,
     created_at TEXT NOT NULL, waiting_until INTEGER, problem TEXT
   );
   CREATE INDEX job_by_source ON job (account, source_key);
   CREATE TABLE job_row (
     job TEXT NOT NULL, row INTEGER NOT NULL, line INTEGER NOT NULL, email TEXT NOT NULL, action TEXT NOT NULL,
     cells TEXT NOT NULL, want TEXT, state TEXT NOT NULL, intent_at INTEGER, outcome TEXT, status TEXT, user_id TEXT,
     reasons TEXT NOT NULL, PRIMARY KEY (job, row)
   ) WITHOUT ROWID;
   CREATE INDEX job_row_by_state ON job_row (job, state);
   CREATE TABLE job_secret (job TEXT NOT NULL, row INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (job, row))
     WITHOUT ROWID;`,
    `ALTER TABLE job_row ADD COLUMN seen TEXT;
   CREATE TABLE audit (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, person TEXT, entry TEXT NOT NULL);
   CREATE INDEX audit_by_person ON audit (person);
   CREATE INDEX job_row_by_email ON job_row (email COLLATE NOCASE);`,
    `PRAGMA secure_delete = ON;
   ALTER TABLE job ADD COLUMN report_due INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE job_sealed (job TEXT NOT NULL, row INTEGER NOT NULL, sealed TEXT NOT NULL, PRIMARY KEY (job, row))
     WITHOUT ROWID;
   INSERT INTO job_sealed SELECT job, row, hex(sealed) FROM job_secret;
   DROP TABLE job_secret;
   ALTER TABLE job_sealed RENAME TO job_secret;
   DROP INDEX job_row_by_email;
   CREATE INDEX job_row_by_email ON job_row (lower(email));`,
  ],
};

/** The same tables in PostgreSQL: the schema `rollcall_roster`. */
const sharedTables: StoreSchema = {
  name: "roster",
  migrations: [
    `CREATE TABLE job (
     id TEXT PRIMARY KEY, account TEXT NOT NULL, source_key TEXT NOT NULL, source_name TEXT NOT NULL,
     sha256 TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, attempt BIGINT NOT NULL,
     created_at TEXT NOT NULL, waiting_until BIGINT, problem TEXT, report_due BIGINT NOT NULL DEFAULT 0
   );
   CREATE INDEX job_by_source ON job (account, source_key);
   CREATE TABLE job_row (
     job TEXT NOT NULL, row BIGINT NOT NULL, line BIGINT NOT NULL, email TEXT NOT NULL, action TEXT NOT NULL,
     cells TEXT NOT NULL, want TEXT, state TEXT NOT NULL, intent_at BIGINT, outcome TEXT, status TEXT, user_id TEXT,
     reasons TEXT NOT NULL, seen TEXT, PRIMARY KEY (job, row)
   );
   CREATE INDEX job_row_by_state ON job_row (job, state);
   CREATE INDEX job_row_by_email ON job_row (lower(email));
   CREATE TABLE job_secret (job TEXT NOT NULL, row BIGINT NOT NULL, sealed TEXT NOT NULL, PRIMARY KEY (job, row));
   CREATE TABLE audit (seq BIGINT PRIMARY KEY, hash TEXT NOT NULL, person TEXT, entry TEXT NOT NULL);
   CREATE INDEX audit_by_person ON audit (person);`,
  ],
};

/**
 * Opens the tables of jobs.
 * @throws what openSqliteStore and openPostgresStore say
 */
export const openJobTables = async (place: JobPlace): Promise<Store> => {
  if ("postgres" in place) return await openPostgresStore(place.postgres, sharedTables);
  const store = await openSqliteStore(join(place.directory, "roster.db"), fileTables);
  // A settled row's password must not linger in free pages of the file.
  await store.get("PRAGMA secure_delete = ON");
  return store;
};
