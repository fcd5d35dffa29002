import type { JSX } from "preact";

import type { RunView } from "./views.ts";

const kinds = ["good", "bad", "plain"] as const;
type Kind = (typeof kinds)[number];
const kindOf = ({ state }: RunView): Kind => (state === "completed" ? "good" : state === "failed" ? "bad" : "plain");

const [width, height, base] = [720, 90, 76];

/** How runs ended, by day. */
export const RunsChart = ({ runs }: { readonly runs: readonly RunView[] }): JSX.Element | null => {
  const days = new Map<string, Record<Kind, number>>();
  for (const run of runs.toReversed()) {
    const day = run.createdAt.slice(0, 10);
    const counted = days.get(day) ?? { good: 0, bad: 0, plain: 0 };
    counted[kindOf(run)] += 1;
    days.set(day, counted);
  }
  const bars = [...days].slice(-30);
  if (bars.length === 0) return null;
  const most = Math.max(...bars.map(([, { good, bad, plain }]) => good + bad + plain));
  const unit = (base - 6) / most;
  const wide = Math.min(40, width / bars.length);
  const total = (kind: Kind): number => bars.reduce((sum, [, counted]) => sum + counted[kind], 0);
  return (
    <figure>
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${total("good")} completed, ${total("bad")} failed, ${total("plain")} others, over ${bars.length} days`}
      >
        <line x1={0} x2={width} y1={base} y2={base} />
        {bars.map(([day, { good, bad, plain }], at) => (
          <g key={day}>
            <rect class="c-good" x={at * wide + 2} width={wide - 4} y={base - good * unit} height={good * unit} />
            <rect class="c-bad" x={at * wide + 2} width={wide - 4} y={base - (good + bad) * unit} height={bad * unit} />
            <rect
              class="c-plain"
              x={at * wide + 2}
              width={wide - 4}
              y={base - (good + bad + plain) * unit}
              height={plain * unit}
            />
          </g>
        ))}
      </svg>
      <p class="legend">
        <span>
          <i class="i-good" />
          {total("good")} completed
        </span>
        <span>
          <i class="i-bad" />
          {total("bad")} failed
        </span>
        <span>
          <i class="i-plain" />
          {total("plain")} others
        </span>
      </p>
    </figure>
  );
};
