import type { JSX } from "preact";

import { clockTime } from "../format.ts";
import type { RequestView } from "./views.ts";

const bars = 60;
const [width, height, base] = [720, 120, 100];

const kinds = ["good", "warn", "bad"] as const;
type Kind = (typeof kinds)[number];

const kindOf = ({ status, lost }: RequestView): Kind =>
  lost || status >= 500 || status === 429 ? "bad" : status >= 400 ? "warn" : "good";

interface Bar {
  readonly good: number;
  readonly warn: number;
  readonly bad: number;
}

const barsOf = (
  times: readonly { readonly at: number; readonly kind: Kind }[],
  from: number,
  step: number,
): readonly Bar[] => {
  const counted = Array.from({ length: bars }, () => ({ good: 0, warn: 0, bad: 0 }));
  for (const { at, kind } of times) {
    const bar = counted[Math.min(bars - 1, Math.floor((at - from) / step))];
    if (bar !== undefined) bar[kind] += 1;
  }
  return counted;
};

const Column = ({ bar, at, most }: { readonly bar: Bar; readonly at: number; readonly most: number }): JSX.Element => {
  const unit = (base - 8) / most;
  const wide = width / bars;
  const tops = { good: base - bar.good * unit, warn: 0, bad: 0 };
  tops.warn = tops.good - bar.warn * unit;
  tops.bad = tops.warn - bar.bad * unit;
  return (
    <>
      {kinds.map((kind) =>
        bar[kind] === 0 ? null : (
          <rect
            key={kind}
            class={`c-${kind}`}
            x={at * wide + 1}
            y={tops[kind]}
            width={wide - 2}
            height={bar[kind] * unit}
            rx={1}
          />
        ),
      )}
    </>
  );
};

/** Requests by status over the time that is shown, on the emulator's clock. */
export const RequestsChart = ({ requests }: { readonly requests: readonly RequestView[] }): JSX.Element | null => {
  const times = requests.map((request) => ({ at: Date.parse(request.at), kind: kindOf(request) }));
  if (times.length < 2) return null;
  const from = Math.min(...times.map(({ at }) => at));
  const to = Math.max(...times.map(({ at }) => at));
  const counted = barsOf(times, from, Math.max(1, to - from) / bars);
  const most = Math.max(...counted.map(({ good, warn, bad }) => good + warn + bad));
  const sum = (kind: Kind): number => times.filter((one) => one.kind === kind).length;
  return (
    <figure class="panel">
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${times.length} requests: ${sum("good")} succeeded, ${sum("warn")} were refused, ${sum("bad")} limited, failed or lost`}
      >
        <line x1={0} x2={width} y1={base} y2={base} />
        {counted.map((bar, at) => (
          <Column key={at} bar={bar} at={at} most={most} />
        ))}
      </svg>
      <div class="row apart small-text muted" aria-hidden="true">
        <span>{clockTime(new Date(from).toISOString())}</span>
        <span>{clockTime(new Date(to).toISOString())}</span>
      </div>
      <p class="legend">
        <span>
          <i class="i-good" />
          {sum("good")} succeeded
        </span>
        <span>
          <i class="i-warn" />
          {sum("warn")} refused (4xx)
        </span>
        <span>
          <i class="i-bad" />
          {sum("bad")} limited, failed or lost
        </span>
      </p>
    </figure>
  );
};
