import { setTimeout as delay } from "node:timers/promises";

import type { Options, PostgresType, Sql } from "postgres";

import { errorCode, systemErrors } from "./errors.ts";
import { numberPlaceholders } from "./number-placeholders.ts";
import type { Row, SqlValue } from "./open-database.ts";
import type { Store, StoreSchema } from "./open-store.ts";
import { explainPostgres, isRolledBack, postgresPlace } from "./postgres-error.ts";

export interface PostgresOptions {
  /** Connections of this store at most; 4 unless told. They are opened when needed and closed after a minute's rest. */
  readonly maxConnections?: number;
}

const maxTries = 8;
const longestPauseMs = 100;
const connectTimeoutS = 10;
const idleTimeoutS = 60;
/** "rollcall" as eight bytes: whoever migrates any of our tables holds this one. */
const migrationLock = "8245928655518264428";

type Types = Record<string, PostgresType>;

/** Digits of any length: a number where it is exact, a bigint where it would not be. */
const readInteger = (text: string): number | bigint => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
};

/** Rows are to look as SQLite gives them: BIGINT and sums as numbers, truth as 1 and 0. */
const types = {
  integer: { to: 20, from: [20], serialize: String, parse: readInteger },
  numeric: {
    to: 1700,
    from: [1700],
    serialize: String,
    parse: (text: string) => (/^-?\d+$/.test(text) ? readInteger(text) : Number(text)),
  },
  truth: { to: 16, from: [16], serialize: String, parse: (text: string) => (text === "t" ? 1 : 0) },
} satisfies Types;

const options = (schema: string, { maxConnections = 4 }: PostgresOptions): Options<Types> => ({
  max: maxConnections,
  idle_timeout: idleTimeoutS,
  connect_timeout: connectTimeoutS,
  connection: { application_name: "rollcall", search_path: schema },
  types,
  // The driver would print the server's remarks ("already exists, skipping").
  onnotice: () => undefined,
});

const isValue = (value: unknown): value is SqlValue =>
  value === null || ["number", "bigint", "string"].includes(typeof value) || value instanceof Uint8Array;

const toRow = (row: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (isValue(value)) return [name, value];
      throw new TypeError(`column ${name}: a store's columns are TEXT and BIGINT`);
    }),
  );

interface Answer {
  readonly rows: Row[];
  readonly count: number;
}

const query = async (sql: Pick<Sql, "unsafe">, text: string, values: readonly SqlValue[]): Promise<Answer> => {
  // As text: the server gives each the type that its place asks for.
  const parameters = values.map((value) => (typeof value === "bigint" ? String(value) : value));
  const rows = await sql.unsafe<Record<string, unknown>[]>(numberPlaceholders(text), parameters, { prepare: true });
  // The driver says null for statements that count nothing.
  const count: unknown = rows.count;
  return { rows: Array.from(rows, toRow), count: typeof count === "number" ? count : 0 };
};

const versionOf = async (sql: Pick<Sql, "unsafe">, schema: string): Promise<number> => {
  const table = `${schema}.store_version`;
  // Not to_regclass: it may still remember from before we waited for the lock that there is no such table.
  const catalog = "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = ? AND tablename = 'store_version'";
  if ((await query(sql, catalog, [schema])).rows.length === 0) return 0;
  const { rows } = await query(sql, `SELECT version FROM ${table}`, []);
  return Number(rows[0]?.["version"] ?? 0);
};

const migrate = async (
  sql: Sql<Record<string, unknown>>,
  schema: string,
  place: string,
  scripts: readonly string[],
) => {
  // Nothing to do needs no right to create, and no lock.
  if ((await versionOf(sql, schema)) === scripts.length) return;
  await sql.begin(async (transaction) => {
    await transaction.unsafe(`SELECT pg_advisory_xact_lock(${migrationLock})`);
    const version = await versionOf(transaction, schema);
    if (version > scripts.length)
      throw systemErrors.make(
        "RC_SYSTEM_DATABASE_NEWER",
        `${schema} in ${place} has version ${version}; this Rollcall knows versions up to ${scripts.length}`,
      );
    if (version === 0) {
      // An empty list of migrations has no version: the schema may be there already.
      await transaction.unsafe(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
      await transaction.unsafe(`CREATE TABLE IF NOT EXISTS ${schema}.store_version (version BIGINT NOT NULL)`);
    }
    for (const script of scripts.slice(version)) await transaction.unsafe(script);
    await transaction.unsafe(`DELETE FROM ${schema}.store_version`);
    await transaction.unsafe(`INSERT INTO ${schema}.store_version VALUES (${scripts.length})`);
  });
};

/** Does it; again where the server undid it for another transaction's sake; explains what else goes wrong. */
const patiently = async <Result>(place: string, work: () => Promise<Result>): Promise<Result> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isRolledBack(error) || tries >= maxTries) throw explainPostgres(error, place);
      // Whoever met here must not meet again.
      await delay(Math.random() * longestPauseMs);
    }
  }
};

const overPool = (sql: Sql<Record<string, unknown>>, place: string): Store => {
  const ask = async (text: string, values: readonly SqlValue[]): Promise<Answer> =>
    await patiently(place, () => query(sql, text, values));
  const close = async (): Promise<void> => {
    await sql.end({ timeout: 5 });
  };
  return {
    now: "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
    run: async (text, ...values) => (await ask(text, values)).count,
    all: async (text, ...values) => (await ask(text, values)).rows,
    get: async (text, ...values) => (await ask(text, values)).rows[0],
    batch: async (statements) => {
      await patiently(place, () =>
        sql.begin(async (transaction) => {
          for (const statement of statements) await query(transaction, statement.sql, statement.values ?? []);
        }),
      );
    },
    close,
    [Symbol.asyncDispose]: close,
  };
};

/**
 * Opens a room's tables in a PostgreSQL database, in a schema of their own (`rollcall_<name>`), for any number of
 * processes. Migrations run under an advisory lock, all or none. Statements are as for `openSqliteStore`, with two
 * differences that PostgreSQL makes: a TEXT cannot hold U+0000, and a BIGINT beyond 2^53 comes back as a bigint.
 * A connection that breaks is opened anew; the statements that meet the break throw, and nobody knows whether they had an
 * effect.
 * @param url `postgres://user:password@host:port/database`; it is never repeated in a message
 * @throws RC_SYSTEM_DATABASE_NEWER, _REFUSED, _UNREACHABLE, _URL; the two in the middle also from each statement
 */
export const openPostgresStore = async (
  url: string,
  { name, migrations }: StoreSchema,
  more: PostgresOptions = {},
): Promise<Store> => {
  if (!/^[a-z][a-z\d_]{0,40}$/.test(name)) throw new TypeError(`${name} cannot be part of a schema's name`);
  const place = postgresPlace(url);
  const schema = `rollcall_${name}`;
  const { default: postgres } = await import("postgres");
  const sql = postgres(url, options(schema, more));
  try {
    await migrate(sql, schema, place, migrations);
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw errorCode(error)?.startsWith("RC_") ? error : explainPostgres(error, place);
  }
  return overPool(sql, place);
};
