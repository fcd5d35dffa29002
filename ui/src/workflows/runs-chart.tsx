import type { JSX } from "preact";

import { shortDay } from "../format.ts";
import type { RunView } from "./views.ts";

const kinds = ["good", "bad", "plain"] as const;
type Kind = (typeof kinds)[number];
type Counts = Readonly<Record<Kind, number>>;
const kindOf = ({ state }: RunView): Kind => (state === "completed" ? "good" : state === "failed" ? "bad" : "plain");

const dayMs = 86_400_000;
const shownDays = 14;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The last days up to the newest run, those without runs too: a gap is to be seen as one. */
const byDay = (runs: readonly RunView[]): readonly (readonly [day: string, counts: Counts])[] => {
  const newest = Math.max(...runs.map(({ createdAt }) => Date.parse(createdAt)));
  const days = Array.from({ length: shownDays }, (_none, at) => dayOf(newest - (shownDays - 1 - at) * dayMs));
  return days.map((day) => {
    const states = runs.filter(({ createdAt }) => createdAt.startsWith(day)).map(kindOf);
    const counted = (kind: Kind): number => states.filter((one) => one === kind).length;
    return [day, { good: counted("good"), bad: counted("bad"), plain: counted("plain") }];
  });
};

const height = 72;
/** Of each day's hundred units. */
const [gap, wide] = [18, 64];

const Day = ({ at, counts, unit }: { readonly at: number; readonly counts: Counts; readonly unit: number }) => {
  let top = height;
  return (
    <g>
      {kinds.map((kind) => {
        const tall = counts[kind] * unit;
        top -= tall;
        return <rect key={kind} class={`c-${kind}`} x={at * 100 + gap} width={wide} y={top} height={tall} />;
      })}
    </g>
  );
};

const legend = (good: number, bad: number, plain: number): readonly (readonly [Kind, string])[] => [
  ["good", `${good} completed`],
  ["bad", `${bad} failed`],
  ["plain", `${plain} ${plain === 1 ? "other" : "others"}`],
];

/** How runs ended, by day. */
export const RunsChart = ({ runs }: { readonly runs: readonly RunView[] }): JSX.Element | null => {
  if (runs.length === 0) return null;
  const days = byDay(runs);
  const most = Math.max(1, ...days.map(([, { good, bad, plain }]) => good + bad + plain));
  const total = (kind: Kind): number => days.reduce((sum, [, counted]) => sum + counted[kind], 0);
  const said = legend(total("good"), total("bad"), total("plain"));
  const [first, last] = [days[0]?.[0] ?? "", days.at(-1)?.[0] ?? ""];
  return (
    <figure class="runs-chart">
      <svg
        class="chart"
        viewBox={`0 0 ${shownDays * 100} ${height + 1}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${said.map(([, text]) => text).join(", ")}, from ${first} to ${last}`}
      >
        <line x1={0} x2={shownDays * 100} y1={height} y2={height} />
        {days.map(([day, counts], at) => (
          <Day key={day} at={at} counts={counts} unit={(height - 4) / most} />
        ))}
      </svg>
      <p class="row apart muted small-text" aria-hidden="true">
        <span>{shortDay(first)}</span>
        <span>{shortDay(last)}</span>
      </p>
      <p class="legend">
        {said.map(([kind, text]) => (
          <span key={kind}>
            <i class={`i-${kind}`} />
            {text}
          </span>
        ))}
      </p>
    </figure>
  );
};
