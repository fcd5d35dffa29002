import type { Row, Store } from "#system";
import { z } from "zod";

import { integer } from "./records.ts";

/** A deployed workflow: its name, and which version new runs get. */
export interface Deployment {
  readonly name: string;
  readonly version: number;
  /** The secret part of its URL. */
  readonly triggerKey: string;
  readonly enabled: boolean;
  /** Until then the next call of its URL is kept as a test event instead of starting a run. */
  readonly listeningUntil: number;
  readonly updatedAt: number;
}

/** One deploy: never changed afterwards. */
export interface Version {
  readonly name: string;
  readonly version: number;
  readonly source: string;
  readonly sha256: string;
  readonly createdAt: number;
}

const deploymentRow = z
  .object({
    name: z.string(),
    version: integer,
    trigger_key: z.string(),
    enabled: integer,
    listening_until: integer,
    updated_at: integer,
  })
  .transform((row): Deployment => ({
    name: row.name,
    version: row.version,
    triggerKey: row.trigger_key,
    enabled: row.enabled !== 0,
    listeningUntil: row.listening_until,
    updatedAt: row.updated_at,
  }));

const versionRow = z
  .object({ name: z.string(), version: integer, source: z.string(), sha256: z.string(), created_at: integer })
  .transform(({ created_at: createdAt, ...rest }): Version => ({ ...rest, createdAt }));

const one = <T>(schema: z.ZodType<T>, row: Row | undefined): T | undefined =>
  row === undefined ? undefined : schema.parse(row);

/** Deployed workflows and their versions. */
export const makeDeploymentStore = (store: Store) => ({
  deployment: async (name: string) =>
    one(deploymentRow, await store.get("SELECT * FROM workflows WHERE name = ?", name)),
  deploymentOfKey: async (key: string) =>
    one(deploymentRow, await store.get("SELECT * FROM workflows WHERE trigger_key = ?", key)),
  deployments: async () =>
    (await store.all("SELECT * FROM workflows ORDER BY name")).map((row) => deploymentRow.parse(row)),
  version: async (name: string, version: number) =>
    one(versionRow, await store.get("SELECT * FROM workflow_versions WHERE name = ? AND version = ?", name, version)),
  versions: async (name: string) =>
    (await store.all("SELECT * FROM workflow_versions WHERE name = ? ORDER BY version DESC", name)).map((row) =>
      versionRow.parse(row),
    ),
  /** The newest version there ever was: versions of a deleted workflow are kept as long as runs may need them. */
  async lastVersion(name: string): Promise<number> {
    const row = await store.get("SELECT MAX(version) AS last FROM workflow_versions WHERE name = ?", name);
    return integer.nullable().parse(row?.["last"] ?? null) ?? 0;
  },
  async addVersion(version: Version, triggerKey: string): Promise<void> {
    await store.batch([
      {
        sql: "INSERT INTO workflow_versions (name, version, source, sha256, created_at) VALUES (?, ?, ?, ?, ?)",
        values: [version.name, version.version, version.source, version.sha256, version.createdAt],
      },
      {
        sql: `INSERT INTO workflows (name, version, trigger_key, enabled, listening_until, updated_at) VALUES (?, ?, ?, 1, 0, ?)
              ON CONFLICT (name) DO UPDATE SET version = excluded.version, updated_at = excluded.updated_at`,
        values: [version.name, version.version, triggerKey, version.createdAt],
      },
    ]);
  },
  async setVersion(name: string, version: number, at: number): Promise<void> {
    await store.run("UPDATE workflows SET version = ?, updated_at = ? WHERE name = ?", version, at, name);
  },
  async setKey(name: string, key: string, at: number): Promise<void> {
    await store.run("UPDATE workflows SET trigger_key = ?, updated_at = ? WHERE name = ?", key, at, name);
  },
  async setEnabled(name: string, enabled: boolean, at: number): Promise<void> {
    await store.run("UPDATE workflows SET enabled = ?, updated_at = ? WHERE name = ?", enabled ? 1 : 0, at, name);
  },
  async setListening(name: string, until: number): Promise<void> {
    await store.run("UPDATE workflows SET listening_until = ? WHERE name = ?", until, name);
  },
  /** Takes the listening away; true for the one call that did. */
  async takeListening(name: string, now: number): Promise<boolean> {
    return (
      (await store.run("UPDATE workflows SET listening_until = 0 WHERE name = ? AND listening_until > ?", name, now)) >
      0
    );
  },
  async remove(name: string): Promise<boolean> {
    return (await store.run("DELETE FROM workflows WHERE name = ?", name)) > 0;
  },
  /** A value that is made once and the same for every process. */
  async secret(name: string, fresh: string): Promise<string> {
    await store.run("INSERT INTO workflow_secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING", name, fresh);
    const row = await store.get("SELECT value FROM workflow_secrets WHERE name = ?", name);
    return String(row?.["value"] ?? fresh);
  },
});

export type DeploymentStore = ReturnType<typeof makeDeploymentStore>;
