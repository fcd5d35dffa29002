import type { StoreSchema } from "#system";

/** The tables of this room. Times are milliseconds since 1970; texts that hold JSON say so in records.ts. */
export const workflowTables: StoreSchema = {
  name: "workflows",
  migrations: [
    `CREATE TABLE workflows (
       name TEXT PRIMARY KEY,
       version BIGINT NOT NULL,
       trigger_key TEXT NOT NULL UNIQUE,
       enabled BIGINT NOT NULL,
       listening_until BIGINT NOT NULL,
       updated_at BIGINT NOT NULL
     );
     CREATE TABLE workflow_versions (
       name TEXT NOT NULL,
       version BIGINT NOT NULL,
       source TEXT NOT NULL,
       sha256 TEXT NOT NULL,
       created_at BIGINT NOT NULL,
       PRIMARY KEY (name, version)
     );
     CREATE TABLE workflow_runs (
       id TEXT PRIMARY KEY,
       workflow TEXT NOT NULL,
       version BIGINT NOT NULL,
       state TEXT NOT NULL,
       trigger_kind TEXT NOT NULL,
       trigger_data TEXT NOT NULL,
       idempotency_key TEXT,
       parent TEXT,
       rerun_of TEXT,
       start_at TEXT,
       created_at BIGINT NOT NULL,
       started_at BIGINT,
       finished_at BIGINT,
       error TEXT,
       output TEXT,
       response TEXT,
       alerted_at BIGINT
     );
     CREATE UNIQUE INDEX workflow_runs_key ON workflow_runs (workflow, idempotency_key);
     CREATE INDEX workflow_runs_created ON workflow_runs (created_at, id);
     CREATE INDEX workflow_runs_workflow ON workflow_runs (workflow, created_at, id);
     CREATE INDEX workflow_runs_state ON workflow_runs (state, created_at, id);
     CREATE INDEX workflow_runs_parent ON workflow_runs (parent);
     CREATE INDEX workflow_runs_rerun ON workflow_runs (rerun_of);
     CREATE TABLE workflow_attempts (
       run TEXT NOT NULL,
       step TEXT NOT NULL,
       seq BIGINT NOT NULL,
       type TEXT NOT NULL,
       state TEXT NOT NULL,
       started_at BIGINT NOT NULL,
       finished_at BIGINT,
       input TEXT,
       output TEXT,
       error TEXT,
       exchanges TEXT,
       logs TEXT,
       PRIMARY KEY (run, step, seq)
     );
     CREATE TABLE workflow_scopes (
       run TEXT NOT NULL,
       step TEXT NOT NULL,
       scope TEXT NOT NULL,
       PRIMARY KEY (run, step)
     );
     CREATE TABLE workflow_waits (
       key TEXT PRIMARY KEY,
       run TEXT NOT NULL,
       step TEXT NOT NULL,
       kind TEXT NOT NULL,
       event TEXT,
       match TEXT,
       message TEXT,
       result TEXT,
       created_at BIGINT NOT NULL
     );
     CREATE INDEX workflow_waits_run ON workflow_waits (run, step);
     CREATE INDEX workflow_waits_event ON workflow_waits (event);
     CREATE TABLE workflow_events (
       id TEXT PRIMARY KEY,
       event TEXT NOT NULL,
       body TEXT NOT NULL,
       received_at BIGINT NOT NULL
     );
     CREATE INDEX workflow_events_received ON workflow_events (event, received_at);
     CREATE TABLE workflow_secrets (
       name TEXT PRIMARY KEY,
       value TEXT NOT NULL
     )`,
  ],
};
