import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { type Row, type Statement, type Store, writeFileAtomically } from "#system";

import {
  type AuditEntry,
  auditEntrySchema,
  type AuditEvent,
  type BrokenChain,
  nextEntry,
  verifyChain,
} from "./chain.ts";
import { makeTurns } from "./in-turn.ts";

/** What is to be recorded together: the event, and what it is about. */
export interface Deed {
  readonly event: AuditEvent;
  /** What must still hold for the event to be recorded. */
  readonly condition?: Statement;
  /**
   * Run in the event's transaction. A function is given the condition that the event was recorded, for each of them to
   * end in: then nothing fails when another process takes the place in the chain, which PostgreSQL would put in its log.
   */
  readonly statements: readonly Statement[] | ((recorded: Statement) => readonly Statement[]);
}

/** What was done to accounts, in order, as a chain that shows every change made to it afterwards. */
export interface AuditLog {
  /** Records an event in one transaction with the statements that it is about, and brings the file up to it. */
  record(deed: Deed): Promise<void>;
  /** Brings the file up to what others have recorded. */
  flush(): Promise<void>;
  /** Reads the file and checks it against the database. */
  verify(): Promise<{ readonly entries: number; readonly broken?: BrokenChain }>;
  /** Takes a person's address out of every entry; `person`, the keyed hash, stays. How many entries held it. */
  forget(person: string): Promise<number>;
  /** Where the chain can be read; empty in a process that keeps no file. */
  readonly file: string;
}

const maxTries = 100;
const longestPauseMs = 20;

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

const textOf = (entries: readonly AuditEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");

const insert = (entry: AuditEntry, condition: Statement | undefined, orNothing: boolean): Statement => ({
  sql: `INSERT INTO audit SELECT CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT)
        WHERE ${condition?.sql ?? "1 = 1"}${orNothing ? " ON CONFLICT DO NOTHING" : ""}`,
  values: [entry.seq, entry.hash, entry.person ?? null, JSON.stringify(entry), ...(condition?.values ?? [])],
});

const batchOf = (entry: AuditEntry, { condition, statements }: Deed): readonly Statement[] => {
  if (typeof statements !== "function") return [insert(entry, condition, false), ...statements];
  const recorded = {
    sql: "EXISTS (SELECT 1 FROM audit WHERE seq = ? AND hash = ?)",
    values: [entry.seq, entry.hash],
  };
  return [insert(entry, condition, true), ...statements(recorded)];
};

/** The table of entries, which is the truth. */
const openTable = (store: Store, key: Uint8Array) => {
  const newest = async (): Promise<AuditEntry | undefined> =>
    (await store.all("SELECT entry FROM audit ORDER BY seq DESC LIMIT 1")).map(entryOf)[0];
  const at = async (seq: number): Promise<AuditEntry | undefined> =>
    (await store.all("SELECT entry FROM audit WHERE seq = ?", seq)).map(entryOf)[0];
  return {
    newest,
    at,
    after: async (seq: number): Promise<AuditEntry[]> =>
      (await store.all("SELECT entry FROM audit WHERE seq > ? ORDER BY seq", seq)).map(entryOf),
    /** Another process may take the next number first: then all is undone, and done again behind its entry. */
    async append(deed: Deed): Promise<void> {
      for (let tries = 1; ; tries += 1) {
        const entry = nextEntry(key, deed.event, await newest());
        const failure = await store.batch(batchOf(entry, deed)).catch((error: unknown) => ({ error }));
        const there = await at(entry.seq);
        // Also when it failed: a connection may break after the commit.
        if (there?.hash === entry.hash) return;
        // Nothing is there and nothing failed: what was to be recorded is no longer so.
        if (there === undefined && failure === undefined) return;
        if (there === undefined || tries >= maxTries)
          throw failure?.error ?? new Error(`no place in the audit log in ${maxTries} tries`);
        await delay(Math.random() * longestPauseMs);
      }
    },
    async forget(person: string): Promise<number> {
      const held = (await store.all("SELECT entry FROM audit WHERE person = ?", person)).map(entryOf);
      const named = held.filter(({ email }) => email !== undefined);
      if (named.length > 0)
        await store.batch(
          named.map(({ email: _forgotten, ...rest }) => ({
            sql: "UPDATE audit SET entry = ? WHERE seq = ?",
            values: [JSON.stringify(rest), rest.seq],
          })),
        );
      return named.length;
    },
  };
};

/**
 * Opens the audit log over its table in `store`. `<directory>/<name>` is a copy of it that can only lag behind; a process
 * without the data directory (a worker) keeps none.
 */
export const openAuditLog = async (
  store: Store,
  key: Uint8Array,
  place?: { readonly directory: string; readonly name: string },
): Promise<AuditLog> => {
  const table = openTable(store, key);
  const file = place === undefined ? "" : join(place.directory, place.name);
  let written = file === "" ? 0 : mendTail(file);
  const inTurn = makeTurns();
  const flush = async (): Promise<void> => {
    if (file === "") return;
    const entries = await table.after(written);
    if (entries.length === 0) return;
    await appendFile(file, textOf(entries), { mode: 0o600 });
    written += entries.length;
  };
  await flush();
  return {
    file,
    record: (deed) =>
      inTurn(async () => {
        await table.append(deed);
        await flush();
      }),
    flush: () => inTurn(flush),
    verify: () =>
      inTurn(async () => {
        await flush();
        const lines = linesOf(file);
        // Not the newest: another process may have recorded more meanwhile.
        const broken = verifyChain(lines, (await table.at(written)) ?? (await table.newest()));
        return { entries: lines.length, ...(broken === undefined ? {} : { broken }) };
      }),
    forget: (person) =>
      inTurn(async () => {
        const named = await table.forget(person);
        if (named === 0 || file === "") return named;
        const all = await table.after(0);
        await writeFileAtomically(file, textOf(all), 0o600);
        written = all.length;
        return named;
      }),
  };
};
