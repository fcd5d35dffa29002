import type { SqlValue, Statement, Store } from "#system";
import { z } from "zod";

import type { ObserveRuns } from "../run-events.ts";
import { makeAttemptStore, makeFlowStore } from "./attempt-store.ts";
import { parseRun, type RecordedResponse, type RunError, type RunRecord, type RunState } from "./records.ts";

export type NewRun = Pick<RunRecord, "id" | "workflow" | "version" | "triggerKind" | "trigger" | "createdAt"> &
  Partial<Pick<RunRecord, "idempotencyKey" | "parent" | "rerunOf" | "startAt">>;

export interface RunQuery {
  readonly workflow?: string;
  readonly state?: RunState;
  readonly rerunOf?: string;
  /** Also the runs that other runs have started. */
  readonly children?: boolean;
  readonly limit: number;
  /** Only runs older than this one: the last of the page before. */
  readonly before?: string;
}

const over = "('completed', 'failed', 'canceled')";
const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** Seals and opens what callers sent: it may hold passwords. */
export interface Vault {
  readonly seal: (text: string) => string;
  readonly open: (sealed: string) => string;
}

const makeScopes = (store: Store) => ({
  async keepScope(run: string, step: string, scope: unknown): Promise<void> {
    await store.run(
      "INSERT INTO workflow_scopes (run, step, scope) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      run,
      step,
      JSON.stringify(scope),
    );
  },
  async scope(run: string, step: string): Promise<unknown> {
    const row = await store.get("SELECT scope FROM workflow_scopes WHERE run = ? AND step = ?", run, step);
    return row === undefined ? undefined : JSON.parse(String(row["scope"]));
  },
});

const conditionsOf = (query: RunQuery): { readonly where: string; readonly values: readonly SqlValue[] } => {
  const parts: (readonly [string, readonly SqlValue[]])[] = [];
  if (query.workflow !== undefined) parts.push(["workflow = ?", [query.workflow]]);
  if (query.state !== undefined) parts.push(["state = ?", [query.state]]);
  if (query.rerunOf !== undefined) parts.push(["rerun_of = ?", [query.rerunOf]]);
  if (query.children !== true) parts.push(["parent IS NULL", []]);
  if (query.before !== undefined)
    parts.push([
      `(created_at < (SELECT created_at FROM workflow_runs WHERE id = ?)
        OR (created_at = (SELECT created_at FROM workflow_runs WHERE id = ?) AND id < ?))`,
      [query.before, query.before, query.before],
    ]);
  return {
    where: parts.length === 0 ? "" : `WHERE ${parts.map(([sql]) => sql).join(" AND ")}`,
    values: parts.flatMap(([, values]) => values),
  };
};

