import type { JSX } from "preact";

import { get } from "../api.ts";
import { dateTime } from "../format.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Empty, Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useResource } from "../resource.ts";
import { href, place } from "../router.ts";
import { useRunChanges } from "./live-runs.ts";
import { EditorPage } from "./editor-page.tsx";
import type { WorkflowView } from "./views.ts";
import { WorkflowPage } from "./workflow-page.tsx";

const Card = ({ workflow }: { readonly workflow: WorkflowView }): JSX.Element => (
  <li class="panel">
    <div class="row apart">
      <h2>
        <a href={href(["workflows", workflow.name])}>
          <bdi>{workflow.name}</bdi>
        </a>
      </h2>
      <span class="row">
        <Badge tone="info">{workflow.trigger}</Badge>
        {workflow.enabled ? <Badge tone="good">on</Badge> : <Badge tone="plain">off</Badge>}
      </span>
    </div>
    <p>
      <bdi>{workflow.description ?? ""}</bdi>
    </p>
    <p class="muted small-text">
      version {workflow.version}, deployed {dateTime(workflow.updatedAt)}, on the account {workflow.account}
      {workflow.nextAt === undefined ? "" : `, next at ${dateTime(workflow.nextAt)}`}
    </p>
  </li>
);

const List = (): JSX.Element => {
  const workflows = useResource(() => get<readonly WorkflowView[]>("/api/workflows"), ["workflow", "run"]);
  const rows = workflows.data.value;
  return (
    <Page
      title="Workflows"
      lead="A request, a schedule or an event of Zoom's starts steps that end, whatever is killed in between."
      actions={
        <>
          <a class="button" href={href(["templates"])}>
            Templates
          </a>
          <a class="button primary" href={href(["workflows", "new"])}>
            New workflow
          </a>
        </>
      }
    >
      <ProblemBox problem={workflows.problem.value} />
      {rows?.length === 0 ? (
        <Empty title="No workflow yet.">
          Begin with a <a href={href(["templates"])}>template</a>: one click deploys a URL that creates users.
        </Empty>
      ) : (
        <ul class="stack">
          {(rows ?? []).map((workflow) => (
            <Card key={workflow.name} workflow={workflow} />
          ))}
        </ul>
      )}
      <Cli>rollcall workflow list</Cli>
    </Page>
  );
};

/** `#/workflows`, `#/workflows/new`, `#/workflows/<name>`, `#/workflows/<name>/edit`. */
export const WorkflowsPage = (): JSX.Element => {
  useRunChanges();
  const { path, query } = place.value;
  const [, name, what] = path;
  if (name === undefined) return <List />;
  const begin = {
    template: query.get("template") ?? "",
    operation: query.get("operation") ?? "",
    call: query.get("call") ?? "",
  };
  if (name === "new") return <EditorPage key={JSON.stringify(begin)} {...begin} />;
  return what === "edit" ? <EditorPage key={name} name={name} {...begin} /> : <WorkflowPage key={name} name={name} />;
};
