import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { stringify } from "csv-stringify/sync";

import { writeFileAtomically } from "#system";

import type { Job, JobRow } from "./apply/job-records.ts";
import { forgotten, type JobStore } from "./apply/job-store.ts";

/** Where a run's reports are; absolute when the directory is. */
export const reportFiles = (directory: string, run: string): { readonly results: string; readonly failed: string } => ({
  results: join(directory, "runs", run, "results.csv"),
  failed: join(directory, "runs", run, "failed.csv"),
});

/** The plain words for a row: what is wrong, and what to do where that is known. */
const fixOf = (row: JobRow): string => row.reasons.map(({ fix, message }) => fix ?? message).join(" ");

const codesOf = (row: JobRow): string => row.reasons.map(({ code }) => code).join(" ");

const delimiterOf = (job: Job): string => job.source.delimiter;

const toCsv = (job: Job, lines: readonly (readonly string[])[], escapeFormulas: boolean): string =>
  stringify(
    [...lines].map((line) => [...line]),
    { delimiter: delimiterOf(job), bom: true, record_delimiter: "windows", escape_formulas: escapeFormulas },
  );

const resultLine = (row: JobRow): string[] => [
  String(row.row),
  String(row.line),
  row.email,
  row.action,
  row.outcome ?? "pending",
  row.status ?? "",
  row.userId ?? "",
  codesOf(row),
  row.reasons.map(({ message }) => message).join(" "),
];

const resultHeader = ["row", "line", "email", "action", "outcome", "status", "user_id", "code", "message"];

/**
 * Writes a run's reports: every row's outcome, and the failed rows with the file's own columns, which can be corrected
 * and applied as they are. Code and fix stand in front: behind a row with too few cells they would fill its gap and
 * hide it. Passwords are in neither. What a spreadsheet would run as a formula is defused in the results; the failed rows
 * stay as the file had them, because they are to be applied again.
 */
export const writeReports = async (store: JobStore, directory: string, run: string): Promise<void> => {
  const job = await store.job(run);
  if (job === undefined) return;
  const rows = await store.rows(run);
  const files = reportFiles(directory, run);
  // People who are in no line of the file are in the results only: applied again they would be taken for rows of it.
  const failed = rows.filter((row) => row.outcome === "failed" && row.line > 0 && row.email !== forgotten);
  await mkdir(join(directory, "runs", run), { recursive: true, mode: 0o700 });
  await writeFileAtomically(files.results, toCsv(job, [resultHeader, ...rows.map(resultLine)], true), 0o600);
  await writeFileAtomically(
    files.failed,
    toCsv(
      job,
      [
        ["rollcall_code", "rollcall_fix", ...job.source.header],
        ...failed.map((row) => [codesOf(row), fixOf(row), ...row.cells]),
      ],
      false,
    ),
    0o600,
  );
};