const insertRun = (run: NewRun, seal: Vault["seal"]): Statement => ({
  sql: `INSERT INTO workflow_runs (id, workflow, version, state, trigger_kind, trigger_data, idempotency_key, parent, rerun_of,
          start_at, created_at) VALUES (?, ?, ?, 'accepted', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  values: [
    run.id,
    run.workflow,
    run.version,
    run.triggerKind,
    seal(JSON.stringify(run.trigger ?? null)),
    run.idempotencyKey ?? null,
    run.parent ?? null,
    run.rerunOf ?? null,
    json(run.startAt),
    run.createdAt,
  ],
});

const idRows = z.array(z.object({ id: z.string() }));
const pruneBatch = 200;

const makePruning = (store: Store) => ({
  /** Forgets finished runs: those over before `finishedBefore`, and of the others all but the newest `keep`. */
  async prune(finishedBefore: number, keep: number): Promise<number> {
    let removed = 0;
    for (;;) {
      const doomed = idRows.parse(
        await store.all(
          `SELECT id FROM workflow_runs WHERE state IN ${over} AND (finished_at < ? OR id IN (
             SELECT id FROM workflow_runs WHERE state IN ${over} ORDER BY finished_at DESC, id LIMIT 1000000 OFFSET ?)) LIMIT ?`,
          finishedBefore,
          keep,
          pruneBatch,
        ),
      );
      if (doomed.length === 0) return removed;
      await store.batch(
        doomed.flatMap(({ id }) => [
          { sql: "DELETE FROM workflow_attempts WHERE run = ?", values: [id] },
          { sql: "DELETE FROM workflow_scopes WHERE run = ?", values: [id] },
          { sql: "DELETE FROM workflow_waits WHERE run = ?", values: [id] },
          { sql: "DELETE FROM workflow_runs WHERE id = ?", values: [id] },
        ]),
      );
      removed += doomed.length;
    }
  },
});

const makeEnds = (store: Store, vault: Vault) => ({
  /** Runs that this one has started, and those that these have. */
  async childrenOf(id: string): Promise<readonly string[]> {
    const children = idRows.parse(await store.all("SELECT id FROM workflow_runs WHERE parent = ?", id));
    const deeper = await Promise.all(children.map((child) => this.childrenOf(child.id)));
    return [...children.map((child) => child.id), ...deeper.flat()];
  },
  /** The first answer counts: a step that runs again does not change it. */
  async respond(id: string, response: RecordedResponse): Promise<void> {
    await store.run(
      "UPDATE workflow_runs SET response = ? WHERE id = ? AND response IS NULL",
      JSON.stringify(response),
      id,
    );
  },
  /** Failed runs for which nobody has looked whether there is an alert to send. */
  async unalerted(since: number): Promise<readonly RunRecord[]> {
    const rows = await store.all(
      "SELECT * FROM workflow_runs WHERE state = 'failed' AND alerted_at IS NULL AND created_at >= ? LIMIT 100",
      since,
    );
    return rows.map((row) => parseRun(row, vault.open));
  },
  /** True for the one process that is to send it. */
  async takeAlert(id: string, at: number): Promise<boolean> {
    return (await store.run("UPDATE workflow_runs SET alerted_at = ? WHERE id = ? AND alerted_at IS NULL", at, id)) > 0;
  },
});

const finishedRows = z.array(z.object({ workflow: z.string(), version: z.number(), created_at: z.number() }));

const makeFinish = (store: Store, observe: ObserveRuns) => {
  return async (
    id: string,
    state: "completed" | "failed" | "canceled",
    { output, error }: { readonly output?: unknown; readonly error?: RunError },
    at: number,
  ): Promise<boolean> => {
    const rows = await store.all(
      `UPDATE workflow_runs SET state = ?, finished_at = ?, output = ?, error = ? WHERE id = ? AND state NOT IN ${over}
       RETURNING workflow, version, created_at`,
      state,
      at,
      json(output),
      json(error),
      id,
    );
    for (const { workflow, version, created_at: createdAt } of finishedRows.parse(rows)) {
      const code = error === undefined ? {} : { error: error.code };
      observe({ kind: "finished", run: id, workflow, version, state, ms: Math.max(0, at - createdAt), ...code });
    }
    return rows.length > 0;
  };
};

/** Runs and their steps' attempts. */
export const makeRunStore = (store: Store, vault: Vault, observe: ObserveRuns) => {
  const find = async (sql: string, ...values: readonly SqlValue[]): Promise<RunRecord | undefined> => {
    const row = await store.get(sql, ...values);
    return row === undefined ? undefined : parseRun(row, vault.open);
  };
  return {
    ...makeAttemptStore(store),
    ...makeFlowStore(store),
    ...makeEnds(store, vault),
    ...makeScopes(store),
    ...makePruning(store),
    finish: makeFinish(store, observe),
    /** False when the id, or the idempotency key within the workflow, has a run. */
    async add(run: NewRun): Promise<boolean> {
      const { sql, values = [] } = insertRun(run, vault.seal);
      const isNew = (await store.run(sql, ...values)) > 0;
      const { id, workflow, version, triggerKind: trigger, parent } = run;
      if (isNew)
        observe({
          kind: "accepted",
          run: id,
          workflow,
          version,
          trigger,
          ...(parent === undefined ? {} : { parent }),
        });
      return isNew;
    },
    run: (id: string) => find("SELECT * FROM workflow_runs WHERE id = ?", id),
    runOfKey: (workflow: string, key: string) =>
      find("SELECT * FROM workflow_runs WHERE workflow = ? AND idempotency_key = ?", workflow, key),
    async runs(query: RunQuery): Promise<readonly RunRecord[]> {
      const { where, values } = conditionsOf(query);
      const rows = await store.all(
        `SELECT * FROM workflow_runs ${where} ORDER BY created_at DESC, id DESC LIMIT ?`,
        ...values,
        query.limit,
      );
      return rows.map((row) => parseRun(row, vault.open));
    },
    /** Runs that were recorded and may never have reached the engine. */
    async accepted(before: number): Promise<readonly RunRecord[]> {
      const rows = await store.all(
        "SELECT * FROM workflow_runs WHERE state = 'accepted' AND created_at <= ? AND parent IS NULL ORDER BY created_at LIMIT 500",
        before,
      );
      return rows.map((row) => parseRun(row, vault.open));
    },
    async begin(id: string, at: number): Promise<void> {
      await store.run(
        "UPDATE workflow_runs SET state = 'running', started_at = ? WHERE id = ? AND state = 'accepted'",
        at,
        id,
      );
    },
  };
};

export type WorkflowRunStore = ReturnType<typeof makeRunStore>;
