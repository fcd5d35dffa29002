import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get } from "../api.ts";
import { dateTime, prettyJson } from "../format.ts";
import { Status } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction, useResource } from "../resource.ts";
import { go, href } from "../router.ts";
import { isOver } from "./run-state.ts";
import { shownJson } from "./shown-json.ts";
import { State } from "./states.tsx";
import { StepDetail } from "./step-detail.tsx";
import type { RunDetail, RunView } from "./views.ts";
import { Waterfall } from "./waterfall.tsx";

const pathOfRun = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;

const Actions = ({ run }: { readonly run: RunDetail }): JSX.Element => {
  const rerun = useAction(async () => {
    const next = await ask<RunView>("POST", `${pathOfRun(run.id)}/rerun`, {});
    go(["runs", next.id]);
  });
  const cancel = useAction(async () => {
    await ask("POST", `${pathOfRun(run.id)}/cancel`, {});
  });
  return (
    <>
      {isOver(run) ? (
        <button type="button" onClick={rerun.run} disabled={rerun.running.value}>
          Run again
        </button>
      ) : (
        <button type="button" class="danger" onClick={cancel.run} disabled={cancel.running.value}>
          Cancel
        </button>
      )}
      <ProblemBox problem={rerun.problem.value ?? cancel.problem.value} />
    </>
  );
};

const Approvals = ({ run }: { readonly run: RunDetail }): JSX.Element => {
  const chosen = useSignal({ step: "", approved: true });
  const decide = useAction(async () => {
    await ask("POST", `${pathOfRun(run.id)}/decision`, { ...chosen.value, by: "console" });
  });
  const choose = (step: string, approved: boolean) => (): void => {
    chosen.value = { step, approved };
    decide.run();
  };
  return (
    <>
      {run.approvals.map(({ step, message }) => (
        <div key={step} class="note warn row apart">
          <span>
            <strong>{step}</strong> waits for a decision{message === undefined ? "" : ": "}
            <bdi>{message}</bdi>
          </span>
          <span class="row">
            <button type="button" class="primary" onClick={choose(step, true)}>
              Approve
            </button>
            <button type="button" onClick={choose(step, false)}>
              Reject
            </button>
          </span>
        </div>
      ))}
      <ProblemBox problem={decide.problem.value} />
      {run.approvals.length === 0 ? null : <Cli>{`rollcall workflow approve ${run.id}`}</Cli>}
    </>
  );
};

const Facts = ({ run }: { readonly run: RunDetail }): JSX.Element => (
  <dl class="facts">
    <dt>Workflow</dt>
    <dd>
      <a href={href(["workflows", run.workflow])}>
        <bdi>{run.workflow}</bdi>
      </a>
      , version {run.version}
    </dd>
    <dt>Started by</dt>
    <dd>
      {run.trigger}, {dateTime(run.createdAt)}
    </dd>
    {run.rerunOf === undefined ? null : (
      <>
        <dt>Again for</dt>
        <dd>
          <a href={href(["runs", run.rerunOf])}>{run.rerunOf}</a>
        </dd>
      </>
    )}
    {run.response === undefined ? null : (
      <>
        <dt>Answered</dt>
        <dd>
          <Status status={run.response.status} />
        </dd>
      </>
    )}
  </dl>
);

const Answer = ({ run }: { readonly run: RunDetail }): JSX.Element | null =>
  run.response === undefined || run.response.body === "" ? null : (
    <Code text={prettyJson(run.response.body)} language="json" label="Answer to the caller" />
  );

const Failure = ({ run }: { readonly run: RunDetail }): JSX.Element | null =>
  run.error === undefined ? null : (
    <div class="problem">
      <p>
        <strong>
          <bdi>{run.error.message}</bdi>
        </strong>{" "}
        <code>{run.error.code}</code>
      </p>
      {run.error.fix === undefined ? null : <p>{run.error.fix}</p>}
    </div>
  );

/** One run, live: a waterfall of its steps, and what each was told and gave. */
export const RunPage = ({ id }: { readonly id: string }): JSX.Element => {
  const chosen = useSignal("");
  const run = useResource(() => get<RunDetail>(pathOfRun(id)), ["run"], id);
  const data = run.data.value;
  const step = data?.steps.find(({ name }) => name === chosen.value) ?? data?.steps.at(-1);
  return (
    <Page
      wide
      title={id}
      lead={<a href={href(["runs"])}>All runs</a>}
      actions={data === undefined ? null : <Actions run={data} />}
    >
      <ProblemBox problem={run.problem.value} />
      {data === undefined ? null : (
        <div class="split">
          <div class="stack">
            <section class="panel stack" aria-label="Run">
              <p role="status">
                <State state={data.state} />
              </p>
              <Facts run={data} />
              <Answer run={data} />
              <Failure run={data} />
              <Approvals run={data} />
            </section>
            <Waterfall run={data} chosen={step?.name ?? ""} choose={(name) => (chosen.value = name)} />
            <details class="panel">
              <summary>What started it</summary>
              <Code text={shownJson(data.triggerData ?? null)} language="json" label="What started the run" />
            </details>
          </div>
          {step === undefined ? null : <StepDetail key={step.name} run={data} step={step} />}
        </div>
      )}
      <Cli>{`rollcall workflow runs show ${id}`}</Cli>
      {data === undefined ? null : <Cli>{`rollcall workflow ${isOver(data) ? "rerun" : "cancel"} ${id}`}</Cli>}
    </Page>
  );
};
