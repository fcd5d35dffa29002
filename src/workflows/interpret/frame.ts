import type { Clock } from "#base";
import type { RunContext, Workflow } from "#engine";

import type { Definition, StepDefinition } from "../definition/schema.ts";
import type { Scope } from "../expressions/evaluate.ts";
import type { ObserveRuns } from "../run-events.ts";
import type { StepType } from "../step-type.ts";
import type { DeploymentStore } from "../store/deployment-store.ts";
import type { RunError, RunRecord } from "../store/records.ts";
import type { WorkflowRunStore } from "../store/run-store.ts";
import type { WaitStore } from "../store/wait-store.ts";

/** How a run, an item or a branch ended. JSON: the engine records it. */
export type Ended =
  | { readonly kind: "done"; readonly output?: unknown }
  /** An error branch has dealt with it: nothing after the failed step runs. */
  | { readonly kind: "handled"; readonly output?: unknown }
  | { readonly kind: "failed"; readonly error: RunError };

export interface RunInput {
  readonly run: string;
}

export interface LaneInput extends RunInput {
  /** The for_each step: where it stands in the run. */
  readonly step: string;
  readonly name: string;
  readonly lane: number;
  readonly lanes: number;
  readonly chunk: number;
  readonly total: number;
}

export interface ChunkInput extends RunInput {
  readonly step: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** How a part of a loop went. */
export interface Tally {
  readonly succeeded: number;
  readonly failed: number;
  /** The first of them. */
  readonly failures: readonly { readonly index: number; readonly code: string; readonly message: string }[];
  readonly stopped: boolean;
}

/** The durable workflows that all definitions are run by. */
export interface Programs {
  readonly run: Workflow<RunInput, Ended>;
  readonly lane: Workflow<LaneInput, Tally>;
  readonly chunk: Workflow<ChunkInput, Tally>;
}

export interface InterpretDeps {
  readonly runs: WorkflowRunStore;
  readonly deployments: DeploymentStore;
  readonly waits: WaitStore;
  readonly types: ReadonlyMap<string, StepType>;
  readonly clock: Clock;
  readonly freshKey: () => string;
  readonly definitionOf: (workflow: string, version: number) => Promise<Definition | undefined>;
  /** Something about the run has changed. */
  readonly changed: (run: string) => void;
  readonly observe: ObserveRuns;
  readonly programs: () => Programs;
}

/** Where a run is at work. */
export interface Frame {
  readonly deps: InterpretDeps;
  readonly run: RunRecord;
  readonly definition: Definition;
  readonly context: RunContext;
  readonly scope: Scope & { readonly steps: Readonly<Record<string, unknown>> };
  /** Stands before the names of steps: empty, or such as `each[3].`. */
  readonly prefix: string;
}

export const pathOf = ({ prefix }: Frame, step: StepDefinition): string => `${prefix}${step.name}`;

/** The frame with one more step's output. */
export const withOutput = (frame: Frame, name: string, output: unknown): Frame => ({
  ...frame,
  scope: { ...frame.scope, steps: { ...frame.scope.steps, [name]: output } },
});
