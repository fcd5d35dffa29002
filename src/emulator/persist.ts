import { join } from "node:path";

import { exactJson } from "#base";
import { type Database, openDatabase } from "#system";

import { emulatorErrors } from "./errors.ts";
import { recordKinds, restoreRecord } from "./restore.ts";
import type { World } from "./world.ts";

const migrations = [
  // The rowid keeps the order of creation: the first account stays the first, and faults and mails stay in turn.
  `CREATE TABLE record (place INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, key))`,
];

/** Keeps a world in a file. */
export interface Persistence extends AsyncDisposable {
  /** Resolves when everything changed so far is committed; undefined when nothing is waiting. */
  settled(): Promise<void> | undefined;
  /** True when the file held an account already. */
  readonly found: boolean;
  close(): Promise<void>;
}

const load = (world: World, database: Database): void => {
  for (const kind of recordKinds) {
    const rows = database.all("SELECT body FROM record WHERE kind = ? ORDER BY place", kind);
    restoreRecord(
      world,
      kind,
      rows.map((row) => exactJson.parse(String(row["body"]))),
    );
  }
};

/** kind -> key -> record, or undefined for a removed one. */
type Changes = Map<string, Map<string, unknown>>;

const write = (database: Database, changes: Changes): void => {
  database.transaction(() => {
    for (const [kind, records] of changes)
      for (const [key, record] of records)
        if (record === undefined) database.run("DELETE FROM record WHERE kind = ? AND key = ?", kind, key);
        else
          database.run(
            "INSERT INTO record (kind, key, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
            kind,
            key,
            exactJson.stringify(record),
          );
  });
};

const openWorld = async (world: World, file: string): Promise<Database> => {
  const database = await openDatabase(file, { migrations });
  try {
    load(world, database);
  } catch (error) {
    database.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw emulatorErrors.make("RC_EMULATOR_STATE_BROKEN", `cannot read the accounts in ${file}: ${reason}`, {
      cause: error,
    });
  }
  return database;
};

/** What could not be written (a full disk), with what has changed since. */
const mergeChanges = (changes: Changes, newer: Changes): Changes => {
  for (const [kind, records] of newer)
    changes.set(kind, new Map([...(changes.get(kind) ?? new Map<string, unknown>()), ...records]));
  return changes;
};

const notKept = (file: string, error: unknown): Error => {
  const reason = error instanceof Error ? error.message : String(error);
  return emulatorErrors.make("RC_EMULATOR_NOT_KEPT", `cannot write ${file}: ${reason}`, { cause: error });
};

/** All changes of this turn share one commit, at its end. */
const atEndOfTurn = (commit: () => void): Promise<void> => {
  const done = new Promise<void>((resolve, reject) => {
    setImmediate(() => {
      try {
        commit();
        resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
  // A change that no answer waits for must not end the process when it fails.
  done.catch(() => undefined);
  return done;
};

/**
 * Opens `<directory>/emulator.db`, fills the world from it and writes every change back. One commit covers all changes of
 * an event-loop turn; an answer leaves only after its commit, so whatever was answered survives kill -9.
 * @throws RC_EMULATOR_STATE_BROKEN, RC_SYSTEM_DATABASE_UNREADABLE, RC_SYSTEM_DATABASE_NEWER
 */
export const persist = async (world: World, directory: string): Promise<Persistence> => {
  const file = join(directory, "emulator.db");
  const database = await openWorld(world, file);
  const found = world.tenants.size > 0;
  let dirty: Changes = new Map();
  let committing: Promise<void> | undefined;

  /** @throws RC_EMULATOR_NOT_KEPT */
  const commit = (): void => {
    const changes = dirty;
    dirty = new Map();
    committing = undefined;
    try {
      write(database, changes);
    } catch (error) {
      // It is tried again before the next answer.
      dirty = mergeChanges(changes, dirty);
      throw notKept(file, error);
    }
  };

  const schedule = (): Promise<void> => atEndOfTurn(commit);

  world.keep = (kind, key, record) => {
    let records = dirty.get(kind);
    if (records === undefined) {
      records = new Map();
      dirty.set(kind, records);
    }
    records.set(key, record);
    committing ??= schedule();
  };

  /** After a failure nothing is answered before it is made good: an answer may show what was not written. */
  const settled = (): Promise<void> | undefined => {
    if (dirty.size > 0) committing ??= schedule();
    return committing;
  };
  world.settled = settled;

  const close = async (): Promise<void> => {
    try {
      await settled();
    } finally {
      world.keep = () => undefined;
      database.close();
    }
  };
  return { settled, found, close, [Symbol.asyncDispose]: close };
};
