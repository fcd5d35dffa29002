import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { get } from "../api.ts";
import type { StepTypesView } from "../contract.ts";
import { Page } from "../parts/page.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { useAction, useResource } from "../resource.ts";
import { go, href } from "../router.ts";
import { AddStep } from "./add-step.tsx";
import { DeployPanel } from "./deploy-panel.tsx";
import { blank, draftOf, withDraft } from "./draft.ts";
import { outlineOf } from "./outline.ts";
import { StepCard } from "./step-card.tsx";
import type { TemplateView } from "./template-view.ts";
import type { WorkflowSource, WorkflowView } from "./views.ts";
import { withYamlValue } from "./yaml-edit.ts";

interface EditorProps {
  /** A deployed workflow; without it a new one. */
  readonly name?: string;
  readonly template: string;
  /** A request to add as a step, and which of those that were sent. */
  readonly operation: string;
  readonly call: string;
}

const deployed = async (name: string): Promise<string> =>
  (await get<WorkflowSource>(`/api/workflows/${encodeURIComponent(name)}`)).source;

const sourceOf = async ({ name, template, operation, call }: EditorProps): Promise<string> => {
  if (name !== undefined) {
    const source = await deployed(name);
    if (operation === "") return source;
    const names = outlineOf(source).steps.map((step) => step.name);
    return (await withDraft(source, names, operation, call)) ?? source;
  }
  if (template !== "") {
    const templates = await get<readonly TemplateView[]>("/api/templates");
    return templates.find((one) => one.name === template)?.source ?? blank;
  }
  return operation === "" ? blank : await draftOf(operation, call);
};

/** Where the request goes that is being added: a new workflow, or one that is there. */
const AddTo = ({ operation, call }: Pick<EditorProps, "operation" | "call">): JSX.Element | null => {
  const chosen = useSignal("");
  const workflows = useResource(() => get<readonly WorkflowView[]>("/api/workflows"), ["workflow"]);
  const rows = workflows.data.value ?? [];
  if (rows.length === 0) return null;
  return (
    <form
      class="row end"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.value !== "") go(["workflows", chosen.value, "edit"], { operation, call });
      }}
    >
      <label>
        Add the step to
        <select
          value={chosen.value}
          onChange={({ currentTarget }) => {
            chosen.value = currentTarget.value;
          }}
        >
          <option value="">a new workflow</option>
          {rows.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" disabled={chosen.value === ""}>
        Add there
      </button>
    </form>
  );
};

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

/** The definition as text, its steps as cards beside it; a deploy shows its difference first. */
export const EditorPage = (props: EditorProps): JSX.Element => {
  const source = useSignal("");
  const load = useAction(async () => {
    source.value = await sourceOf(props);
  });
  useEffect(load.run, []);
  const area = useRef<HTMLTextAreaElement>(null);
  const outline = outlineOf(source.value);
  const insert = (text: string): void => {
    const { current } = area;
    const [from, to] =
      current === null ? [source.value.length, source.value.length] : [current.selectionStart, current.selectionEnd];
    source.value = source.value.slice(0, from) + text + source.value.slice(to);
    current?.focus();
  };
  const types = useResource(() => get<StepTypesView>("/api/step-types"), []);
  const docs = types.data.value ?? [];
  const refused = useSignal(false);
  const edit = (path: readonly string[], value: unknown): void => {
    const next = withYamlValue(source.value, path, value);
    refused.value = next === undefined;
    if (next !== undefined) source.value = next;
  };
  const isAdding = props.name === undefined && props.operation !== "";
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
      actions={isAdding ? <AddTo operation={props.operation} call={props.call} /> : undefined}
    >
      <ProblemBox problem={load.problem.value ?? types.problem.value} />
      <div class="split">
        <div class="stack">
          <Text source={source} area={area} />
          <DeployPanel source={source} />
        </div>
        <section class="stack" aria-label="Steps">
          {outline.problem === "" ? null : <p class="note warn">{outline.problem}</p>}
          <p class="panel">
            <strong>Trigger</strong> {outline.trigger}
          </p>
          {refused.value ? (
            <p class="note warn" role="alert">
              That place is written in a way that a form cannot change: change the text.
            </p>
          ) : null}
          <ol class="stack">
            {outline.steps.map((step) => {
              const doc = docs.find(({ type }) => type === step.type);
              const key = `${step.path.join("/")} ${step.name} ${doc?.type ?? ""}`;
              return <StepCard key={key} {...{ step, doc, edit, insert }} source={source.value} />;
            })}
          </ol>
          <AddStep docs={docs} names={outline.steps.map(({ name }) => name)} edit={edit} />
        </section>
      </div>
    </Page>
  );
};
