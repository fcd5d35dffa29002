import type { Command } from "commander";
import type { z } from "zod";

import { exits } from "#base";
import type { JobView, RowOutcome } from "#roster";

import { addHelp } from "../help.ts";
import { addCommon, commonOptions } from "../options.ts";
import { outcomeReport } from "../print/outcomes.ts";
import { plain, plainJson } from "../print/plain.ts";
import { table } from "../print/table.ts";
import { number } from "../print/words.ts";
import type { Session } from "../session.ts";
import { openTarget, type Target } from "../target.ts";

const jobDocument = ({ createdAt, waitingUntil, ...job }: JobView): object => ({
  ...job,
  created_at: createdAt,
  ...(waitingUntil === undefined ? {} : { waiting_until: waitingUntil }),
});

const rowDocument = ({ userId, ...row }: RowOutcome): object => ({
  ...row,
  ...(userId === undefined ? {} : { user_id: userId }),
});

const jobTable = (jobs: readonly JobView[], { style, rollcall }: Session): string => {
  if (jobs.length === 0) return `No runs yet. Begin one: ${rollcall} apply examples/new-hires.csv\n`;
  const head = ["run", "state", "account", "file", "settled", "created", "updated", "failed", "waiting"];
  const lines = jobs.map(({ run, state, account, source, settled, total, counts }) => [
    plain(run),
    state,
    plain(account),
    plain(source),
    `${number(settled)}/${number(total)}`,
    number(counts.created + counts.adopted),
    number(counts.updated),
    number(counts.failed),
    number(counts.waiting),
  ]);
  return table([head.map((cell) => style.dim(cell)), ...lines], [4, 5, 6, 7, 8]);
};

/** This process has just opened the directory: whatever was at work in it was cut off. */
const asSeen = (job: JobView, { url }: Target): JobView =>
  url === undefined && job.state === "running" ? { ...job, state: "stopped" } : job;

const run = async (
  session: Session,
  id: string | undefined,
  flags: z.output<typeof commonOptions>,
): Promise<number> => {
  const { io } = session;
  await using target = await openTarget(io, flags.data, "status");
  const { api } = target;
  if (id === undefined) {
    const jobs = (await api.jobs()).map((job) => asSeen(job, target));
    io.out(flags.json ? plainJson(jobs.map(jobDocument)) : jobTable(jobs, session));
    return exits.done;
  }
  const job = asSeen(await api.job(id, 0), target);
  const rows = await api.rows(id);
  io.out(
    flags.json ? plainJson({ ...jobDocument(job), rows: rows.map(rowDocument) }) : outcomeReport(job, rows, session),
  );
  return exits.done;
};

export const addJobStatus = (program: Command, session: Session, finish: (exit: number) => void): void => {
  const command = program
    .command("status")
    .summary("show the runs of `apply`, or one with its failed rows")
    .description(
      "Lists the runs of `rollcall apply` in this data directory, newest first; with a run, its table of outcomes.",
    )
    .argument("[run]", "a run's id");
  addCommon(command).action(async (id: string | undefined, flags: unknown) => {
    finish(await run(session, id, commonOptions.parse(flags)));
  });
  addHelp(command, {
    examples: [
      "rollcall status",
      "rollcall status run-20261122-101500-ab12",
      "rollcall status --json | jq '.[0].state'",
    ],
    notes: [
      "running: at work · waiting: a daily limit, it goes on by itself in a server · stopped: `apply` the same file to go on",
      "done: every row is settled · abandoned: given up with --restart",
    ],
    exits: [0, 2, 4, 7],
    environment: ["ROLLCALL_URL", "ROLLCALL_ADMIN_TOKEN", "NO_COLOR"],
  });
};
