import type { DatabaseSync, StatementSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";

import { systemErrors } from "./errors.ts";
import { loadSqlite } from "./load-sqlite.ts";

/** What a column can hold. Write integers beyond 2^53 as text: SQLite refuses to read them back as numbers. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** One row as it comes; parse it with a schema. */
export type Row = Readonly<Record<string, SqlValue>>;

/** A SQLite file. Every call is synchronous; statements are prepared once per SQL text. */
export interface Database extends Disposable {
  /** Runs one statement; returns how many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): number;
  /** All rows of a query. */
  all(sql: string, ...values: readonly SqlValue[]): Row[];
  /** The first row of a query. */
  get(sql: string, ...values: readonly SqlValue[]): Row | undefined;
  /**
   * Runs `work` as one transaction that holds the write lock from the start; rolls back when it throws. Inside another
   * transaction it joins that one. Refuses an asynchronous function: a transaction must not be held across an await.
   */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

const maxStatements = 500;

const migrate = (
  database: Database,
  file: string,
  migrations: readonly string[],
  exec: (sql: string) => void,
): void => {
  const version = (): number => Number(database.get("PRAGMA user_version")?.["user_version"] ?? 0);
  if (version() > migrations.length)
    throw systemErrors.make(
      "RC_SYSTEM_DATABASE_NEWER",
      `${file} has version ${version()}; this Rollcall knows versions up to ${migrations.length}`,
    );
  for (const [index, script] of migrations.entries())
    database.transaction(() => {
      // Read again under the write lock: another process may have been faster.
      if (version() > index) return;
      exec(script);
      exec(`PRAGMA user_version = ${index + 1}`);
    });
};

const overHandle = (handle: DatabaseSync): Database => {
  const statements = new Map<string, StatementSync>();
  let inTransaction = false;
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= maxStatements) statements.clear();
    const statement = handle.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const close = (): void => {
    statements.clear();
    if (handle.isOpen) handle.close();
  };
  return {
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    all: (sql, ...values) => prepare(sql).all(...values),
    get: (sql, ...values) => prepare(sql).get(...values),
    transaction(work) {
      if (inTransaction) return work();
      handle.exec("BEGIN IMMEDIATE");
      inTransaction = true;
      try {
        const result = work();
        if (result instanceof Promise) throw new TypeError("a transaction takes a synchronous function");
        handle.exec("COMMIT");
        return result;
      } catch (error) {
        // Some errors (disk full) have rolled back already.
        if (handle.isTransaction) handle.exec("ROLLBACK");
        throw error;
      } finally {
        inTransaction = false;
      }
    },
    close,
    [Symbol.dispose]: close,
  };
};

const patienceMs = 5000;
const busyCode = 5;

/**
 * Begins the write-ahead log. For this one change of a file SQLite does not wait by itself: processes that open a new file at
 * the same moment would find each other in the way.
 */
const beginLog = async (handle: DatabaseSync): Promise<void> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      handle.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      const isBusy = error instanceof Error && "errcode" in error && error.errcode === busyCode;
      if (!isBusy || performance.now() > deadline) throw error;
      await delay(10 + Math.random() * 20);
    }
  }
};

/**
 * Opens or creates a SQLite file and brings it to the last migration. Write-ahead log, `synchronous=NORMAL` (a power cut
 * may lose the last commits, a killed process none), foreign keys on, 5,000 ms of patience with other connections.
 * @param path a file in an existing directory, or ":memory:"
 * @throws RC_SYSTEM_DATABASE_NEWER when the file knows more migrations than we do; RC_SYSTEM_DATABASE_UNREADABLE
 * @example
 * using database = await openDatabase(":memory:", { migrations: ["CREATE TABLE people (name TEXT)"] });
 */
export const openDatabase = async (
  path: string,
  { migrations }: { readonly migrations: readonly string[] },
): Promise<Database> => {
  const { DatabaseSync } = await loadSqlite();
  let handle: DatabaseSync | undefined;
  try {
    handle = new DatabaseSync(path);
    handle.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    await beginLog(handle);
    handle.exec("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
  } catch (error) {
    handle?.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw systemErrors.make("RC_SYSTEM_DATABASE_UNREADABLE", `cannot open ${path}: ${reason}`, { cause: error });
  }
  const database = overHandle(handle);
  try {
    const open = handle;
    migrate(database, path, migrations, (sql) => {
      open.exec(sql);
    });
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
};
