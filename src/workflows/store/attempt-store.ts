import type { Store } from "#system";

import type { HttpExchange } from "../exchange-record.ts";
import { type AttemptRecord, parseAttempt, type RunError } from "./records.ts";

export interface FinishedAttempt {
  readonly state: AttemptRecord["state"];
  readonly output?: unknown;
  readonly error?: RunError;
  readonly exchanges: readonly HttpExchange[];
  readonly logs: readonly string[];
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

export interface AttemptKey {
  readonly run: string;
  readonly step: string;
  readonly seq: number;
}

/** Attempts at steps that do something. */
export const makeAttemptStore = (store: Store) => ({
  async attempts(run: string, limit: number): Promise<readonly AttemptRecord[]> {
    const rows = await store.all(
      "SELECT * FROM workflow_attempts WHERE run = ? ORDER BY started_at, step, seq LIMIT ?",
      run,
      limit,
    );
    return rows.map(parseAttempt);
  },
  async attemptsOf(run: string, step: string): Promise<readonly AttemptRecord[]> {
    const rows = await store.all("SELECT * FROM workflow_attempts WHERE run = ? AND step = ? ORDER BY seq", run, step);
    return rows.map(parseAttempt);
  },
  /** Writes the attempt's beginning; false when there is one of this number already. */
  async beginAttempt(key: AttemptKey & { readonly type: string }, input: unknown, at: number): Promise<boolean> {
    const added = await store.run(
      `INSERT INTO workflow_attempts (run, step, seq, type, state, started_at, input) VALUES (?, ?, ?, ?, 'running', ?, ?)
       ON CONFLICT DO NOTHING`,
      key.run,
      key.step,
      key.seq,
      key.type,
      at,
      json(input),
    );
    return added > 0;
  },
  /** Attempts that a killed process left behind. */
  async interruptAttempts(run: string, step: string): Promise<void> {
    await store.run(
      "UPDATE workflow_attempts SET state = 'interrupted' WHERE run = ? AND step = ? AND state = 'running'",
      run,
      step,
    );
  },
  async endAttempt({ run, step, seq }: AttemptKey, ended: FinishedAttempt, at: number): Promise<void> {
    await store.run(
      `UPDATE workflow_attempts SET state = ?, finished_at = ?, output = ?, error = ?, exchanges = ?, logs = ?
       WHERE run = ? AND step = ? AND seq = ?`,
      ended.state,
      at,
      json(ended.output),
      json(ended.error),
      ended.exchanges.length === 0 ? null : JSON.stringify(ended.exchanges),
      ended.logs.length === 0 ? null : JSON.stringify(ended.logs),
      run,
      step,
      seq,
    );
  },
});

/** Attempts of steps that steer the run. */
export const makeFlowStore = (store: Store) => ({
  /** A whole attempt at once: of steps that wait, branch or are skipped. Repeated by a replay, it stays as it was. */
  async keepAttempt(
    key: AttemptKey & { readonly type: string },
    whole: {
      readonly input?: unknown;
      readonly state: AttemptRecord["state"];
      readonly output?: unknown;
      readonly error?: RunError;
    },
    at: number,
  ): Promise<void> {
    await store.run(
      `INSERT INTO workflow_attempts (run, step, seq, type, state, started_at, finished_at, input, output, error)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (run, step, seq) DO UPDATE SET state = excluded.state, finished_at = excluded.finished_at,
         output = excluded.output, error = excluded.error
       WHERE workflow_attempts.state IN ('running', 'waiting')`,
      key.run,
      key.step,
      key.seq,
      key.type,
      whole.state,
      at,
      whole.state === "waiting" || whole.state === "running" ? null : at,
      json(whole.input),
      json(whole.output),
      json(whole.error),
    );
  },
});
