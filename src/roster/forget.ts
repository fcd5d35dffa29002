import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { JobStore } from "./apply/job-store.ts";
import { personHash } from "./audit/chain.ts";
import { writeReports } from "./report.ts";

/** What was forgotten of a person, in figures. */
export interface Forgotten {
  /** Rows of runs that held the address; the outcome stays. */
  readonly rows: number;
  /** Saved plans that named it, deleted. */
  readonly plans: number;
  /** Entries of the audit log, which keep a keyed hash in its place. */
  readonly entries: number;
  /** Rows that are not settled yet, and were left: the run needs them. */
  readonly open: number;
}

const plansNaming = async (directory: string, email: string): Promise<string[]> => {
  const folder = join(directory, "plans");
  const names = await readdir(folder).catch(() => []);
  const found: string[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const text = await readFile(path, "utf8").catch(() => "");
    if (text.toLowerCase().includes(JSON.stringify(email.toLowerCase()).slice(1, -1))) found.push(path);
  }
  return found;
};

/**
 * Takes a person out of the local files: rows and reports of runs, saved plans, the names in the audit log. The account
 * itself is not touched, nor are people files, which are the user's own.
 */
export const forgetPerson = async (
  { store, directory, key }: { readonly store: JobStore; readonly directory: string; readonly key: Uint8Array },
  email: string,
): Promise<Forgotten> => {
  const { jobs, open } = await store.forget(email);
  const plans = await plansNaming(directory, email);
  for (const path of plans) await rm(path, { force: true });
  const entries = await store.audit.forget(personHash(key, email));
  for (const job of jobs.keys()) await writeReports(store, directory, job);
  const rows = [...jobs.values()].reduce((sum, count) => sum + count, 0);
  return { rows, plans: plans.length, entries, open };
};
