import { readFile } from "node:fs/promises";

import { fields } from "#roster";

import { serverErrors } from "../errors.ts";
import type { Api } from "./api.ts";
import type { RawAnswer, Route } from "./route.ts";

/** A report of a job: its path comes from the job itself, never from the caller. */
const report = async (api: Api, run: string, which: "results" | "failed"): Promise<RawAnswer> => {
  const path = (await api.job(run, 0))[which];
  if (path === undefined)
    throw serverErrors.make("RC_SERVER_NOT_FOUND", `job ${run} has no file of ${which} rows (yet)`);
  const headers = [
    "Content-Type",
    "text/csv;charset=UTF-8",
    "Content-Disposition",
    `attachment; filename="${which}.csv"`,
    "Cache-Control",
    "no-store",
    "X-Content-Type-Options",
    "nosniff",
  ];
  return { raw: { status: 200, headers, body: await readFile(path) } };
};

/** What the roster's page needs beside the routes of the command line. */
export const jobFileRoutes = (api: Api): readonly Route[] => [
  { method: "GET", path: "/api/fields", status: 200, handle: () => fields },
  { method: "GET", path: "/api/jobs/{run}/failed", status: 200, handle: ({ id }) => report(api, id, "failed") },
  { method: "GET", path: "/api/jobs/{run}/results", status: 200, handle: ({ id }) => report(api, id, "results") },
];
