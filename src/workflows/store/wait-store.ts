import type { Row, Store } from "#system";
import { z } from "zod";

import { integer } from "./records.ts";

/** A run that waits for an event or for somebody's decision. */
export interface Wait {
  /** Unguessable; part of an approval's link. */
  readonly key: string;
  readonly run: string;
  readonly step: string;
  readonly kind: "event" | "approve";
  readonly event?: string;
  /** Fields that the event must have, by path. */
  readonly match: Readonly<Record<string, unknown>>;
  readonly message?: string;
  /** What it waited for, once it is there and until the run has taken it. */
  readonly result?: unknown;
}

/** An event as it came. */
export interface ReceivedEvent {
  readonly id: string;
  readonly event: string;
  readonly body: unknown;
  readonly receivedAt: number;
}

const waitRow = z
  .object({
    key: z.string(),
    run: z.string(),
    step: z.string(),
    kind: z.enum(["event", "approve"]),
    event: z.string().nullable(),
    match: z.string().nullable(),
    message: z.string().nullable(),
    result: z.string().nullable(),
  })
  .transform((row): Wait => ({
    key: row.key,
    run: row.run,
    step: row.step,
    kind: row.kind,
    match: z.record(z.string(), z.unknown()).parse(row.match === null ? {} : JSON.parse(row.match)),
    ...(row.event === null ? {} : { event: row.event }),
    ...(row.message === null ? {} : { message: row.message }),
    ...(row.result === null ? {} : { result: z.unknown().parse(JSON.parse(row.result)) }),
  }));

const eventRow = z
  .object({ id: z.string(), event: z.string(), body: z.string(), received_at: integer })
  .transform((row): ReceivedEvent => ({
    id: row.id,
    event: row.event,
    body: z.unknown().parse(JSON.parse(row.body)),
    receivedAt: row.received_at,
  }));

const waits = (rows: readonly Row[]): readonly Wait[] => rows.map((row) => waitRow.parse(row));

/** What runs wait for, and the events that came. */
export const makeWaitStore = (store: Store) => ({
  async addWait(wait: Wait, at: number): Promise<void> {
    await store.run(
      `INSERT INTO workflow_waits (key, run, step, kind, event, match, message, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      wait.key,
      wait.run,
      wait.step,
      wait.kind,
      wait.event ?? null,
      JSON.stringify(wait.match),
      wait.message ?? null,
      at,
    );
  },
  wait: async (key: string): Promise<Wait | undefined> =>
    waits(await store.all("SELECT * FROM workflow_waits WHERE key = ?", key))[0],
  waitsOfRun: async (run: string) =>
    waits(await store.all("SELECT * FROM workflow_waits WHERE run = ? ORDER BY step", run)),
  waitsForEvent: async (event: string) =>
    waits(await store.all("SELECT * FROM workflow_waits WHERE event = ? AND result IS NULL", event)),
  /** Those whose result is there but not yet taken by their run. */
  arrived: async () => waits(await store.all("SELECT * FROM workflow_waits WHERE result IS NOT NULL LIMIT 500")),
  /** The first result counts. */
  async arrive(key: string, result: unknown): Promise<boolean> {
    return (
      (await store.run(
        "UPDATE workflow_waits SET result = ? WHERE key = ? AND result IS NULL",
        JSON.stringify(result),
        key,
      )) > 0
    );
  },
  async removeWait(key: string): Promise<void> {
    await store.run("DELETE FROM workflow_waits WHERE key = ?", key);
  },
  /** False when this event came before. */
  async addEvent({ id, event, body, receivedAt }: ReceivedEvent): Promise<boolean> {
    return (
      (await store.run(
        "INSERT INTO workflow_events (id, event, body, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        id,
        event,
        JSON.stringify(body),
        receivedAt,
      )) > 0
    );
  },
  async eventsSince(event: string, since: number): Promise<readonly ReceivedEvent[]> {
    const rows = await store.all(
      "SELECT * FROM workflow_events WHERE event = ? AND received_at >= ? ORDER BY received_at LIMIT 1000",
      event,
      since,
    );
    return rows.map((row) => eventRow.parse(row));
  },
  async pruneEvents(before: number): Promise<void> {
    await store.run("DELETE FROM workflow_events WHERE received_at < ?", before);
  },
});

export type WaitStore = ReturnType<typeof makeWaitStore>;
