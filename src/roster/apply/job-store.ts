import { join } from "node:path";

import { type Clock, systemClock } from "#base";
import { type Database, openDatabase, openSealed, seal } from "#system";

import { type AuditLog, auditTable, openAuditLog } from "../audit/audit-log.ts";
import type { RosterPlan } from "../plan/plan-types.ts";
import { parseJob, parseRow, type Job, type JobRow, type RowState } from "./job-records.ts";

const migrations = [
  `CREATE TABLE job (
     id TEXT PRIMARY KEY, account TEXT NOT NULL, source_key TEXT NOT NULL, source_name TEXT NOT NULL,
     sha256 TEXT NOT NULL, source TEXT NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL,
     created_at TEXT NOT NULL, waiting_until INTEGER, problem TEXT
   );
   CREATE INDEX job_by_source ON job (account, source_key);
   CREATE TABLE job_row (
     job TEXT NOT NULL, row INTEGER NOT NULL, line INTEGER NOT NULL, email TEXT NOT NULL, action TEXT NOT NULL,
     cells TEXT NOT NULL, want TEXT, state TEXT NOT NULL, intent_at INTEGER, outcome TEXT, status TEXT, user_id TEXT,
     reasons TEXT NOT NULL, PRIMARY KEY (job, row)
   ) WITHOUT ROWID;
   CREATE INDEX job_row_by_state ON job_row (job, state);
   CREATE TABLE job_secret (job TEXT NOT NULL, row INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (job, row))
     WITHOUT ROWID;`,
  `ALTER TABLE job_row ADD COLUMN seen TEXT;
   ${auditTable};
   CREATE INDEX audit_by_person ON audit (person);
   CREATE INDEX job_row_by_email ON job_row (email COLLATE NOCASE);`,
];

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
  add(job: Job, plan: RosterPlan, passwords: ReadonlyMap<number, string>): void;
  job(id: string): Job | undefined;
  /** Newest first. */
  jobs(): readonly Job[];
  unfinished(): readonly Job[];
  setJob(id: string, change: Pick<Job, "state"> & Partial<Pick<Job, "attempt" | "waitingUntil" | "problem">>): void;
  rows(job: string): readonly JobRow[];
  row(job: string, row: number): JobRow | undefined;
  /** Numbers of the rows in a state, ascending; only those of an action, when some are named. */
  rowsIn(job: string, state: RowState, actions?: readonly string[]): readonly number[];
  /** How many rows have come out how; those without an outcome count as `pending`. */
  count(job: string): ReadonlyMap<string, number>;
  setRow(job: string, row: number, change: RowChange): void;
  /** Makes the waiting rows open again, for another attempt. */
  reopen(job: string): void;
  password(job: string, row: number): string | undefined;
  readonly audit: AuditLog;
  /** Blanks what settled rows hold of an address: how many of each job; and how many open rows keep it. */
  forget(email: string): { readonly jobs: ReadonlyMap<string, number>; readonly open: number };
  close(): void;
}

/** Stands in the place of an address that was forgotten. */
export const forgotten = "(forgotten)";

export const passwordPurpose = (job: string, row: number): string => `rollcall password ${job} ${row}`;

const addRows = (database: Database, job: string, plan: RosterPlan): void => {
  for (const row of plan.rows) {
    const want = row.create ?? row.update ?? row.access;
    const isOpen = want !== undefined;
    const outcome = row.action === "blocked" ? "failed" : "unchanged";
    database.run(
      "INSERT INTO job_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, NULL, NULL, ?, ?)",
      job,
      row.row,
      row.line,
      row.email,
      row.action,
      JSON.stringify(row.cells),
      want === undefined ? null : JSON.stringify(want),
      isOpen ? "todo" : "settled",
      isOpen ? null : outcome,
      JSON.stringify(row.reasons),
      row.seen === undefined ? null : JSON.stringify(row.seen),
    );
  }
};

type JobPart = Pick<JobStore, "add" | "job" | "jobs" | "unfinished" | "setJob">;

