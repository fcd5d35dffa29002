import { randomBytes } from "node:crypto";

import { readUserFile } from "#system";

import { rosterErrors } from "../errors.ts";
import { sha256 } from "../plan/finish-plan.ts";
import type { RosterPlan } from "../plan/plan-types.ts";
import { readPeopleFile } from "../read/index.ts";
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

const maxPeopleFileBytes = 52_428_800;

/** The passwords that the planned rows need, by row: from the people file, which plans only name. */
const readPasswords = async (plan: RosterPlan, source: Source | undefined): Promise<ReadonlyMap<number, string>> => {
  const wanted = new Set(plan.rows.filter((row) => row.create?.hasPassword === true).map((row) => row.row));
  if (wanted.size === 0) return new Map();
  const bytes = source?.bytes ?? (await readSourceFile(plan));
  if (bytes === undefined || sha256(bytes) !== plan.source.sha256) return new Map();
  const map = Object.fromEntries(plan.source.mapping.map(({ column, field }) => [column, field]));
  const password = plan.source.mapping.find(({ field }) => field === "password")?.column;
  const file = await readPeopleFile(
    bytes,
    plan.source.name,
    password === undefined ? {} : { map: { [password]: "password" } },
  );
  return new Map(
    file.rows.flatMap(({ row, person }) =>
      wanted.has(row) && person.password !== undefined && map[password ?? ""] !== undefined
        ? [[row, person.password] as const]
        : [],
    ),
  );
};

/** Moved, edited or deleted: its rows then fail one by one, with the reason. */
const readSourceFile = async ({ source }: RosterPlan): Promise<Uint8Array | undefined> => {
  if (source.path === undefined) return undefined;
  try {
    return await readUserFile(source.path, maxPeopleFileBytes);
  } catch {
    return undefined;
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
