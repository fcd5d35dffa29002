import { join } from "node:path";

import { exactJson } from "#base";
import { type Database, openDatabase } from "#system";

import type { Records } from "./records.ts";
import { restoreRecord } from "./restore.ts";
import type { World } from "./world.ts";

const migrations = [
  `CREATE TABLE record (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID`,
];

/** Kinds in the order they must come back in: an account before its users. */
export const recordKinds = [
  "clock",
  "account",
  "app",
  "token",
  "user",
  "mail",
  "fault",
] as const satisfies readonly (keyof Records)[];

/** Keeps a world in a file. */
export interface Persistence extends AsyncDisposable {
  /** Resolves when everything changed so far is committed; undefined when nothing is waiting. */
  settled(): Promise<void> | undefined;
  /** True when the file held an account already. */
  readonly found: boolean;
  close(): Promise<void>;
}

const load = (world: World, database: Database): boolean => {
  for (const kind of recordKinds) {
    const rows = database.all("SELECT body FROM record WHERE kind = ?", kind);
    const records = rows.map((row) => exactJson.parse(String(row["body"])));
    restoreRecord(world, kind, records);
  }
  return world.tenants.size > 0;
};

/**
 * Opens `<directory>/emulator.db`, fills the world from it and writes every change back. One commit covers all changes of
 * an event-loop turn; an answer leaves only after its commit, so whatever was answered survives kill -9.
 */
export const persist = async (world: World, directory: string): Promise<Persistence> => {
  const database = await openDatabase(join(directory, "emulator.db"), { migrations });
  const found = load(world, database);
  /** kind -> key -> record, or undefined for a removed one. */
  let dirty = new Map<string, Map<string, unknown>>();
  let committing: Promise<void> | undefined;

  const commit = (): void => {
    const changes = dirty;
    dirty = new Map();
    committing = undefined;
    database.transaction(() => {
      for (const [kind, records] of changes)
        for (const [key, record] of records)
          if (record === undefined) database.run("DELETE FROM record WHERE kind = ? AND key = ?", kind, key);
          else
            database.run(
              "INSERT INTO record VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
              kind,
              key,
              exactJson.stringify(record),
            );
    });
  };

  world.keep = (kind, key, record) => {
    let records = dirty.get(kind);
    if (records === undefined) {
      records = new Map();
      dirty.set(kind, records);
    }
    records.set(key, record);
  };

  const settled = (): Promise<void> | undefined => {
    if (dirty.size === 0) return committing;
    // All requests of this turn share one commit, at its end.
    committing ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        try {
          commit();
          resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    return committing;
  };

  const close = async (): Promise<void> => {
    await settled();
    database.close();
  };
  return { settled, found, close, [Symbol.asyncDispose]: close };
};
