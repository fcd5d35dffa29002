import type { AttemptRecord, RunState, TriggerKind } from "./store/records.ts";

/** What happens to runs while this process has them in hand: for logs and measurements. Nothing of anybody's data. */
export type RunEvent =
  | {
      readonly kind: "accepted";
      readonly run: string;
      readonly workflow: string;
      readonly version: number;
      readonly trigger: TriggerKind;
      readonly parent?: string;
    }
  | {
      readonly kind: "attempt";
      readonly run: string;
      readonly workflow: string;
      /** Where the step stands, such as `each[3].create_user`. */
      readonly step: string;
      /** The step's type. */
      readonly type: string;
      readonly attempt: number;
      /** `waiting`: it is put off, and not over. */
      readonly state: AttemptRecord["state"];
      readonly ms: number;
      /** A code, such as `http_429`. */
      readonly error?: string;
    }
  | {
      readonly kind: "finished";
      readonly run: string;
      readonly workflow: string;
      readonly version: number;
      readonly state: Extract<RunState, "completed" | "failed" | "canceled">;
      /** Since it was accepted. */
      readonly ms: number;
      readonly error?: string;
    };

/** Told at once, after the record is written. */
export type ObserveRuns = (event: RunEvent) => void;

/** An observer that fails disturbs no run. */
export const guardObserver =
  (observe: ObserveRuns | undefined, onError: (error: unknown) => void): ObserveRuns =>
  (event) => {
    try {
      observe?.(event);
    } catch (error) {
      onError(error);
    }
  };
