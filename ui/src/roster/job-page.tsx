import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { get } from "../api.ts";
import { count, dateTime } from "../format.ts";
import { Badge, type Tone } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { type Column, VirtualTable } from "../parts/virtual-table.tsx";
import { useResource } from "../resource.ts";
import { href } from "../router.ts";
import type { JobView, RowOutcome } from "./job-view.ts";
import { JobState } from "./jobs.tsx";
import { Undo } from "./undo.tsx";

const tones: Readonly<Record<RowOutcome["outcome"], Tone>> = {
  created: "good",
  updated: "good",
  adopted: "info",
  activated: "good",
  resent: "info",
  deactivated: "warn",
  reclaimed: "warn",
  offboarded: "warn",
  canceled: "warn",
  unchanged: "plain",
  failed: "bad",
  waiting: "warn",
  pending: "plain",
};

const columns: readonly Column<RowOutcome>[] = [
  { label: "Row", cell: ({ row }) => row, wide: true },
  { label: "E-mail", cell: ({ email }) => email },
  { label: "Outcome", cell: ({ outcome }) => <Badge tone={tones[outcome]}>{outcome}</Badge> },
  {
    label: "Why, and what to do",
    cell: ({ reasons }) => {
      const text = reasons.map(({ message, fix }) => `${message}${fix === undefined ? "" : ` (${fix})`}`).join("; ");
      return <span title={text}>{text}</span>;
    },
    wide: true,
  },
];

const names = ["created", "updated", "adopted", "unchanged", "failed", "waiting"] as const;

const Counts = ({ job, only }: { readonly job: JobView; readonly only: { value: string } }): JSX.Element => (
  <div class="counts" role="group" aria-label="Show only">
    {names.map((name) => (
      <button
        key={name}
        type="button"
        class="count-card"
        aria-pressed={only.value === name}
        onClick={() => {
          only.value = only.value === name ? "" : name;
        }}
      >
        <b>{count(job.counts[name])}</b>
        <span class="muted">{name}</span>
      </button>
    ))}
  </div>
);

const Downloads = ({ job }: { readonly job: JobView }): JSX.Element => (
  <p class="row">
    {job.results === undefined ? null : (
      <a href={`/api/jobs/${encodeURIComponent(job.run)}/results`} download="results.csv">
        Download all results
      </a>
    )}
    {job.failed === undefined || job.counts.failed === 0 ? null : (
      <a href={`/api/jobs/${encodeURIComponent(job.run)}/failed`} download="failed.csv">
        Download failed rows
      </a>
    )}
  </p>
);

const Progress = ({ job }: { readonly job: JobView }): JSX.Element => (
  <section class="panel stack">
    <div class="row apart">
      <span>
        <JobState state={job.state} /> {count(job.settled)} of {count(job.total)} rows
      </span>
      <span class="muted">begun {dateTime(job.createdAt)}</span>
    </div>
    <progress max={Math.max(1, job.total)} value={job.settled} aria-label="Rows that are settled" />
    {job.waitingUntil === undefined ? null : (
      <p class="note warn">
        Waits for a limit until {dateTime(job.waitingUntil)}; it goes on by itself while Rollcall runs.
      </p>
    )}
    {job.problem === undefined ? null : (
      <div class="problem">
        <p>
          <strong>{job.problem.message}</strong> <code>{job.problem.code}</code>
        </p>
        <p>{job.problem.fix}</p>
      </div>
    )}
    <Downloads job={job} />
  </section>
);

/** One job, live: how far it is, and what became of each row. */
export const JobPage = ({ run }: { readonly run: string }): JSX.Element => {
  const only = useSignal("");
  const job = useResource(() => get<JobView>(`/api/jobs/${encodeURIComponent(run)}`), ["job"], run);
  const rows = useResource(() => get<readonly RowOutcome[]>(`/api/jobs/${encodeURIComponent(run)}/rows`), ["job"], run);
  const data = job.data.value;
  const shown = (rows.data.value ?? []).filter(({ outcome }) => only.value === "" || outcome === only.value);
  return (
    <Page
      title={data === undefined ? "Job" : data.source}
      lead={<a href={href(["roster"])}>All jobs and a new plan</a>}
    >
      <ProblemBox problem={job.problem.value ?? rows.problem.value} />
      {data === undefined ? null : (
        <div class="stack">
          <Progress job={data} />
          <Counts job={data} only={only} />
        </div>
      )}
      <div style={{ marginTop: "16px" }}>
        <VirtualTable label="Rows" kind="rows" columns={columns} total={shown.length} rowAt={(index) => shown[index]} />
      </div>
      <Cli>{`rollcall status ${run}`}</Cli>
      {data?.state === "done" ? <Undo job={data} /> : null}
    </Page>
  );
};