const auditJob = (audit: AuditLog, job: Pick<Job, "id" | "account">, outcome: string, clock: Clock): void =>
  audit.record({ at: new Date(clock()).toISOString(), account: job.account, run: job.id, action: "run", outcome });

interface Recorder {
  readonly audit: AuditLog;
  readonly clock: Clock;
}

const jobPart = (
  database: Database,
  { audit, clock }: Recorder,
  sealPassword: (password: string, job: string, row: number) => Uint8Array,
): JobPart => ({
  add(job, plan, passwords) {
    database.transaction(() => {
      database.run(
        "INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        job.id,
        job.account,
        job.sourceKey,
        job.sourceName,
        job.sha256,
        JSON.stringify(job.source),
        job.state,
        job.attempt,
        job.createdAt,
      );
      addRows(database, job.id, plan);
      for (const [row, password] of passwords)
        database.run("INSERT INTO job_secret VALUES (?, ?, ?)", job.id, row, sealPassword(password, job.id, row));
      auditJob(audit, job, "begun", clock);
    });
    audit.flush();
  },
  job: (id) => database.all("SELECT * FROM job WHERE id = ?", id).map(parseJob)[0],
  jobs: () => database.all("SELECT * FROM job ORDER BY created_at DESC, id DESC").map(parseJob),
  unfinished: () =>
    database
      .all("SELECT * FROM job WHERE state IN ('running', 'waiting', 'stopped') ORDER BY created_at DESC")
      .map(parseJob),
  setJob(id, { state, attempt, waitingUntil, problem }) {
    database.transaction(() => {
      database.run(
        "UPDATE job SET state = ?, attempt = coalesce(?, attempt), waiting_until = ?, problem = ? WHERE id = ?",
        state,
        attempt ?? null,
        waitingUntil ?? null,
        problem === undefined ? null : JSON.stringify(problem),
        id,
      );
      if (state === "done" || state === "abandoned") database.run("DELETE FROM job_secret WHERE job = ?", id);
      const job = database.all("SELECT * FROM job WHERE id = ?", id).map(parseJob)[0];
      if (job !== undefined) auditJob(audit, job, state, clock);
    });
    audit.flush();
  },
});

type RowPart = Pick<JobStore, "rows" | "row" | "rowsIn" | "count" | "setRow" | "reopen">;

/** Outcomes that touched nobody: they were decided when the plan was made. */
const isWorthAuditing = ({ state, outcome }: RowChange, before: JobRow | undefined): boolean => {
  const now = outcome ?? before?.outcome;
  if (state === "made") return true;
  if (state === "retracted") return before?.state !== "retracted";
  return state === "settled" && now !== undefined && (outcome !== undefined || before?.state === "completing");
};

const auditRow = (
  { audit, clock }: Recorder,
  account: string,
  row: JobRow,
  { state, outcome, reasons }: RowChange,
): void => {
  const code = reasons?.at(-1)?.code;
  audit.record({
    at: new Date(clock()).toISOString(),
    account,
    run: row.job,
    row: row.row,
    action: row.action,
    outcome: state === "retracted" ? "retracted" : (outcome ?? row.outcome ?? state),
    ...(code === undefined ? {} : { code }),
    email: row.email,
  });
};

