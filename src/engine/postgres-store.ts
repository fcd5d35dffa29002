import { BackendPostgres } from "openworkflow/postgres";
import { z } from "zod";

import { openPostgresStore, type Store } from "#system";

import { attemptsInOrder, type RunStore } from "./run-store.ts";

const pruneBatch = 200;
const over = "('completed', 'succeeded', 'failed', 'canceled')";
const maxTries = 5;

const idRows = z.array(z.object({ id: z.string() }));
const dueRow = z.object({ ms: z.coerce.number().nullable() });

/** One batch of finished trees: the oldest first, each with all its finished descendants. */
const findDoomed = async (tables: Store, finishedBefore: Date, keep: number): Promise<readonly string[]> =>
  idRows
    .parse(
      await tables.all(
        `WITH RECURSIVE
           finished AS (
             SELECT id, finished_at, ROW_NUMBER() OVER (ORDER BY finished_at DESC, id) AS place
             FROM workflow_runs WHERE parent_step_attempt_id IS NULL AND status IN ${over}
           ),
           chosen AS (
             SELECT id FROM finished WHERE finished_at < CAST(? AS TIMESTAMPTZ) OR place > CAST(? AS BIGINT)
             ORDER BY finished_at LIMIT ${pruneBatch}
           ),
           doomed(id) AS (
             SELECT id FROM chosen
             UNION
             SELECT child.id FROM doomed
             JOIN step_attempts attempt ON attempt.workflow_run_id = doomed.id
             JOIN workflow_runs child ON child.parent_step_attempt_id = attempt.id
             WHERE child.status IN ${over}
           )
         SELECT id FROM doomed`,
        finishedBefore.toISOString(),
        keep,
      ),
    )
    .map(({ id }) => id);

const overTables = (tables: Store, backend: BackendPostgres): RunStore => ({
  backend,
  findRun: async (id) => {
    const row = await tables.get(
      "SELECT id FROM workflow_runs WHERE idempotency_key = ? ORDER BY created_at LIMIT 1",
      id,
    );
    if (row === undefined) return undefined;
    return (await backend.getWorkflowRun({ workflowRunId: z.string().parse(row["id"]) })) ?? undefined;
  },
  // Other processes work on the same tables: their leases are alive, and a dead one's ends by itself.
  // `created_at` has milliseconds, `started_at` microseconds; a run has one step begin after the other.
  attempts: async (workflowRunId) => {
    const rows = await tables.all(
      "SELECT id FROM step_attempts WHERE namespace_id = 'default' AND workflow_run_id = ? ORDER BY started_at, id",
      workflowRunId,
    );
    const ids = idRows.parse(rows).map(({ id }) => id);
    return await attemptsInOrder(backend, workflowRunId, ids);
  },
  recover: () => Promise.resolve(0),
  async release(runId, workerId) {
    await tables.run(
      "UPDATE workflow_runs SET worker_id = NULL, available_at = now() WHERE id = ? AND worker_id = ? AND status = 'running'",
      runId,
      workerId,
    );
  },
  async nextDueAt() {
    const begun = Date.now();
    // By the server's clock: it is the one that claims.
    const row = await tables.get(
      `SELECT CAST(EXTRACT(EPOCH FROM MIN(due) - clock_timestamp()) * 1000 AS BIGINT) AS ms FROM (
         SELECT MIN(available_at) AS due FROM workflow_runs WHERE namespace_id = 'default' AND status = 'pending'
         UNION ALL
         SELECT MIN(available_at) FROM workflow_runs WHERE namespace_id = 'default' AND status = 'running') AS first`,
    );
    const { ms } = dueRow.parse(row);
    return ms === null ? undefined : begun + ms;
  },
  async prune(finishedBefore, keep) {
    let removed = 0;
    for (;;) {
      const doomed = await findDoomed(tables, finishedBefore, keep);
      if (doomed.length === 0) return removed;
      // Signals have no foreign key; steps go with their run.
      await tables.batch(
        doomed.flatMap((id) => [
          { sql: "DELETE FROM workflow_signals WHERE workflow_run_id = ?", values: [id] },
          { sql: "DELETE FROM workflow_runs WHERE id = ?", values: [id] },
        ]),
      );
      removed += doomed.length;
    }
  },
  async close() {
    await tables.close();
    await backend.stop();
  },
});

/** Several processes that start at the same moment meet in the library's migrations: whoever comes second tries again. */
const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= maxTries) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, Math.random() * 300 * tries);
      });
    }
  }
};

/** Runs in a schema of a PostgreSQL database (14 or later), for any number of processes on any number of machines. */
export const openPostgresRuns = async (url: string, name: string): Promise<RunStore> => {
  // First what explains itself: a wrong password, a server that is not there.
  const tables = await openPostgresStore(url, { name, migrations: [] }, { maxConnections: 4 });
  try {
    const backend = await patiently(() => BackendPostgres.connect(url, { schema: `rollcall_${name}` }));
    // The index makes "one id, one run" hold even between two processes at the same moment.
    await patiently(() =>
      tables.run(
        "CREATE UNIQUE INDEX IF NOT EXISTS rollcall_run_id ON workflow_runs (idempotency_key) WHERE idempotency_key IS NOT NULL",
      ),
    );
    return overTables(tables, backend);
  } catch (error) {
    await tables.close();
    throw error;
  }
};
