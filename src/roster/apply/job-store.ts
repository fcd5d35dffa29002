import { type Clock, systemClock } from "#base";
import { openSealed, seal, type Store } from "#system";

import { type AuditLog, openAuditLog } from "../audit/audit-log.ts";
import type { RosterPlan } from "../plan/plan-types.ts";
import { parseJob, type Job, type JobRow, type RowState } from "./job-records.ts";
import { insertRows, rowPart } from "./job-rows.ts";
import { openJobTables } from "./job-tables.ts";

/** What is known of a row after something happened to it. Absent parts stay as they were. */
export interface RowChange {
  readonly state: RowState;
  readonly outcome?: JobRow["outcome"];
  readonly status?: JobRow["status"];
  readonly userId?: string;
  readonly reasons?: JobRow["reasons"];
  /** undefined: as it was; null: there is no open attempt. */
  readonly intentAt?: number | null;
}

/** Jobs, their rows and the sealed passwords: the truth about what was applied. */
export interface JobStore {
  add(job: Job, plan: RosterPlan, passwords: ReadonlyMap<number, string>): Promise<void>;
  job(id: string): Promise<Job | undefined>;
  /** Newest first. */
  jobs(): Promise<readonly Job[]>;
  unfinished(): Promise<readonly Job[]>;
  setJob(
    id: string,
    change: Pick<Job, "state"> & Partial<Pick<Job, "attempt" | "waitingUntil" | "problem">>,
  ): Promise<void>;
  /** The reports of this attempt have been written. */
  reported(job: Pick<Job, "id" | "attempt">): Promise<void>;
  rows(job: string): Promise<readonly JobRow[]>;
  row(job: string, row: number): Promise<JobRow | undefined>;
  /** Numbers of the rows in a state, ascending; only those of an action, when some are named. */
  rowsIn(job: string, state: RowState, actions?: readonly string[]): Promise<readonly number[]>;
  /** How many rows have come out how; those without an outcome count as `pending`. */
  count(job: string): Promise<ReadonlyMap<string, number>>;
  /** Records what became of a row, unless it is settled, or another process was faster. */
  setRow(job: string, row: number, change: RowChange): Promise<void>;
  /** Makes the waiting rows open again, for another attempt. */
  reopen(job: string): Promise<void>;
  password(job: string, row: number): Promise<string | undefined>;
  readonly audit: AuditLog;
  /** Blanks what settled rows hold of an address: how many of each job; and how many open rows keep it. */
  forget(email: string): Promise<{ readonly jobs: ReadonlyMap<string, number>; readonly open: number }>;
  close(): Promise<void>;
}

/** Where jobs are, and what this process keeps beside them. */
export interface JobStoreOptions {
  /** The data directory; absent in a worker, which leaves files to the server. */
  readonly directory?: string;
  /** A PostgreSQL database in place of the directory's `roster.db`. */
  readonly postgres?: string;
  /** 32 bytes that seal passwords. */
  readonly key: Uint8Array;
  /** Names people in the audit log. */
  readonly peopleKey: Uint8Array;
  readonly clock?: Clock;
}

/** Stands in the place of an address that was forgotten. */
export const forgotten = "(forgotten)";

export const passwordPurpose = (job: string, row: number): string => `rollcall password ${job} ${row}`;

type JobPart = Pick<JobStore, "add" | "job" | "jobs" | "unfinished" | "setJob" | "reported">;

interface Parts extends Required<Pick<JobStoreOptions, "key" | "clock">> {
  readonly store: Store;
  readonly audit: AuditLog;
  /** Nobody here writes reports: whoever holds the directory is to. */
  readonly leavesReports: boolean;
}

const jobEvent = ({ id, account }: Pick<Job, "id" | "account">, outcome: string, clock: Clock) => ({
  at: new Date(clock()).toISOString(),
  account,
  run: id,
  action: "run",
  outcome,
});

