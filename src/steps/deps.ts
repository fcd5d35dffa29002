import type { Clock } from "#base";
import type { Catalog } from "#catalog";
import type { Client } from "#client";
import type { RosterPlan } from "#roster";
import type { Sandbox } from "#sandbox";

/** A named account as a step needs it. */
export interface StepAccount {
  readonly name: string;
  readonly isEmulator: boolean;
  readonly client: Client;
}

/** How a call proves who sends it: the same three ways as triggers know. */
export interface OutboundAuth {
  readonly type: "basic" | "bearer" | "hmac";
  /** Names a stored credential; refused for hosts that it is not for. */
  readonly credential: string;
  /** Authorization unless told; for hmac X-Signature. */
  readonly header?: string | undefined;
}

/** One call to anywhere but Zoom. */
export interface OutboundRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly auth?: OutboundAuth;
}

export interface OutboundResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What steps work with. */
export interface StepDeps {
  readonly clock: Clock;
  readonly openAccount: (name: string) => Promise<StepAccount>;
  readonly catalog: () => Catalog;
  /** Compares a people file with an account. */
  readonly planRoster: (file: string, account: string) => Promise<Pick<RosterPlan, "counts" | "rows">>;
  /** Guarded: no private addresses unless allowed, bounded in size and time. */
  readonly outbound: (request: OutboundRequest) => Promise<OutboundResponse>;
  /** Runs the code of code steps. */
  readonly sandbox: Pick<Sandbox, "run">;
}
