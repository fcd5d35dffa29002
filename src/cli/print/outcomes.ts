import type { JobCounts, JobView, RowOutcome } from "#roster";

import type { Session } from "../session.ts";
import { plain } from "./plain.ts";
import { reasonText } from "./reason-text.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { number, quoted } from "./words.ts";

const meanings: Readonly<Record<keyof JobCounts, string>> = {
  created: "new in the account",
  updated: "changed to what the file says",
  unchanged: "there already",
  adopted: "made by an earlier attempt whose answer was lost",
  failed: "see below",
  waiting: "wait for a quota to reset",
  activated: "may sign in again",
  deactivated: "may not sign in any more; the data is kept",
  reclaimed: "Basic now; the licence is free",
  offboarded: "removed from the account",
  resent: "invited anew",
  canceled: "invitation taken back",
};

const outcomes = [
  "created",
  "updated",
  "activated",
  "deactivated",
  "reclaimed",
  "offboarded",
  "resent",
  "canceled",
  "unchanged",
  "adopted",
  "failed",
  "waiting",
] as const;

const paintOf = ({ good, bad, warn }: Style, outcome: keyof JobCounts): ((text: string) => string) => {
  if (outcome === "failed") return bad;
  return outcome === "waiting" ? warn : good;
};

/** How many rows came out how. */
const countTable = ({ counts, total }: JobView, { style }: Session): string =>
  table(
    [
      ["outcome", "rows", ""].map((cell) => style.dim(cell)),
      ...outcomes
        .filter((outcome) => counts[outcome] > 0 || outcome === "created" || outcome === "failed")
        .map((outcome) => {
          const paint = counts[outcome] === 0 ? style.dim : paintOf(style, outcome);
          return [paint(outcome), number(counts[outcome]), counts[outcome] === 0 ? "" : style.dim(meanings[outcome])];
        }),
      ["all", number(total), ""],
    ],
    [1],
  );

const fixOf = ({ message, fix }: RowOutcome["reasons"][number]): string =>
  fix === undefined || fix === message ? reasonText(message) : `${reasonText(message)} ${plain(fix)}`;

const failedTable = (rows: readonly RowOutcome[], { style }: Session): string => {
  const failed = rows.filter(({ outcome }) => outcome === "failed");
  if (failed.length === 0) return "";
  const lines = failed.map(({ line, email, reasons }) => [
    line === 0 ? "-" : String(line),
    plain(email) || "(no address)",
    style.bad(plain(reasons.map(({ code }) => code).join(" "))),
    reasons.map(fixOf).join(" "),
  ]);
  const head = ["line", "e-mail", "code", "what to do"].map((cell) => style.dim(cell));
  return `\nFailed rows\n${table([head, ...lines], [0])}`;
};

const stateLine = (job: JobView, { rollcall, style }: Session): string => {
  const { state, waitingUntil, problem } = job;
  if (problem !== undefined)
    return `\n${style.bad("Stopped")}: ${plain(problem.message)}\n  fix: ${plain(problem.fix)}\n  (${problem.code})\n`;
  if (state === "waiting")
    return `\n${style.warn("Waiting")} until ${waitingUntil ?? "the next day"} (GMT, by the account's clock).\n`;
  if (state === "stopped") return `\n${style.warn("Stopped")} before its end: apply the same file to go on.\n`;
  if (state === "running") return `\nIt goes on: ${rollcall} status ${job.run}\n`;
  const { unchanged: _same, failed: _failed, waiting: _waiting, ...done } = job.counts;
  const changed = Object.values(done).reduce((sum, rows) => sum + rows, 0);
  return changed === 0 && state === "done" ? "\nNothing to change: nothing was sent that changes anything.\n" : "";
};

const filesOf = ({ results, failed, counts }: JobView, { rollcall }: Session): string => {
  if (results === undefined || failed === undefined) return "";
  const again =
    counts.failed === 0 ? "" : `\n  Correct the rows in failed.csv, then: ${rollcall} apply ${quoted(failed)}`;
  return `\n  results: ${plain(results)}\n  failed:  ${plain(failed)}${again}\n`;
};

/** The table of outcomes: counts, failed rows with what to do, what stopped it, the files. */
export const outcomeReport = (job: JobView, rows: readonly RowOutcome[], session: Session): string =>
  [
    `${session.style.bold(plain(job.run))} · ${plain(job.source)} · account ${plain(job.account)} · ${job.state}\n\n`,
    countTable(job, session),
    failedTable(rows, session),
    stateLine(job, session),
    filesOf(job, session),
  ].join("");
