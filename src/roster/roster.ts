import type { Clock } from "#base";
import type { Client } from "#client";
import type { Plan as ZoomPlan } from "#zoom";

import type { RosterPlan } from "./plan/plan-types.ts";
import type { CreateAction, Field } from "./read/index.ts";

/** An account as the roster needs it; whoever joins the rooms opens it. */
export interface RosterAccount {
  readonly name: string;
  readonly isEmulator: boolean;
  readonly zoomPlan: ZoomPlan;
  /** False for an emulator with its limits off. */
  readonly limited: boolean;
  /** Seats in all, where they are known: an emulator's, or what the account's entry declares. null = no cap. */
  readonly seats?: { readonly basic?: number | null; readonly licensed?: number | null };
  readonly client: Client;
}

/** A people file, or a saved plan. */
export interface Source {
  /** What the user calls it. */
  readonly name: string;
  /** Absolute path, when it came from a file. */
  readonly path?: string;
  readonly bytes: Uint8Array;
}

export interface PlanOptions {
  /** How users are made whose row names no action. Default `create`. */
  readonly action?: CreateAction;
  /** Licence of rows that name none: 1 Basic (default), 2 Licensed, … */
  readonly type?: number;
  /** Column name -> field, over what was recognised. */
  readonly map?: Readonly<Record<string, Field | "ignore">>;
}

export interface ApplyOptions extends PlanOptions {
  /** Gives up an unfinished job of the same file name and account, and plans anew. */
  readonly restart?: boolean;
  /** Id of a plan of this very file that was saved here: what was shown is what is done. Without it the file is planned. */
  readonly plan?: string;
}

export type JobState = "running" | "waiting" | "stopped" | "done" | "abandoned";

/** How rows came out. `failed` includes the rows that the plan blocked. */
export interface JobCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly adopted: number;
  readonly failed: number;
  readonly waiting: number;
}

/** One row's outcome, as reports and tables show it. */
export interface RowOutcome {
  readonly row: number;
  readonly line: number;
  readonly email: string;
  readonly action: "create" | "update" | "same" | "leave" | "blocked";
  /** `pending` while nothing has happened yet. */
  readonly outcome: keyof JobCounts | "pending";
  /** The user's state when it was last read back. */
  readonly status?: "active" | "inactive" | "pending";
  readonly userId?: string;
  readonly reasons: readonly { readonly code: string; readonly message: string; readonly fix?: string }[];
}

/** One `apply`, for progress, tables and scripts. */
export interface JobView {
  readonly run: string;
  readonly account: string;
  readonly source: string;
  readonly state: JobState;
  readonly createdAt: string;
  /** Rows in the file, and those that are settled. */
  readonly total: number;
  readonly settled: number;
  readonly counts: JobCounts;
  /** When a waiting job can go on, ISO, by the account's clock. */
  readonly waitingUntil?: string;
  /** Why it stopped, when it did: an error that concerns all rows (credentials, unreachable). */
  readonly problem?: { readonly code: string; readonly message: string; readonly fix: string; readonly exit: number };
  /** Absolute file names, once the job is done, waiting or stopped. */
  readonly results?: string;
  readonly failed?: string;
}

/** What `apply` answered at once; the work goes on. */
export interface Accepted {
  readonly run: string;
  /** True when an unfinished job was taken up again. */
  readonly continued: boolean;
}

/** Plans and applies people files against accounts. One per data directory. */
export interface Roster extends AsyncDisposable {
  /** Reads the file and the account; sends nothing that changes anything. */
  plan(source: Source, account: string, options?: PlanOptions): Promise<RosterPlan>;
  /** Saves a plan and gives its absolute file name. */
  savePlan(plan: RosterPlan): Promise<string>;
  /** Begins, or continues, the job of a people file or a saved plan. Durable from the moment it answers. */
  apply(source: Source, account: string, options?: ApplyOptions): Promise<Accepted>;
  /** Waits until the job's state is no longer `running`, at most `timeoutMs`. */
  settled(run: string, timeoutMs: number): Promise<JobView>;
  job(run: string): Promise<JobView | undefined>;
  /** Newest first. */
  jobs(): Promise<readonly JobView[]>;
  rows(run: string): Promise<readonly RowOutcome[]>;
  /** Takes up every unfinished job, now and (for waiting ones) when the account's day begins. For a process that stays. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

export interface RosterOptions {
  /** The data directory, held by this process. */
  readonly directory: string;
  /** 32 bytes that seal passwords. */
  readonly key: Uint8Array;
  readonly openAccount: (name: string) => Promise<RosterAccount>;
  readonly clock: Clock;
  /** Rows worked on at the same time. Default 8. */
  readonly concurrency?: number;
}
