import type { JSX } from "preact";

import { isOver } from "./run-state.ts";
import { State, toneOf } from "./states.tsx";
import { tookText, waitedMs } from "./timing.ts";
import type { AttemptView, RunDetail, StepRun } from "./views.ts";

interface WaterfallProps {
  readonly run: RunDetail;
  readonly chosen: string;
  readonly choose: (name: string) => void;
}

interface Scale {
  readonly from: number;
  readonly span: number;
}

const percent = ({ from, span }: Scale, begun: number, ended: number): { left: string; width: string } => {
  const left = Math.max(0, Math.min(99, ((begun - from) / span) * 100));
  return { left: `${left}%`, width: `${Math.max(1, Math.min(100 - left, ((ended - begun) / span) * 100))}%` };
};

/** An attempt: what it did in the colour of its end, what it waited for as a thin line behind. */
const Bars = ({ attempt, scale }: { readonly attempt: AttemptView; readonly scale: Scale }): JSX.Element => {
  const begun = Date.parse(attempt.startedAt);
  const ended = attempt.finishedAt === undefined ? scale.from + scale.span : Date.parse(attempt.finishedAt);
  const waited = waitedMs(attempt, ended);
  return (
    <>
      {waited === 0 ? null : <span class="fall-wait" style={percent(scale, ended - waited, ended)} />}
      <span class={`fall-bar ${toneOf(attempt.state)}`} style={percent(scale, begun, ended - waited)} />
    </>
  );
};

const noteOf = ({ type, attempts }: StepRun): string => {
  const waited = attempts.reduce((sum, attempt) => sum + waitedMs(attempt), 0);
  return [
    type,
    ...(attempts.length > 1 ? [`${attempts.length} attempts`] : []),
    ...(waited === 0 ? [] : [`waited ${tookText(waited)}`]),
  ].join(" · ");
};

/** When each step ran, how often, and how it ended. */
export const Waterfall = ({ run, chosen, choose }: WaterfallProps): JSX.Element => {
  const times = run.steps.flatMap(({ attempts }) =>
    attempts.flatMap(({ startedAt, finishedAt }) => [
      Date.parse(startedAt),
      ...(finishedAt === undefined ? [] : [Date.parse(finishedAt)]),
    ]),
  );
  const from = Math.min(Date.parse(run.startedAt ?? run.createdAt), ...times);
  // While it goes on the line ends now, as far as the server's clock and ours agree.
  const now = isOver(run) ? [] : [Date.now()];
  const scale = { from, span: Math.max(1, ...[...times, ...now].map((time) => time - from)) };
  return (
    <section class="panel" aria-label="Steps">
      <h2>Steps · {tookText(scale.span)}</h2>
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
                <span class="muted small-text fall-note">{noteOf(step)}</span>
              </span>
              <span class="fall-track" aria-hidden="true">
                {step.attempts.map((attempt) => (
                  <Bars key={attempt.attempt} attempt={attempt} scale={scale} />
                ))}
              </span>
              <State state={step.state} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