const makeAdd =
  ({ audit, clock, key }: Parts): JobPart["add"] =>
  async (job, plan, passwords) => {
    const insertJob = {
      sql: `INSERT INTO job (id, account, source_key, source_name, sha256, source, state, attempt, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      values: [
        job.id,
        job.account,
        job.sourceKey,
        job.sourceName,
        job.sha256,
        JSON.stringify(job.source),
        job.state,
        job.attempt,
        job.createdAt,
      ],
    };
    const secrets = [...passwords].map(([row, password]) => ({
      sql: "INSERT INTO job_secret VALUES (?, ?, ?)",
      values: [job.id, row, Buffer.from(seal(key, password, passwordPurpose(job.id, row))).toString("hex")],
    }));
    const statements = [insertJob, ...insertRows(job.id, plan), ...secrets];
    await audit.record({ event: jobEvent(job, "begun", clock), statements });
  };

const isOver = (state: Job["state"]): boolean => state === "done" || state === "abandoned";

const makeSetJob =
  ({ store, audit, clock, leavesReports }: Parts): JobPart["setJob"] =>
  async (id, { state, attempt, waitingUntil, problem }) => {
    const row = (await store.all("SELECT * FROM job WHERE id = ?", id)).map(parseJob)[0];
    // What repeats the end of a job after a crash has nothing to add, and what was given up stays so.
    if (row === undefined || row.state === "abandoned" || (row.state === "done" && state === "done")) return;
    const values = [
      state,
      attempt ?? null,
      waitingUntil ?? null,
      problem === undefined ? null : JSON.stringify(problem),
      leavesReports && state !== "running" ? 1 : 0,
      id,
    ];
    await audit.record({
      event: jobEvent(row, state, clock),
      statements: ({ sql, values: more = [] }) => {
        const update = {
          sql: `UPDATE job SET state = ?, attempt = coalesce(?, attempt), waiting_until = ?, problem = ?, report_due = ?
                WHERE id = ? AND ${sql}`,
          values: [...values, ...more],
        };
        const forget = { sql: `DELETE FROM job_secret WHERE job = ? AND ${sql}`, values: [id, ...more] };
        return isOver(state) ? [update, forget] : [update];
      },
    });
  };

const jobPart = (parts: Parts): JobPart => {
  const { store } = parts;
  return {
    add: makeAdd(parts),
    job: async (id) => (await store.all("SELECT * FROM job WHERE id = ?", id)).map(parseJob)[0],
    jobs: async () => (await store.all("SELECT * FROM job ORDER BY created_at DESC, id DESC")).map(parseJob),
    unfinished: async () =>
      (
        await store.all(
          "SELECT * FROM job WHERE state IN ('running', 'waiting', 'stopped') ORDER BY created_at DESC, id DESC",
        )
      ).map(parseJob),
    setJob: makeSetJob(parts),
    async reported({ id, attempt }) {
      await store.run("UPDATE job SET report_due = 0 WHERE id = ? AND attempt = ?", id, attempt);
    },
  };
};

/** Rows of jobs that were given up are over too, whatever their state. */
const ofAddress =
  "SELECT job_row.job, job_row.row, job_row.state, job.state AS job_state FROM job_row JOIN job ON job.id = job_row.job WHERE lower(job_row.email) = lower(?)";

/** Who is forgotten leaves the row's outcome behind; an open row is not forgotten under way. */
const forgetRows = async (store: Store, email: string): ReturnType<JobStore["forget"]> => {
  const found = await store.all(ofAddress, email.trim());
  const over = found.filter(({ state, job_state }) => state === "settled" || job_state === "abandoned");
  const jobs = new Map<string, number>();
  for (const { job } of over) jobs.set(String(job), (jobs.get(String(job)) ?? 0) + 1);
  if (over.length > 0)
    await store.batch(
      over.map(({ job, row }) => ({
        sql: `UPDATE job_row SET email = '${forgotten}', cells = '[]', want = NULL, seen = NULL, user_id = NULL, reasons = '[]' WHERE job = ? AND row = ?`,
        values: [String(job), Number(row)],
      })),
    );
  return { jobs, open: found.length - over.length };
};

/** The copy of the audit chain in the data directory: one for each place where the chain itself can be. */
const auditFile = (directory: string, postgres: string | undefined) => ({
  directory,
  name: postgres === undefined ? "audit.jsonl" : "audit-postgres.jsonl",
});

/** Opens `<directory>/roster.db`, or the same tables in PostgreSQL; passwords in it are sealed with `key`. */
export const openJobStore = async (options: JobStoreOptions): Promise<JobStore> => {
  const { directory, postgres, key, peopleKey, clock = systemClock } = options;
  if (directory === undefined && postgres === undefined) throw new TypeError("jobs need a directory or a database");
  const store = await openJobTables(postgres === undefined ? { directory: directory ?? "" } : { postgres });
  try {
    const audit = await openAuditLog(
      store,
      peopleKey,
      directory === undefined ? undefined : auditFile(directory, postgres),
    );
    return {
      ...jobPart({ store, audit, key, clock, leavesReports: directory === undefined }),
      ...rowPart(store, audit, clock),
      audit,
      forget: (email) => forgetRows(store, email),
      async password(job, row) {
        const found = await store.get("SELECT sealed FROM job_secret WHERE job = ? AND row = ?", job, row);
        const sealed = found?.["sealed"];
        return typeof sealed === "string"
          ? openSealed(key, Buffer.from(sealed, "hex"), passwordPurpose(job, row))
          : undefined;
      },
      close: () => store.close(),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
};
