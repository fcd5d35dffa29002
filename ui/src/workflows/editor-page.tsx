import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { ask, get } from "../api.ts";
import { shellWord } from "../format.ts";
import { Cli } from "../parts/cli.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { type Action, useAction } from "../resource.ts";
import { go, href } from "../router.ts";
import { diffOf } from "./diff.ts";
import { outlineOf } from "./outline.ts";
import { StepCard } from "./step-card.tsx";
import type { TemplateView } from "./template-view.ts";
import type { Deployed, WorkflowSource } from "./views.ts";

const blank = `name: my-workflow
trigger:
  http: {}
steps:
  - name: create_user
    type: create_user
    with:
      email: \${trigger.body.email}
      type: 1
`;

/** A workflow of one call, for "Add as workflow step". */
const around = (operation: string): string => `name: ${operation
  .replace(/^.*:/, "")
  .replaceAll(/[^A-Za-z0-9]+/g, "-")
  .toLowerCase()}
trigger:
  http: {}
steps:
  - name: call
    type: ${operation === "zoom:userCreate" ? "create_user" : "http"}
    with:
      email: \${trigger.body.email}
      type: 1
`;

interface EditorProps {
  readonly name?: string;
  readonly template?: string;
  readonly operation?: string;
}

const sourceOf = async ({ name, template = "", operation = "" }: EditorProps): Promise<string> => {
  if (name !== undefined) return (await get<WorkflowSource>(`/api/workflows/${encodeURIComponent(name)}`)).source;
  if (template !== "") {
    const templates = await get<readonly TemplateView[]>("/api/templates");
    return templates.find((one) => one.name === template)?.source ?? blank;
  }
  return operation === "" ? blank : around(operation);
};

const Diff = ({ before, after }: { readonly before: string; readonly after: string }): JSX.Element => (
  <pre class="code" tabIndex={0} aria-label="What the deploy changes">
    {diffOf(before, after).map(({ sign, text }, at) => (
      <div key={at} class={sign === "+" ? "diff-new" : sign === "-" ? "diff-old" : ""}>
        {sign} {text}
      </div>
    ))}
  </pre>
);

interface DeployProps {
  readonly source: Signal<string>;
  readonly checked: Deployed | undefined;
  readonly check: Action;
  readonly deploy: Action;
}

const Deploy = ({ source, checked, check, deploy }: DeployProps): JSX.Element => (
  <section class="panel stack" aria-label="Deploy">
    <div class="row">
      <button type="button" onClick={check.run} disabled={check.running.value}>
        Show what a deploy changes
      </button>
      <button type="button" class="primary" onClick={deploy.run} disabled={deploy.running.value}>
        Deploy
      </button>
    </div>
    <ProblemBox problem={check.problem.value ?? deploy.problem.value} />
    {checked === undefined ? null : checked.changed ? (
      <>
        <p role="status">
          It would be version {checked.version} of <bdi>{checked.name}</bdi>.
        </p>
        <Diff before={checked.before ?? ""} after={source.value} />
      </>
    ) : (
      <p role="status">Nothing changes: this is version {checked.version} already.</p>
    )}
  </section>
);

const Text = ({
  source,
  area,
}: {
  readonly source: Signal<string>;
  readonly area: { current: HTMLTextAreaElement | null };
}): JSX.Element => (
  <label>
    Definition (YAML)
    <textarea
      ref={area}
      class="yaml"
      rows={32}
      spellcheck={false}
      wrap="off"
      value={source.value}
      onInput={({ currentTarget }) => {
        source.value = currentTarget.value;
      }}
    />
  </label>
);

const fileOf = (source: string): string => `${outlineOf(source).name || "workflow"}.yaml`;

const useEditor = (props: EditorProps) => {
  const source = useSignal("");
  const checked = useSignal<Deployed | undefined>(undefined);
  const body = (dryRun: boolean) => ({ source: { name: fileOf(source.value), text: source.value }, dry_run: dryRun });
  const load = useAction(async () => {
    source.value = await sourceOf(props);
  });
  const check = useAction(async () => {
    checked.value = await ask<Deployed>("POST", "/api/workflows", body(true));
  });
  const deploy = useAction(async () => {
    const { name } = await ask<Deployed>("POST", "/api/workflows", body(false));
    go(["workflows", name]);
  });
  useEffect(load.run, []);
  return { source, checked, load, check, deploy };
};

/** The definition as text, its steps as cards beside it; a deploy shows its difference first. */
export const EditorPage = (props: EditorProps): JSX.Element => {
  const { source, checked, load, check, deploy } = useEditor(props);
  const area = useRef<HTMLTextAreaElement>(null);
  const outline = outlineOf(source.value);
  const insert = (text: string): void => {
    const { current } = area;
    const [from, to] =
      current === null ? [source.value.length, source.value.length] : [current.selectionStart, current.selectionEnd];
    source.value = source.value.slice(0, from) + text + source.value.slice(to);
    current?.focus();
  };
  return (
    <Page
      wide
      title={props.name === undefined ? "New workflow" : `Edit ${props.name}`}
      lead={
        <>
          Texts may hold expressions such as <code>{"${trigger.body.email}"}</code>.{" "}
          <a href={href(["workflows"])}>All workflows</a>
        </>
      }
    >
      <ProblemBox problem={load.problem.value} />
      <div class="split">
        <div class="stack">
          <Text source={source} area={area} />
          <Deploy source={source} checked={checked.value} check={check} deploy={deploy} />
          <Cli>{`rollcall workflow deploy ${shellWord(fileOf(source.value))}`}</Cli>
        </div>
        <section aria-label="Steps">
          {outline.problem === "" ? null : <p class="note warn">{outline.problem}</p>}
          <p class="panel">
            <strong>Trigger</strong> {outline.trigger}
          </p>
          <ol class="stack">
            {outline.steps.map((step, at) => (
              <StepCard key={`${at} ${step.name}`} step={step} source={source.value} insert={insert} />
            ))}
          </ol>
        </section>
      </div>
    </Page>
  );
};
