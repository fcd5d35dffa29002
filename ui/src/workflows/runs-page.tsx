import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get, pathOf } from "../api.ts";
import { dateTime } from "../format.ts";
import { bump } from "../live.ts";
import { Cli } from "../parts/cli.tsx";
import { Filters } from "../parts/filters.tsx";
import { Empty, Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction, useResource } from "../resource.ts";
import { href, place } from "../router.ts";
import { useRunChanges } from "./live-runs.ts";
import { RunPage } from "./run-page.tsx";
import { RunsChart } from "./runs-chart.tsx";
import { State } from "./states.tsx";
import { tookText } from "./timing.ts";
import type { RunView } from "./views.ts";

const states = ["accepted", "running", "waiting", "completed", "failed", "canceled"];

const duration = ({ startedAt, finishedAt }: RunView): string => {
  if (startedAt === undefined || finishedAt === undefined) return "";
  const ms = Date.parse(finishedAt) - Date.parse(startedAt);
  return tookText(ms);
};

interface ListProps {
  readonly workflow: string;
  readonly state: string;
  readonly selected?: { value: ReadonlySet<string> };
}

interface RowProps {
  readonly run: RunView;
  readonly selected: ListProps["selected"];
  /** On a page of one workflow its name needs no column. */
  readonly isOfOne: boolean;
}

const Row = ({ run, selected, isOfOne }: RowProps): JSX.Element => (
  <tr>
    {selected === undefined ? null : (
      <td>
        <input
          type="checkbox"
          aria-label={`Select run ${run.id}`}
          checked={selected.value.has(run.id)}
          onChange={({ currentTarget }) => {
            const next = new Set(selected.value);
            if (currentTarget.checked) next.add(run.id);
            else next.delete(run.id);
            selected.value = next;
          }}
        />
      </td>
    )}
    <td>
      <a href={href(["runs", run.id])}>
        <bdi>{run.id}</bdi>
      </a>
    </td>
    <td>
      {isOfOne ? null : <bdi>{run.workflow} </bdi>}v{run.version}
    </td>
    <td>
      <State state={run.state} />
    </td>
    <td>{dateTime(run.createdAt)}</td>
    <td>{duration(run)}</td>
  </tr>
);

/** Runs, newest first, as they come. */
export const RunList = ({ workflow, state, selected }: ListProps): JSX.Element => {
  const runs = useResource(
    () => get<readonly RunView[]>(pathOf("/api/runs", { workflow, state, limit: 200 })),
    ["run"],
    `${workflow} ${state}`,
  );
  const rows = runs.data.value;
  if (rows?.length === 0)
    // On a workflow's own page its name is no filter.
    return selected !== undefined && (workflow !== "" || state !== "") ? (
      <Empty title="None of the runs fits.">
        <a href={href(["runs"])}>All runs</a>
      </Empty>
    ) : (
      <Empty title="No run yet.">
        Call the URL of a <a href={href(["workflows"])}>workflow</a>, or run one from its page.
      </Empty>
    );
  return (
    <>
      <ProblemBox problem={runs.problem.value} />
      <RunsChart runs={rows ?? []} />
      <div style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label="Runs">
        <table>
          <thead>
            <tr>
              {selected === undefined ? null : (
                <th>
                  <span class="visually-hidden">Selected</span>
                </th>
              )}
              <th>Run</th>
              <th>{selected === undefined ? "Version" : "Workflow"}</th>
              <th>State</th>
              <th>Begun</th>
              <th>Took</th>
            </tr>
          </thead>
          <tbody>
            {(rows ?? []).map((run) => (
              <Row key={run.id} run={run} selected={selected} isOfOne={selected === undefined} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
};

const List = (): JSX.Element => {
  const { query } = place.value;
  const [workflow, state] = [query.get("workflow") ?? "", query.get("state") ?? ""];
  const selected = useSignal<ReadonlySet<string>>(new Set());
  const retry = useAction(async () => {
    for (const id of selected.value) await ask("POST", `/api/runs/${encodeURIComponent(id)}/rerun`, {});
    selected.value = new Set();
  });
  const retryAll = useAction(async () => {
    await ask("POST", "/api/run-retries", workflow === "" ? {} : { workflow });
    bump(["run"]);
  });
  return (
    <Page
      title="Runs"
      lead="Each run of a workflow; what is done again is a new run that names the old one."
      actions={
        <>
          <button type="button" onClick={retryAll.run} disabled={retryAll.running.value}>
            Run all failed again
          </button>
          <button type="button" onClick={retry.run} disabled={selected.value.size === 0 || retry.running.value}>
            {selected.value.size === 0 ? "Run the selected again" : `Run ${selected.value.size} again`}
          </button>
        </>
      }
    >
      <ProblemBox problem={retry.problem.value ?? retryAll.problem.value} />
      <Filters
        search={{ label: "Workflow", name: "workflow", value: workflow, placeholder: "any; a whole name" }}
        choice={{ label: "State", name: "state", value: state, values: states }}
      />
      <RunList workflow={workflow} state={state} selected={selected} />
      {[...selected.value].map((id) => (
        <Cli key={id}>{`rollcall workflow rerun ${id}`}</Cli>
      ))}
      <Cli>{`rollcall workflow retry${workflow === "" ? "" : ` --workflow ${workflow}`}`}</Cli>
      <Cli>{`rollcall workflow runs${workflow === "" ? "" : ` --workflow ${workflow}`}${state === "" ? "" : ` --state ${state}`}`}</Cli>
    </Page>
  );
};

export const RunsPage = (): JSX.Element => {
  useRunChanges();
  const id = place.value.path[1];
  return id === undefined ? <List /> : <RunPage key={id} id={id} />;
};
