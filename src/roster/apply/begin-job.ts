import { randomBytes } from "node:crypto";

import { RollcallError } from "#base";
import { streamUserFile } from "#system";

import { rosterErrors } from "../errors.ts";
import type { RosterPlan } from "../plan/plan-types.ts";
import { type OpenBytes, readColumn, readErrors } from "../read/index.ts";
import type { Source } from "../roster.ts";
import type { Job } from "./job-records.ts";
import type { JobStore } from "./job-store.ts";

/** Which file a job belongs to: an edited file is still the same one. */
export const sourceKeyOf = (source: Pick<Source, "name" | "path">): string => source.path ?? source.name;

/**
 * The unfinished job that applying this content continues.
 * @throws RC_ROSTER_FILE_EDITED when the file has changed since that job began
 */
export const findUnfinished = async (
  store: JobStore,
  account: string,
  source: { readonly name: string; readonly path?: string; readonly sha256: string },
): Promise<Job | undefined> => {
  const job = (await store.unfinished()).find(
    (open) => open.account === account && open.sourceKey === sourceKeyOf(source),
  );
  if (job === undefined || job.sha256 === source.sha256) return job;
  throw rosterErrors.make(
    "RC_ROSTER_FILE_EDITED",
    `${source.name} was edited since run ${job.id} began with it (${job.createdAt.slice(0, 16)}), and that run is not finished`,
  );
};

const passwordsIn = async (
  open: OpenBytes,
  { source }: RosterPlan,
  rows: ReadonlySet<number>,
): Promise<ReadonlyMap<number, string>> => {
  const column = source.mapping.find(({ field }) => field === "password")?.column;
  if (column === undefined) return new Map();
  const { cells, sha256 } = await readColumn(open, source.name, { column, rows });
  if (sha256 === source.sha256) return cells;
  throw readErrors.make("RC_ROSTER_CHANGED", `${source.name} is no longer the file that was planned.`);
};

/** The passwords that the planned rows need, by row: from the people file, which plans only name. */
const readPasswords = async (plan: RosterPlan, source: Source | undefined): Promise<ReadonlyMap<number, string>> => {
  const wanted = new Set(plan.rows.filter((row) => row.create?.hasPassword === true).map((row) => row.row));
  if (wanted.size === 0) return new Map();
  if (source !== undefined) return await passwordsIn(source.open, plan, wanted);
  const { path } = plan.source;
  if (path === undefined) return new Map();
  try {
    return await passwordsIn(() => streamUserFile(path), plan, wanted);
  } catch (error) {
    // Moved, edited or deleted since the plan was saved: its rows then fail one by one, with the reason.
    if (error instanceof RollcallError) return new Map();
    throw error;
  }
};

const runId = (now: number): string =>
  `run-${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-")}-${randomBytes(2).toString("hex")}`;

/** Records a job with all its rows; from here on it is finished, continued or given up, but not forgotten. */
export const recordJob = async (
  store: JobStore,
  plan: RosterPlan,
  source: Source | undefined,
  now: number,
): Promise<Job> => {
  const job: Job = {
    id: runId(now),
    account: plan.account,
    sourceKey: sourceKeyOf(plan.source),
    sourceName: plan.source.name,
    sha256: plan.source.sha256,
    source: { name: plan.source.name, header: [...plan.source.header], delimiter: plan.source.delimiter },
    state: "running",
    attempt: 1,
    createdAt: new Date(now).toISOString(),
  };
  await store.add(job, plan, await readPasswords(plan, source));
  return job;
};
