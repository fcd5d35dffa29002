import type { JSX } from "preact";

import { State, toneOf } from "./states.tsx";
import type { RunDetail, StepRun } from "./views.ts";

interface WaterfallProps {
  readonly run: RunDetail;
  readonly chosen: string;
  readonly choose: (name: string) => void;
}

const took = (ms: number): string => (ms < 10_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1000)} s`);

const Bar = ({
  step,
  from,
  span,
}: {
  readonly step: StepRun;
  readonly from: number;
  readonly span: number;
}): JSX.Element => (
  <span class="fall-track" aria-hidden="true">
    {step.attempts.map(({ attempt, state, startedAt, finishedAt }) => {
      const begun = Date.parse(startedAt);
      const ended = finishedAt === undefined ? from + span : Date.parse(finishedAt);
      const left = Math.min(99, ((begun - from) / span) * 100);
      return (
        <span
          key={attempt}
          class={`fall-bar ${toneOf(state)}`}
          style={{ left: `${left}%`, width: `${Math.max(1, Math.min(100 - left, ((ended - begun) / span) * 100))}%` }}
        />
      );
    })}
  </span>
);

/** When each step ran, how often, and how it ended. */
export const Waterfall = ({ run, chosen, choose }: WaterfallProps): JSX.Element => {
  const times = run.steps.flatMap(({ attempts }) =>
    attempts.flatMap(({ startedAt, finishedAt }) => [
      Date.parse(startedAt),
      ...(finishedAt === undefined ? [] : [Date.parse(finishedAt)]),
    ]),
  );
  const from = Math.min(Date.parse(run.startedAt ?? run.createdAt), ...times);
  const span = Math.max(1, ...times.map((time) => time - from));
  return (
    <section class="panel" aria-label="Steps">
      <h2>Steps · {took(span)}</h2>
      <ul class="fall">
        {run.steps.map((step) => (
          <li key={step.name}>
            <button
              type="button"
              aria-current={step.name === chosen}
              onClick={() => {
                choose(step.name);
              }}
            >
              <span class="fall-name">
                <bdi>{step.name}</bdi>
                <span class="muted"> {step.type}</span>
              </span>
              <Bar step={step} from={from} span={span} />
              <State state={step.state} />
              <span class="muted small-text">{step.attempts.length > 1 ? `${step.attempts.length} attempts` : ""}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
