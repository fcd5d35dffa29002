import { setImmediate as nextTurn } from "node:timers/promises";

import { BackendSqlite } from "openworkflow/sqlite";
import { z } from "zod";

import { type Database, openDatabase } from "#system";

import { attemptsInOrder, type RunStore } from "./run-store.ts";

const busyTimeoutMs = 5000;
const pruneBatch = 200;
const over = "('completed', 'succeeded', 'failed', 'canceled')";

const idRows = z.array(z.object({ id: z.string() }));
const dueRow = z.object({ due: z.iso.datetime().nullable() });

const canExec = (value: unknown): value is { exec(sql: string): void } =>
  typeof value === "object" && value !== null && "exec" in value && typeof value.exec === "function";

/**
 * The library opens its connection with no patience at all and offers no option: any other connection that writes would
 * make it throw. Its connection is private; its version is pinned and a test holds this.
 */
const makePatient = (backend: BackendSqlite): void => {
  const connection: unknown = Reflect.get(backend, "db");
  if (!canExec(connection)) throw new TypeError("openworkflow no longer keeps its connection in `db`");
  connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
};

/** One batch of finished trees: the oldest first, each with all its finished descendants. */
const findDoomed = (database: Database, finishedBefore: Date, keep: number): readonly string[] => {
  const rows = database.all(
    `WITH RECURSIVE
       finished AS (
         SELECT id, finished_at, ROW_NUMBER() OVER (ORDER BY finished_at DESC, id) AS place
         FROM workflow_runs WHERE parent_step_attempt_id IS NULL AND status IN ${over}
       ),
       doomed(id) AS (
         SELECT * FROM (
           SELECT id FROM finished WHERE finished_at < ? OR place > ? ORDER BY finished_at LIMIT ${pruneBatch}
         )
         UNION
         SELECT child.id FROM doomed
         JOIN step_attempts attempt ON attempt.namespace_id = 'default' AND attempt.workflow_run_id = doomed.id
         JOIN workflow_runs child
           ON child.parent_step_attempt_namespace_id = 'default' AND child.parent_step_attempt_id = attempt.id
         WHERE child.status IN ${over}
       )
     SELECT id FROM doomed`,
    finishedBefore.toISOString(),
    keep,
  );
  return idRows.parse(rows).map(({ id }) => id);
};

const remove = (database: Database, ids: readonly string[]): number => {
  const list = JSON.stringify(ids);
  // Signals have no foreign key; steps go with their run.
  database.run("DELETE FROM workflow_signals WHERE workflow_run_id IN (SELECT value FROM json_each(?))", list);
  database.run("DELETE FROM workflow_runs WHERE id IN (SELECT value FROM json_each(?))", list);
  return ids.length;
};

/** One minimum per status: each is one step into the library's index. */
const firstDue = (status: string): string =>
  `SELECT MIN(available_at) AS due FROM workflow_runs WHERE namespace_id = 'default' AND status = '${status}'`;

const overConnections = (database: Database, backend: BackendSqlite): RunStore => ({
  backend,
  findRun: async (id) => {
    const row = database.get("SELECT id FROM workflow_runs WHERE idempotency_key = ? ORDER BY created_at LIMIT 1", id);
    if (row === undefined) return undefined;
    return (await backend.getWorkflowRun({ workflowRunId: z.string().parse(row["id"]) })) ?? undefined;
  },
  attempts: async (workflowRunId) => {
    const rows = database.all(
      "SELECT id FROM step_attempts WHERE namespace_id = 'default' AND workflow_run_id = ? ORDER BY rowid",
      workflowRunId,
    );
    const ids = idRows.parse(rows).map(({ id }) => id);
    return await attemptsInOrder(backend, workflowRunId, ids);
  },
  // A run that sleeps is also 'running', but nobody's: leave it alone.
  recover: () =>
    Promise.resolve(
      database.run(
        "UPDATE workflow_runs SET worker_id = NULL, available_at = ? WHERE status = 'running' AND worker_id IS NOT NULL",
        new Date().toISOString(),
      ),
    ),
  release: (runId, workerId) => {
    database.run(
      "UPDATE workflow_runs SET worker_id = NULL, available_at = ? WHERE id = ? AND worker_id = ? AND status = 'running'",
      new Date().toISOString(),
      runId,
      workerId,
    );
    return Promise.resolve();
  },
  nextDueAt: () => {
    const row = database.get(`SELECT MIN(due) AS due FROM (${firstDue("pending")} UNION ALL ${firstDue("running")})`);
    const { due } = dueRow.parse(row);
    return Promise.resolve(due === null ? undefined : Date.parse(due));
  },
  prune: async (finishedBefore, keep) => {
    let removed = 0;
    for (;;) {
      const batch = database.transaction(() => remove(database, findDoomed(database, finishedBefore, keep)));
      if (batch === 0) return removed;
      removed += batch;
      await nextTurn();
    }
  },
  close: async () => {
    database.close();
    await backend.stop();
  },
});

/** Runs in one SQLite file, for one process. The library's own commits are flushed to disk (`synchronous=FULL`). */
export const openSqliteStore = async (path: string): Promise<RunStore> => {
  const database = await openDatabase(path, { migrations: [] });
  try {
    const backend = BackendSqlite.connect(path);
    makePatient(backend);
    // The index makes "one id, one run" hold even between two calls at the same moment.
    database.run(
      "CREATE UNIQUE INDEX IF NOT EXISTS rollcall_run_id ON workflow_runs (idempotency_key) WHERE idempotency_key IS NOT NULL",
    );
    return overConnections(database, backend);
  } catch (error) {
    database.close();
    throw error;
  }
};
