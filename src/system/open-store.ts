import { openDatabase, type Row, type SqlValue } from "./open-database.ts";

/** One statement; `?` stands for a value. */
export interface Statement {
  readonly sql: string;
  readonly values?: readonly SqlValue[];
}

/**
 * Tables that several processes may share. Its SQL is what SQLite and PostgreSQL both understand: TEXT and BIGINT columns,
 * `?` for values, ON CONFLICT, RETURNING. There are no transactions that stay open across an await: `batch` is one.
 */
export interface Store extends AsyncDisposable {
  /**
   * SQL for the database's own clock, whole milliseconds since 1970: the one clock that all processes share, also when
   * they run on several machines.
   */
  readonly now: string;
  /** Runs one statement; returns how many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): Promise<number>;
  /** All rows of a query, or of a statement with RETURNING. */
  all(sql: string, ...values: readonly SqlValue[]): Promise<Row[]>;
  /** The first row. */
  get(sql: string, ...values: readonly SqlValue[]): Promise<Row | undefined>;
  /** All of these statements or none. */
  batch(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}

/** What a room's tables are called and how they came to be: one script per version, never changed afterwards. */
export interface StoreSchema {
  readonly name: string;
  readonly migrations: readonly string[];
}

/**
 * Opens a room's tables in a SQLite file of its own.
 * @throws RC_SYSTEM_DATABASE_NEWER, RC_SYSTEM_DATABASE_UNREADABLE
 */
export const openSqliteStore = async (path: string, { migrations }: StoreSchema): Promise<Store> => {
  const database = await openDatabase(path, { migrations });
  const close = async (): Promise<void> => {
    database.close();
    await Promise.resolve();
  };
  return {
    now: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
    run: async (sql, ...values) => database.run(sql, ...values),
    all: async (sql, ...values) => database.all(sql, ...values),
    get: async (sql, ...values) => database.get(sql, ...values),
    batch: async (statements) => {
      database.transaction(() => {
        for (const { sql, values = [] } of statements) database.run(sql, ...values);
      });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
};
