import { openDriver } from "./apply/drive-jobs.ts";
import { openJobStore } from "./apply/job-store.ts";
import type { RosterOptions } from "./roster.ts";

export interface RosterWorkerOptions extends Omit<RosterOptions, "directory" | "postgres"> {
  /** URL of the database that the jobs are in. */
  readonly postgres: string;
}

/** A process that takes part in the jobs of a roster whose data directory another one holds. */
export interface RosterWorker extends AsyncDisposable {
  close(): Promise<void>;
}

/**
 * Begins to take part in the jobs of a database. It begins none, and writes no files: reports and the copy of the audit
 * log are made by the process that holds the data directory. What it leaves behind when it is killed is taken over when
 * its leases end, 30 s later.
 */
export const openRosterWorker = async (options: RosterWorkerOptions): Promise<RosterWorker> => {
  const store = await openJobStore({
    postgres: options.postgres,
    key: options.key,
    peopleKey: options.peopleKey ?? options.key,
    clock: options.clock,
  });
  const close = async (driver?: { close(): Promise<void> }): Promise<void> => {
    await driver?.close();
    await store.close();
  };
  try {
    const driver = await openDriver({ ...options, store, report: async () => undefined });
    await driver.work();
    return { close: () => close(driver), [Symbol.asyncDispose]: () => close(driver) };
  } catch (error) {
    await close();
    throw error;
  }
};
