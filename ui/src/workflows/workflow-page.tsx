import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask, get } from "../api.ts";
import { bump } from "../live.ts";
import { dateTime, shellWord } from "../format.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { Copy } from "../parts/copy.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useAction, useResource } from "../resource.ts";
import { go, href } from "../router.ts";
import { RunList } from "./runs-page.tsx";
import type { RunView, VersionView, WorkflowSource } from "./views.ts";

const pathOfName = (name: string): string => `/api/workflows/${encodeURIComponent(name)}`;

const Trigger = ({ workflow }: { readonly workflow: WorkflowSource }): JSX.Element => {
  const rotate = useAction(async () => {
    await ask("POST", `${pathOfName(workflow.name)}/rotate`, {});
    bump(["workflow"]);
  });
  if (workflow.path === undefined)
    return (
      <section class="panel">
        <h2>Trigger</h2>
        <p>
          {workflow.trigger}
          {workflow.nextAt === undefined ? "" : `, next at ${dateTime(workflow.nextAt)}`}
        </p>
      </section>
    );
  const url = `${location.origin}${workflow.path}`;
  const curl = `curl ${url} -H 'Content-Type: application/json' -d '{"email":"mona.reyes@acme.test","type":1}'`;
  return (
    <section class="panel stack">
      <h2>Trigger</h2>
      <p class="row">
        <code class="grow">
          <bdi>{url}</bdi>
        </code>
        <Copy text={url} what="the URL" />
        <button type="button" class="small" onClick={rotate.run} disabled={rotate.running.value}>
          New key
        </button>
      </p>
      <p class="muted small-text">Whoever knows the URL may start it. A new key makes the old URL useless at once.</p>
      <ProblemBox problem={rotate.problem.value} />
      <Cli>{curl}</Cli>
      <Cli>{`rollcall workflow rotate ${workflow.name}`}</Cli>
    </section>
  );
};

const Start = ({ name }: { readonly name: string }): JSX.Element => {
  const input = useSignal('{"email":"mona.reyes@acme.test","type":1}');
  const start = useAction(async () => {
    const value: unknown = JSON.parse(input.value);
    const run = await ask<RunView>("POST", `${pathOfName(name)}/runs`, { input: value });
    go(["runs", run.id]);
  });
  return (
    <section class="panel stack">
      <h2>Run it now</h2>
      <label>
        Input (JSON)
        <textarea
          rows={3}
          spellcheck={false}
          value={input.value}
          onInput={({ currentTarget }) => {
            input.value = currentTarget.value;
          }}
        />
      </label>
      <div class="row">
        <button type="button" class="primary" onClick={start.run} disabled={start.running.value}>
          Run
        </button>
      </div>
      <ProblemBox problem={start.problem.value} />
      <Cli>{`rollcall workflow run ${name} --input ${shellWord(input.value)}`}</Cli>
    </section>
  );
};

const Versions = ({ name }: { readonly name: string }): JSX.Element => {
  const versions = useResource(() => get<readonly VersionView[]>(`${pathOfName(name)}/versions`), ["workflow"], name);
  const wanted = useSignal(0);
  const revert = useAction(async () => {
    await ask("POST", `${pathOfName(name)}/revert`, { version: wanted.value });
    bump(["workflow"]);
  });
  return (
    <>
      <ProblemBox problem={versions.problem.value ?? revert.problem.value} />
      <ul>
        {(versions.data.value ?? []).map(({ version, createdAt, current }) => (
          <li key={version} class="row apart ref-row">
            <span>
              Version {version}, {dateTime(createdAt)} {current ? <Badge tone="good">current</Badge> : null}
            </span>
            {current ? null : (
              <button
                type="button"
                class="small"
                onClick={() => {
                  wanted.value = version;
                  revert.run();
                }}
              >
                Make {version} current
              </button>
            )}
          </li>
        ))}
      </ul>
      <Cli>{`rollcall workflow versions ${name}`}</Cli>
      <Cli>{`rollcall workflow revert ${name} 1`}</Cli>
    </>
  );
};

const Actions = ({ workflow }: { readonly workflow: WorkflowSource }): JSX.Element => {
  const path = pathOfName(workflow.name);
  const toggle = useAction(async () => {
    await ask("POST", `${path}/enabled`, { enabled: !workflow.enabled });
    bump(["workflow"]);
  });
  const remove = useAction(async () => {
    await ask("DELETE", path);
    go(["workflows"]);
  });
  return (
    <>
      <a class="button" href={href(["workflows", workflow.name, "edit"])}>
        Edit
      </a>
      <button type="button" onClick={toggle.run}>
        {workflow.enabled ? "Turn off" : "Turn on"}
      </button>
      <button type="button" class="danger" onClick={remove.run}>
        Delete
      </button>
      <ProblemBox problem={toggle.problem.value ?? remove.problem.value} />
    </>
  );
};

const tabs = [
  { id: "runs", label: "Runs" },
  { id: "source", label: "Definition" },
  { id: "versions", label: "Versions" },
];

/** One workflow: its URL, its runs, its versions. */
export const WorkflowPage = ({ name }: { readonly name: string }): JSX.Element => {
  const tab = useSignal("runs");
  const workflow = useResource(() => get<WorkflowSource>(pathOfName(name)), ["workflow"], name);
  const data = workflow.data.value;
  return (
    <Page title={name} lead={data?.description} actions={data === undefined ? null : <Actions workflow={data} />}>
      <ProblemBox problem={workflow.problem.value} />
      {data === undefined ? null : (
        <>
          <div class="grid-2">
            <Trigger workflow={data} />
            <Start name={name} />
          </div>
          <div class="panel" style={{ marginTop: "16px" }}>
            <Tabs
              label="Workflow"
              tabs={tabs}
              chosen={tab.value}
              choose={(id) => {
                tab.value = id;
              }}
            >
              {tab.value === "runs" ? <RunList workflow={name} state="" /> : null}
              {tab.value === "source" ? <Code text={data.source} language="yaml" label="Definition" /> : null}
              {tab.value === "versions" ? <Versions name={name} /> : null}
            </Tabs>
          </div>
          <Cli>{`rollcall workflow show ${name}`}</Cli>
          <Cli>{`rollcall workflow ${data.enabled ? "disable" : "enable"} ${name}`}</Cli>
          <Cli>{`rollcall workflow delete ${name}`}</Cli>
        </>
      )}
    </Page>
  );
};
