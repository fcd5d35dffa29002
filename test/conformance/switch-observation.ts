import type { AccountOptions } from "#emulator";

import type { Stage } from "./hosts.ts";

/** How the values of one switch differ for a caller. */
export interface Observation<Value extends string> {
  readonly account?: AccountOptions;
  readonly tickMs?: number;
  readonly observe: (stage: Stage) => Promise<unknown>;
  readonly shows: Readonly<Record<Value, unknown>>;
}

export const amy = { email: "amy@acme.test", type: 1 };
export const free = { preset: "free" } as const;
