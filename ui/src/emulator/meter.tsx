import type { JSX } from "preact";

import { count } from "../format.ts";

interface MeterProps {
  readonly label: string;
  readonly used: number;
  /** null = no limit. */
  readonly limit: number | null;
}

const toneOf = (share: number): string => (share >= 1 ? "bad" : share >= 0.8 ? "warn" : "");

/** How much of a limit is used. */
export const Meter = ({ label, used, limit }: MeterProps): JSX.Element => {
  const share = limit === null || limit === 0 ? 0 : Math.min(1, used / limit);
  return (
    <div class="meter">
      <div class="row apart">
        <span>{label}</span>
        <span class="muted">
          {count(used)} of {limit === null ? "any number" : count(limit)}
        </span>
      </div>
      <span class="meter-track" aria-hidden="true">
        <span class={`meter-fill ${toneOf(share)}`} style={{ width: `${share * 100}%` }} />
      </span>
    </div>
  );
};
