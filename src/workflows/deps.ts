import type { Clock } from "#base";
import type { Engine } from "#engine";
import type { Store } from "#system";

import type { ReadEvent } from "./event-source.ts";
import type { ObserveRuns } from "./run-events.ts";
import type { StepType } from "./step-type.ts";
import type { Vault } from "./store/run-store.ts";

/** What openWorkflows is given. */
export interface WorkflowOptions {
  /** Not started yet; closed with the workflows. */
  readonly engine: Engine;
  /** Tables of `workflowTables`; closed with the workflows. */
  readonly store: Store;
  readonly vault: Vault;
  readonly types: readonly StepType[];
  readonly readEvent: ReadEvent;
  /** The secret text of a named credential. @throws what says that there is none */
  readonly openCredential: (name: string) => Promise<string>;
  /** Sends an alert; throws when it did not arrive. */
  readonly sendAlert: (url: string, body: string, credential: string | undefined) => Promise<void>;
  readonly clock: Clock;
  /** Bytes that nobody can guess. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly onError: (error: unknown) => void;
  /** Told what happens to runs in this process. */
  readonly observe?: ObserveRuns;
}
