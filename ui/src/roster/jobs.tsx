import type { JSX } from "preact";

import { get } from "../api.ts";
import { dateTime } from "../format.ts";
import { Badge, type Tone } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Empty } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useResource } from "../resource.ts";
import { href } from "../router.ts";
import type { JobView } from "./job-view.ts";

const tones: Readonly<Record<JobView["state"], Tone>> = {
  running: "info",
  waiting: "warn",
  stopped: "bad",
  done: "good",
  abandoned: "plain",
};

export const JobState = ({ state }: { readonly state: JobView["state"] }): JSX.Element => (
  <Badge tone={tones[state]}>{state}</Badge>
);

/** All jobs, newest first. */
export const Jobs = (): JSX.Element => {
  const jobs = useResource(() => get<readonly JobView[]>("/api/jobs"), ["job"]);
  const rows = jobs.data.value ?? [];
  if (jobs.data.value !== undefined && rows.length === 0)
    return (
      <Empty title="No job yet.">
        Drop a people file above: examples/new-hires.csv in the package is one to begin with.
      </Empty>
    );
  return (
    <>
      <ProblemBox problem={jobs.problem.value} />
      <div class="panel" style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label="Jobs">
        <table>
          <thead>
            <tr>
              <th>File</th>
              <th>Account</th>
              <th>State</th>
              <th>Rows</th>
              <th>Failed</th>
              <th>Begun</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ run, source, account, state, settled, total, counts, createdAt }) => (
              <tr key={run}>
                <td>
                  <a href={href(["roster", run])}>
                    <bdi>{source}</bdi>
                  </a>
                </td>
                <td>{account}</td>
                <td>
                  <JobState state={state} />
                </td>
                <td>
                  {settled} of {total}
                </td>
                <td>{counts.failed}</td>
                <td>{dateTime(createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Cli>rollcall status</Cli>
    </>
  );
};
