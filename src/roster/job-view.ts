import type { Job, JobRow } from "./apply/job-records.ts";
import type { JobStore } from "./apply/job-store.ts";
import { reportFiles } from "./report.ts";
import type { JobView, RowOutcome } from "./roster.ts";

/** A job as progress, tables and scripts see it. */
export const viewJob = async (store: JobStore, directory: string, job: Job): Promise<JobView> => {
  const counted = await store.count(job.id);
  const of = (outcome: string): number => counted.get(outcome) ?? 0;
  const total = [...counted.values()].reduce((sum, count) => sum + count, 0);
  const counts = {
    created: of("created"),
    updated: of("updated"),
    unchanged: of("unchanged"),
    adopted: of("adopted"),
    failed: of("failed"),
    waiting: of("waiting"),
    activated: of("activated"),
    deactivated: of("deactivated"),
    reclaimed: of("reclaimed"),
    offboarded: of("offboarded"),
    resent: of("resent"),
    canceled: of("canceled"),
  };
  return {
    run: job.id,
    account: job.account,
    source: job.sourceName,
    state: job.state,
    createdAt: job.createdAt,
    total,
    settled: total - of("pending") - counts.waiting,
    counts,
    ...(job.waitingUntil === undefined ? {} : { waitingUntil: new Date(job.waitingUntil).toISOString() }),
    ...(job.problem === undefined ? {} : { problem: job.problem }),
    ...(job.state === "running" ? {} : reportFiles(directory, job.id)),
  };
};

/** One row of the table of outcomes. */
export const viewRow = (row: JobRow): RowOutcome => ({
  row: row.row,
  line: row.line,
  email: row.email,
  action: row.action,
  outcome: row.outcome ?? "pending",
  ...(row.status === undefined ? {} : { status: row.status }),
  ...(row.userId === undefined ? {} : { userId: row.userId }),
  reasons: row.reasons,
});
