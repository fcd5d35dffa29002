import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask } from "../api.ts";
import { shellWord } from "../format.ts";
import { Badge } from "../parts/badge.tsx";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useAction } from "../resource.ts";
import type { StepDoc } from "../contract.ts";
import { fileOf } from "./deploy-panel.tsx";
import type { StepOutline } from "./outline.ts";
import { shownJson } from "./shown-json.ts";
import { type Edit, StepForm } from "./step-form.tsx";
import { State } from "./states.tsx";
import type { StepTest } from "./views.ts";

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const Result = ({ result }: { readonly result: StepTest }): JSX.Element => (
  <div class="stack" role="status">
    <p class="row">
      <State state={result.outcome.kind === "done" ? "completed" : result.outcome.kind} /> {result.ms} ms
    </p>
    {result.outcome.error === undefined ? null : (
      <p class="note warn">
        <bdi>
          {result.outcome.error.code}: {result.outcome.error.message}
        </bdi>
      </p>
    )}
    <Code text={shownJson(result.outcome.output ?? result.input)} language="json" label="What the step gave" />
  </div>
);

/** Top-level names of an output, for the expressions of later steps. */
const Outputs = ({
  step,
  result,
  insert,
}: {
  readonly step: StepOutline;
  readonly result: StepTest;
  readonly insert: (text: string) => void;
}): JSX.Element | null => {
  const { output } = result.outcome;
  if (typeof output !== "object" || output === null) return null;
  return (
    <p class="row">
      {Object.keys(output)
        .slice(0, 12)
        .map((key) => (
          <button
            key={key}
            type="button"
            class="small"
            onClick={() => {
              insert(`\${steps.${step.name}.${key}}`);
            }}
          >
            {`\${steps.${step.name}.${key}}`}
          </button>
        ))}
    </p>
  );
};

interface CardProps {
  readonly step: StepOutline;
  readonly doc: StepDoc | undefined;
  readonly edit: Edit;
  readonly source: string;
  readonly insert: (text: string) => void;
}

const Test = ({ step, source, insert }: Pick<CardProps, "step" | "source" | "insert">): JSX.Element => {
  const trigger = useSignal('{\n  "email": "mona.reyes@acme.test"\n}');
  const result = useSignal<StepTest | undefined>(undefined);
  const run = useAction(async () => {
    const body = {
      source: { name: "draft.yaml", text: source },
      step: step.name,
      trigger: { body: parsed(trigger.value) },
    };
    result.value = await ask<StepTest>("POST", "/api/workflow-tests", body);
  });
  return (
    <div class="stack">
      <label>
        trigger.body
        <textarea
          rows={4}
          spellcheck={false}
          value={trigger.value}
          onInput={({ currentTarget }) => {
            trigger.value = currentTarget.value;
          }}
        />
      </label>
      <div class="row">
        <button type="button" onClick={run.run} disabled={run.running.value}>
          Test step
        </button>
        <span class="muted small-text">It really runs, on the account that the definition names.</span>
      </div>
      <ProblemBox problem={run.problem.value} />
      {result.value === undefined ? null : (
        <>
          <Result result={result.value} />
          <Outputs step={step} result={result.value} insert={insert} />
        </>
      )}
      <Cli>{`rollcall workflow test ${shellWord(fileOf(source))} --step ${step.name} --trigger ${shellWord(trigger.value.replaceAll(/\s*\n\s*/g, ""))}`}</Cli>
    </div>
  );
};

/** One step: what it is told, and a test of it alone. */
export const StepCard = ({ step, doc, edit, source, insert }: CardProps): JSX.Element => {
  const tab = useSignal("config");
  return (
    <li class="panel" style={{ marginLeft: `${step.depth * 24}px` }}>
      <div class="row apart">
        <h2 class="row">
          <bdi>{step.name}</bdi> <Badge tone="info">{step.type}</Badge>
        </h2>
        <button
          type="button"
          class="quiet small"
          aria-label={`Take out ${step.name}`}
          onClick={() => {
            edit(step.path, undefined);
          }}
        >
          Take out
        </button>
      </div>
      <Tabs
        label={`Step ${step.name}`}
        tabs={[
          { id: "config", label: "Config" },
          { id: "test", label: "Test" },
        ]}
        chosen={tab.value}
        choose={(id) => {
          tab.value = id;
        }}
      >
        {tab.value === "config" ? (
          <StepForm step={step} doc={doc} edit={edit} />
        ) : (
          <Test step={step} source={source} insert={insert} />
        )}
      </Tabs>
    </li>
  );
};
