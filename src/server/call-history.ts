import { join } from "node:path";

import { openDatabase } from "#system";

import { type CallRecord, callSchema, type CallView } from "./api/console-contract.ts";

/** The last test requests of the console, in `<directory>/console.db`. Secrets are masked before they get here. */
export interface CallHistory {
  add(call: CallRecord): CallView;
  /** Newest first; of one operation, or of all. */
  list(operation: string | undefined, limit: number): readonly CallView[];
  clear(): void;
  close(): void;
}

const migrations = [
  `CREATE TABLE call (id INTEGER PRIMARY KEY, operation TEXT NOT NULL, record TEXT NOT NULL) STRICT;
   CREATE INDEX call_operation ON call (operation, id)`,
];

const kept = 500;

/** Opens or makes the file. */
export const openCallHistory = async (directory: string): Promise<CallHistory> => {
  const database = await openDatabase(join(directory, "console.db"), { migrations });
  return {
    add(call) {
      database.run("INSERT INTO call (operation, record) VALUES (?, ?)", call.operation, JSON.stringify(call));
      const id = Number(database.get("SELECT max(id) AS id FROM call")?.["id"] ?? 0);
      database.run("DELETE FROM call WHERE id <= ?", id - kept);
      return { ...call, id };
    },
    list(operation, limit) {
      const rows =
        operation === undefined
          ? database.all("SELECT id, record FROM call ORDER BY id DESC LIMIT ?", limit)
          : database.all("SELECT id, record FROM call WHERE operation = ? ORDER BY id DESC LIMIT ?", operation, limit);
      return rows.map(({ id, record }) => ({ ...callSchema.parse(JSON.parse(String(record))), id: Number(id) }));
    },
    clear() {
      database.run("DELETE FROM call");
    },
    close() {
      database.close();
    },
  };
};
