import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Database, type Row, writeFileAtomically } from "#system";

import {
  type AuditEntry,
  auditEntrySchema,
  type AuditEvent,
  type BrokenChain,
  nextEntry,
  verifyChain,
} from "./chain.ts";

/** Table of the entries, for job-store.ts: they are recorded in the same transaction as what they are about. */
export const auditTable =
  "CREATE TABLE audit (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, person TEXT, entry TEXT NOT NULL)";

/** What was done to accounts, in order, as a chain that shows every change made to it afterwards. */
export interface AuditLog {
  /** Records an event; call it inside the transaction of what it is about, and `flush` after it. */
  record(event: AuditEvent): void;
  /** Brings audit.jsonl up to what is recorded. */
  flush(): void;
  /** Reads audit.jsonl and checks it against the database. */
  verify(): { readonly entries: number; readonly broken?: BrokenChain };
  /** Takes a person's address out of every entry; `person`, the keyed hash, stays. How many entries held it. */
  forget(person: string): Promise<number>;
  readonly file: string;
}

const entryOf = (row: Row): AuditEntry => auditEntrySchema.parse(JSON.parse(String(row["entry"])));

const linesOf = (file: string): string[] => {
  try {
    return readFileSync(file, "utf8").split("\n").slice(0, -1);
  } catch {
    return [];
  }
};

/** A crash may have torn the last line off: it is taken away, and written again from the database. */
const mendTail = (file: string): number => {
  let text: Buffer;
  try {
    text = readFileSync(file);
  } catch {
    writeFileSync(file, "", { mode: 0o600 });
    return 0;
  }
  const end = text.lastIndexOf(10) + 1;
  if (end < text.length) truncateSync(file, end);
  let lines = 0;
  for (let at = 0; at < end; at += 1) if (text[at] === 10) lines += 1;
  return lines;
};

/** Opens `<directory>/audit.jsonl` beside the table in `database`, which is the truth: the file can only lag behind. */
export const openAuditLog = (directory: string, database: Database, key: Uint8Array): AuditLog => {
  const file = join(directory, "audit.jsonl");
  // Asked each time: a transaction that is rolled back takes its entries with it.
  const newest = (): AuditEntry | undefined =>
    database.all("SELECT entry FROM audit ORDER BY seq DESC LIMIT 1").map(entryOf)[0];
  let written = mendTail(file);
  const after = (seq: number): AuditEntry[] =>
    database.all("SELECT entry FROM audit WHERE seq > ? ORDER BY seq", seq).map(entryOf);
  const flush = (): void => {
    const entries = after(written);
    if (entries.length === 0) return;
    appendFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""), { mode: 0o600 });
    written += entries.length;
  };
  flush();
  return {
    file,
    record(event) {
      const entry = nextEntry(key, event, newest());
      database.run(
        "INSERT INTO audit VALUES (?, ?, ?, ?)",
        entry.seq,
        entry.hash,
        entry.person ?? null,
        JSON.stringify(entry),
      );
    },
    flush,
    verify() {
      flush();
      const lines = linesOf(file);
      const broken = verifyChain(lines, newest());
      return { entries: lines.length, ...(broken === undefined ? {} : { broken }) };
    },
    async forget(person) {
      const held = database.all("SELECT entry FROM audit WHERE person = ?", person).map(entryOf);
      const named = held.filter(({ email }) => email !== undefined);
      if (named.length === 0) return 0;
      database.transaction(() => {
        for (const { email: _forgotten, ...rest } of named)
          database.run("UPDATE audit SET entry = ? WHERE seq = ?", JSON.stringify(rest), rest.seq);
      });
      const all = after(0);
      await writeFileAtomically(file, all.map((entry) => `${JSON.stringify(entry)}\n`).join(""), 0o600);
      written = all.length;
      return named.length;
    },
  };
};
