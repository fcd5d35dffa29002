import { useSignal } from "@preact/signals";
import type { JSX } from "preact";

import { ask } from "../api.ts";
import { clockTime, shellWord } from "../format.ts";
import { Cli } from "../parts/cli.tsx";
import { Code } from "../parts/code.tsx";
import { ProblemBox } from "../parts/problem.tsx";
import { Tabs } from "../parts/tabs.tsx";
import { useAction } from "../resource.ts";
import { go } from "../router.ts";
import { Exchange } from "./exchange.tsx";
import { isOver } from "./run-state.ts";
import { shownJson } from "./shown-json.ts";
import { tookText, waitedMs } from "./timing.ts";
import { State } from "./states.tsx";
import type { AttemptView, RunDetail, RunView, StepRun } from "./views.ts";

const parts = [
  { id: "output", label: "Output" },
  { id: "input", label: "Input" },
  { id: "http", label: "HTTP" },
  { id: "logs", label: "Logs" },
];

const textOf = (attempt: AttemptView, part: string): string => {
  if (part === "input") return shownJson(attempt.input ?? null);
  if (part === "logs") return attempt.logs.join("\n");
  return shownJson(attempt.output ?? attempt.error ?? null);
};

const Attempt = ({ attempt }: { readonly attempt: AttemptView }): JSX.Element => {
  const part = useSignal(attempt.error === undefined ? "output" : "http");
  const text = textOf(attempt, part.value);
  const waited = waitedMs(attempt);
  return (
    <li class="stack attempt">
      <p class="row">
        <strong>Attempt {attempt.attempt}</strong> <State state={attempt.state} />{" "}
        <span class="muted">
          {clockTime(attempt.startedAt)}
          {attempt.ms === undefined ? "" : `, ${tookText(attempt.ms)}`}
          {waited === 0 ? "" : `, of which it waited ${tookText(waited)}`}
        </span>
      </p>
      {attempt.error === undefined ? null : (
        <p class="note warn">
          <bdi>
            {attempt.error.code}: {attempt.error.message}
          </bdi>
        </p>
      )}
      <Tabs label={`Attempt ${attempt.attempt}`} tabs={parts} chosen={part.value} choose={(id) => (part.value = id)}>
        {part.value === "http" && attempt.exchanges.length > 0 ? (
          <ul class="stack">
            {attempt.exchanges.map((exchange, at) => (
              <Exchange key={at} exchange={exchange} />
            ))}
          </ul>
        ) : text === "" || part.value === "http" ? (
          <p class="muted">None.</p>
        ) : (
          <Code text={text} language="json" label={`${part.value} of attempt ${attempt.attempt}`} />
        )}
      </Tabs>
    </li>
  );
};

const Rerun = ({ run, step }: { readonly run: RunDetail; readonly step: StepRun }): JSX.Element => {
  const told = shownJson(step.attempts.at(-1)?.input ?? {});
  const input = useSignal(told);
  // What was not touched is not sent: the records have stars where secrets were.
  const isEdited = input.value.trim() !== "" && input.value !== told;
  const rerun = useAction(async () => {
    const edited: unknown = isEdited ? JSON.parse(input.value) : undefined;
    const body = { from_step: step.name, ...(edited === undefined ? {} : { input: edited }) };
    const next = await ask<RunView>("POST", `/api/runs/${encodeURIComponent(run.id)}/rerun`, body);
    go(["runs", next.id]);
  });
  const edit = isEdited ? ` --input ${shellWord(input.value.replaceAll(/\n\s*/g, " "))}` : "";
  return (
    <details>
      <summary>Run again from here</summary>
      <div class="stack">
        <label>
          Input of this step (JSON)
          <textarea
            rows={Math.min(12, told.split("\n").length + 1)}
            spellcheck={false}
            value={input.value}
            onInput={({ currentTarget }) => {
              input.value = currentTarget.value;
            }}
          />
        </label>
        <div class="row">
          <button type="button" onClick={rerun.run} disabled={rerun.running.value}>
            Run again from {step.name}
          </button>
          <span class="muted small-text">
            A new run, linked to this one; the steps before keep what they gave
            {isEdited ? ". With the input above." : ". With the same input."}
          </span>
        </div>
        <ProblemBox problem={rerun.problem.value} />
        <Cli>{`rollcall workflow rerun ${run.id} --from ${step.name}${edit}`}</Cli>
      </div>
    </details>
  );
};

/** What a step was told, what it did over HTTP, what it gave; attempt by attempt. */
export const StepDetail = ({ run, step }: { readonly run: RunDetail; readonly step: StepRun }): JSX.Element => (
  <article class="panel stack" aria-label={`Step ${step.name}`}>
    <h2 class="row">
      <bdi>{step.name}</bdi> <State state={step.state} />
    </h2>
    {isOver(run) && step.attempts.length > 0 ? <Rerun run={run} step={step} /> : null}
    <ol class="stack">
      {step.attempts.toReversed().map((attempt) => (
        <Attempt key={attempt.attempt} attempt={attempt} />
      ))}
    </ol>
  </article>
);
