import type { Backend, StepAttempt, WorkflowRun } from "openworkflow/internal";

// More than a run can have.
const allAttempts = 2000;

/**
 * A run's attempts in the order of `ids`. The library sorts by milliseconds, and then by ids made at random: attempts of one
 * moment would change places.
 */
export const attemptsInOrder = async (
  backend: Backend,
  workflowRunId: string,
  ids: readonly string[],
): Promise<readonly StepAttempt[]> => {
  const { data } = await backend.listStepAttempts({ workflowRunId, limit: allAttempts });
  const places = new Map(ids.map((id, place) => [id, place]));
  const placeOf = ({ id }: StepAttempt): number => places.get(id) ?? places.size;
  return data.toSorted((a, b) => placeOf(a) - placeOf(b));
};

/**
 * A database of runs: the library's own backend, and what the library lacks. A second kind of database is a second
 * implementation of this; nothing else in this room knows SQL. On one that several processes share, `recover` must do
 * nothing: the others' leases are alive.
 */
export interface RunStore {
  readonly backend: Backend;
  /** Our ids are the library's idempotency keys, but for ever and across workflows: the library forgets after 24 h. */
  findRun(id: string): Promise<WorkflowRun | undefined>;
  /** All attempts of a run, in the order in which they began. */
  attempts(runId: string): Promise<readonly StepAttempt[]>;
  /** Gives back what a killed process had claimed; the library would wait for the end of its 30 s lease. */
  recover(): Promise<number>;
  /** Gives one claimed run back, due at once. */
  release(runId: string, workerId: string): Promise<void>;
  /** When the next run can be claimed, in milliseconds since 1970; undefined when none is recorded. */
  nextDueAt(): Promise<number | undefined>;
  prune(finishedBefore: Date, keep: number): Promise<number>;
  close(): Promise<void>;
}
