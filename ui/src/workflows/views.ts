// What the workflow part of /api answers, as far as it is shown; the server's contract is in workflow-contract.ts.
export interface WorkflowView {
  readonly name: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly trigger: string;
  readonly account: string;
  /** Of an HTTP trigger: `/t/<key>`. */
  readonly path?: string;
  readonly updatedAt: string;
  readonly description?: string;
  readonly nextAt?: string;
}

export interface WorkflowSource extends WorkflowView {
  readonly source: string;
}

export interface VersionView {
  readonly version: number;
  readonly createdAt: string;
  readonly current: boolean;
  readonly sha256: string;
}

export interface Deployed {
  readonly name: string;
  readonly version: number;
  readonly path?: string;
  readonly changed: boolean;
  /** The text of the version before. */
  readonly before?: string;
}

export interface RunError {
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
  readonly step?: string;
}

export interface RunView {
  readonly id: string;
  readonly workflow: string;
  readonly version: number;
  readonly state: string;
  readonly trigger: string;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly rerunOf?: string;
  readonly parent?: string;
  readonly error?: RunError;
}

export interface ExchangeView {
  readonly method: string;
  readonly url: string;
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body?: string };
  /** Absent when no answer came; `error` says why. */
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly error?: string;
  /** Milliseconds since 1970 when it was sent. */
  readonly at: number;
  readonly ms: number;
}

export interface AttemptView {
  readonly attempt: number;
  readonly state: string;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly ms?: number;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: RunError;
  readonly exchanges: readonly ExchangeView[];
  readonly logs: readonly string[];
}

export interface StepRun {
  readonly name: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: readonly AttemptView[];
}

export interface RunDetail extends RunView {
  readonly triggerData: unknown;
  readonly output?: unknown;
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly steps: readonly StepRun[];
  readonly truncated: boolean;
  readonly approvals: readonly { readonly step: string; readonly key: string; readonly message?: string }[];
}

export interface StepTest {
  readonly outcome: {
    readonly kind: string;
    readonly output?: unknown;
    readonly error?: RunError;
    readonly reason?: string;
  };
  readonly input: unknown;
  readonly exchanges: readonly ExchangeView[];
  readonly logs: readonly string[];
  readonly ms: number;
}