const rowPart = (database: Database, recorder: Recorder): RowPart => {
  const ofJob = "SELECT * FROM job_row WHERE job = ?";
  return {
    rows: (job) => database.all(`${ofJob} ORDER BY row`, job).map(parseRow),
    row: (job, row) => database.all(`${ofJob} AND row = ?`, job, row).map(parseRow)[0],
    rowsIn: (job, state, actions) =>
      database
        .all("SELECT row, action FROM job_row WHERE job = ? AND state = ? ORDER BY row", job, state)
        .filter(({ action }) => actions === undefined || actions.includes(String(action)))
        .map(({ row }) => Number(row)),
    count: (job) =>
      new Map(
        database
          .all(
            "SELECT coalesce(outcome, 'pending') AS outcome, count(*) AS n FROM job_row WHERE job = ? GROUP BY 1",
            job,
          )
          .map(({ outcome, n }) => [String(outcome), Number(n)]),
      ),
    setRow(job, row, change) {
      const { state, outcome, status, userId, reasons, intentAt } = change;
      database.transaction(() => {
        const before = database.all(`${ofJob} AND row = ?`, job, row).map(parseRow)[0];
        const account = database.get("SELECT account FROM job WHERE id = ?", job)?.["account"];
        if (before !== undefined && isWorthAuditing(change, before))
          auditRow(recorder, String(account ?? ""), before, change);
        database.run(
          `UPDATE job_row SET state = ?, outcome = coalesce(?, outcome), status = coalesce(?, status),
           user_id = coalesce(?, user_id), reasons = coalesce(?, reasons),
           intent_at = CASE WHEN ? THEN ? ELSE intent_at END WHERE job = ? AND row = ?`,
          state,
          outcome ?? null,
          status ?? null,
          userId ?? null,
          reasons === undefined ? null : JSON.stringify(reasons),
          intentAt === undefined ? 0 : 1,
          intentAt ?? null,
          job,
          row,
        );
        if (state === "made" || state === "settled")
          database.run("DELETE FROM job_secret WHERE job = ? AND row = ?", job, row);
      });
      recorder.audit.flush();
    },
    reopen(job) {
      database.run("UPDATE job_row SET state = 'todo', outcome = NULL WHERE job = ? AND state = 'waiting'", job);
      database.run("UPDATE job_row SET outcome = NULL WHERE job = ? AND state = 'retracted'", job);
    },
  };
};

/** Rows of jobs that were given up are over too, whatever their state. */
const ofAddress =
  "SELECT job_row.job, job_row.row, job_row.state, job.state AS job_state FROM job_row JOIN job ON job.id = job_row.job WHERE job_row.email = ? COLLATE NOCASE";

/** Who is forgotten leaves the row's outcome behind; an open row is not forgotten under way. */
const forgetRows = (database: Database, email: string): ReturnType<JobStore["forget"]> => {
  const found = database.all(ofAddress, email.trim());
  const over = found.filter(({ state, job_state }) => state === "settled" || job_state === "abandoned");
  const jobs = new Map<string, number>();
  database.transaction(() => {
    for (const { job, row } of over) {
      database.run(
        `UPDATE job_row SET email = '${forgotten}', cells = '[]', want = NULL, seen = NULL, user_id = NULL, reasons = '[]' WHERE job = ? AND row = ?`,
        String(job),
        Number(row),
      );
      jobs.set(String(job), (jobs.get(String(job)) ?? 0) + 1);
    }
  });
  return { jobs, open: found.length - over.length };
};

/** The tables of `<directory>/roster.db`. */
export const openJobDatabase = async (directory: string): Promise<Database> => {
  const database = await openDatabase(join(directory, "roster.db"), { migrations });
  // A settled row's password must not linger in free pages of the file.
  database.get("PRAGMA secure_delete = ON");
  return database;
};

/**
 * Opens `<directory>/roster.db`; passwords in it are sealed with `key`.
 * @param peopleKey names people in the audit log
 */
export const openJobStore = async (
  directory: string,
  { key, peopleKey }: { readonly key: Uint8Array; readonly peopleKey: Uint8Array },
  clock: Clock = systemClock,
): Promise<JobStore> => {
  const database = await openJobDatabase(directory);
  const audit = openAuditLog(directory, database, peopleKey);
  const recorder = { audit, clock };
  return {
    ...jobPart(database, recorder, (password, job, row) => seal(key, password, passwordPurpose(job, row))),
    ...rowPart(database, recorder),
    audit,
    forget: (email) => forgetRows(database, email),
    password(job, row) {
      const sealed = database.get("SELECT sealed FROM job_secret WHERE job = ? AND row = ?", job, row)?.["sealed"];
      return sealed instanceof Uint8Array ? openSealed(key, sealed, passwordPurpose(job, row)) : undefined;
    },
    close: () => database.close(),
  };
};
