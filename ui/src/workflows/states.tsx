import type { JSX } from "preact";

import { Badge, type Tone } from "../parts/badge.tsx";

const tones: Readonly<Record<string, Tone>> = {
  accepted: "plain",
  running: "info",
  waiting: "warn",
  completed: "good",
  failed: "bad",
  timed_out: "bad",
  interrupted: "warn",
  canceled: "plain",
  skipped: "plain",
};

export const toneOf = (state: string): Tone => tones[state] ?? "plain";

export const State = ({ state }: { readonly state: string }): JSX.Element => (
  <Badge tone={toneOf(state)}>{state.replace("_", " ")}</Badge>
);
