import type { Answer, Exchange } from "#base";

import type { Definition } from "./definition/schema.ts";
import type { AttemptRecord, RecordedResponse, RunError, RunState, TriggerKind } from "./store/records.ts";
import type { HttpExchange } from "./exchange-record.ts";
import type { StepOutcome } from "./step-type.ts";

/** A definition as it was given: YAML or JSON. */
export interface DefinitionSource {
  /** The file's name: errors begin with it. */
  readonly name: string;
  readonly text: string;
}

export interface Deployed {
  readonly name: string;
  readonly version: number;
  /** Below the server's address: `/t/<key>`. Absent for schedules and manual workflows. */
  readonly path?: string;
  /** False when the newest version is the same text. */
  readonly changed: boolean;
  /** The version before, as text: what a diff compares with. */
  readonly before?: string;
}

export interface WorkflowView {
  readonly name: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly trigger: "http" | "schedule" | "event" | "manual";
  readonly account: string;
  readonly path?: string;
  readonly updatedAt: string;
  readonly description?: string;
  /** Of a schedule. */
  readonly nextAt?: string;
}

export interface VersionView {
  readonly version: number;
  readonly createdAt: string;
  readonly current: boolean;
  readonly sha256: string;
}

export interface RunView {
  readonly id: string;
  readonly workflow: string;
  readonly version: number;
  readonly state: RunState;
  readonly trigger: TriggerKind;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly rerunOf?: string;
  readonly parent?: string;
  readonly error?: RunError;
}

export interface AttemptView {
  readonly attempt: number;
  readonly state: AttemptRecord["state"];
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly ms?: number;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: RunError;
  readonly exchanges: readonly HttpExchange[];
  readonly logs: readonly string[];
}

export interface StepView {
  /** Where it stands, such as `each[3].create_user`. */
  readonly name: string;
  readonly type: string;
  readonly state: AttemptRecord["state"];
  readonly attempts: readonly AttemptView[];
}

/** Somebody's decision that a run waits for. */
export interface ApprovalView {
  readonly step: string;
  readonly key: string;
  readonly message?: string;
}

export interface RunDetail extends RunView {
  /** What the run began with, passwords masked. */
  readonly triggerData: unknown;
  readonly output?: unknown;
  readonly response?: RecordedResponse;
  readonly steps: readonly StepView[];
  /** True when the run has more attempts than are shown. */
  readonly truncated: boolean;
  readonly approvals: readonly ApprovalView[];
}

export interface RunFilter {
  readonly workflow?: string;
  readonly state?: RunState;
  readonly limit?: number;
  readonly before?: string;
  readonly children?: boolean;
}

export interface RerunOptions {
  /** `same` runs the version that ran; `current` the one that new runs get. */
  readonly version: "same" | "current";
  /** Begins at this step of the top level; those before it keep their outputs. */
  readonly fromStep?: string;
  /** Replaces that step's input. */
  readonly input?: Readonly<Record<string, unknown>>;
}

export interface StepTest {
  readonly outcome: StepOutcome;
  readonly input: unknown;
  readonly exchanges: readonly HttpExchange[];
  readonly logs: readonly string[];
  readonly ms: number;
}

export interface TestOptions {
  readonly step: string;
  /** Replaces the step's `with`. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** What expressions find under `trigger.body`. */
  readonly trigger?: unknown;
  /** Outputs of the steps before it. */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Deployed workflows and their runs. What is wrong with a definition, a name or a state throws a RollcallError. */
export interface Workflows extends AsyncDisposable {
  /** Checks a definition. @throws RC_WORKFLOWS_DEFINITION with line and column */
  validate(source: DefinitionSource): Definition;
  /** Keeps a definition as a new version; a dry run only says what would happen. @throws RC_WORKFLOWS_CYCLE */
  deploy(source: DefinitionSource, options?: { readonly dryRun?: boolean }): Promise<Deployed>;
  list(): Promise<readonly WorkflowView[]>;
  /** A deployed workflow with its text. */
  show(name: string, version?: number): Promise<WorkflowView & { readonly source: string }>;
  versions(name: string): Promise<readonly VersionView[]>;
  /** New runs get this version again. */
  revert(name: string, version: number): Promise<WorkflowView>;
  /** Its URL is gone; versions and runs stay. */
  remove(name: string): Promise<void>;
  /** A new URL; the old one is gone at once. */
  rotateKey(name: string): Promise<WorkflowView>;
  setEnabled(name: string, enabled: boolean): Promise<WorkflowView>;
  /** Keeps the next call of the URL instead of running it; its data, or undefined after `timeoutMs`. */
  listen(name: string, timeoutMs: number): Promise<unknown>;
  /** Starts a run by hand. */
  run(
    name: string,
    input: unknown,
    options?: { readonly idempotencyKey?: string; readonly version?: number },
  ): Promise<RunView>;
  /** Runs one step of a definition that need not be deployed. */
  test(source: DefinitionSource, options: TestOptions): Promise<StepTest>;
  /** Newest first. */
  runs(filter?: RunFilter): Promise<readonly RunView[]>;
  /** @throws RC_WORKFLOWS_NOT_FOUND */
  runDetail(id: string): Promise<RunDetail>;
  /** The run once it is over, or as it is after `timeoutMs`. */
  settled(id: string, timeoutMs: number): Promise<RunView>;
  cancel(id: string): Promise<RunView>;
  rerun(id: string, options: RerunOptions): Promise<RunView>;
  /** Runs every failed run of the filter again that has not been run again yet. */
  retryFailed(
    filter: { readonly workflow?: string; readonly limit?: number },
    version: RerunOptions["version"],
  ): Promise<readonly RunView[]>;
  /** Decides what a run waits for, by the key of its link or by run and step. */
  decide(
    who: { readonly key: string } | { readonly run: string; readonly step?: string },
    decision: { readonly approved: boolean; readonly by: string; readonly comment?: string },
  ): Promise<void>;
  /** Answers a call below /t/. */
  trigger(exchange: Exchange): Promise<Answer>;
  /** Where the emulator sends events to, the secret it signs with, and whether any workflow has a use for them. */
  eventEndpoint(): Promise<{ readonly path: string; readonly secret: string; readonly isWanted: boolean }>;
  /** Resolves when some run has changed since `after`, with the ids and what to pass next; after `timeoutMs` with none. */
  changes(after: number, timeoutMs: number): Promise<{ readonly next: number; readonly runs: readonly string[] }>;
  /** Begins working: on accepted runs, schedules, waits and alerts. */
  start(): Promise<void>;
  /** Forgets finished runs; returns how many. */
  prune(options: { readonly olderThanMs: number; readonly keep: number }): Promise<number>;
  /** Lets steps at work finish for `graceMs`, and hands the others back. */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}
