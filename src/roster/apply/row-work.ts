import { LimitError, RefusedError } from "#client";

import type { RosterAccount } from "../roster.ts";
import type { JobStore, RowChange } from "./job-store.ts";

/** What applying one row needs. */
export interface RowWork {
  readonly store: JobStore;
  readonly account: RosterAccount;
  /** Milliseconds on the account's clock. */
  readonly accountNow: () => number;
}

/** A row that cannot go on before a limit of the account ends: `until` on the account's clock. */
export interface Waiting {
  readonly waitUntil: number;
  /** An attempt of unknown outcome is open since then: look before sending again. */
  readonly openSince?: number;
}

/** Nothing is left to do for a row. */
export const settle = (change: Omit<RowChange, "state">): RowChange => ({
  ...change,
  state: "settled",
  intentAt: null,
});

/** Zoom refused what a row wanted. `done` says what had been done before that. */
export const refusedChange = ({ refusal, fix }: RefusedError, done = ""): RowChange =>
  settle({
    outcome: "failed",
    reasons: [{ code: `zoom_${refusal.code}`, message: `${done}${refusal.message}`, fix }],
  });

/** A failure of our own making, with what to do. */
export const failed = (code: string, message: string, fix: string): RowChange =>
  settle({ outcome: "failed", reasons: [{ code, message, fix }] });

/** Turns what Zoom refuses, and limits, into what becomes of the row. */
export const attempt = async (
  work: () => Promise<RowChange | Waiting>,
  done?: string,
): Promise<RowChange | Waiting> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedError) return refusedChange(error, done);
    if (error instanceof LimitError) return { waitUntil: error.until };
    throw error;
  }
};
