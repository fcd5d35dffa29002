import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { loadSqlite } from "./load-sqlite.ts";

const sqliteBusy = 5;
// Long enough for somebody's probe (which holds the file for microseconds) to end.
const patienceMs = 250;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && error.errcode === sqliteBusy;

/**
 * The file whose lock means "this directory is in use". SQLite's lock on it is the operating system's, so it ends with
 * the process, however that ends. Never open this file by other means: closing any descriptor of it would drop the lock.
 */
export const lockFile = "lock.db";

/** Takes the directory's lock for as long as the returned function is not called; undefined when it is held. */
export const takeLock = async (directory: string): Promise<(() => void) | undefined> => {
  const { DatabaseSync } = await loadSqlite();
  const database: DatabaseSync = new DatabaseSync(join(directory, lockFile));
  try {
    database.exec(`PRAGMA busy_timeout = ${patienceMs}; BEGIN EXCLUSIVE`);
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return () => {
    if (database.isOpen) database.close();
  };
};

/** Whether some process holds the directory's lock now. */
export const isLocked = async (directory: string): Promise<boolean> => {
  const path = join(directory, lockFile);
  if (!existsSync(path)) return false;
  const { DatabaseSync } = await loadSqlite();
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.exec("SELECT 1 FROM sqlite_master");
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    database.close();
  }
};
