import type { Clock } from "#base";
import type { Client } from "#client";
import type { Plan as ZoomPlan } from "#zoom";

import type { DoctorReport } from "./doctor/doctor.ts";
import type { SeatReport } from "./doctor/seats.ts";
import type { Forgotten } from "./forget.ts";
import type { LeaverMode, RosterPlan, RowAction, Transfer } from "./plan/plan-types.ts";
import type { SafetyLimits } from "./plan/safety.ts";
import type { OpenBytes, ReadOptions } from "./read/index.ts";
import type { rowOutcomes } from "./row-outcomes.ts";

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
  /** What no call of Zoom's tells; an emulator's account says it. */
  readonly known?: {
    readonly autoCreate: boolean;
    readonly isv: boolean;
    readonly sso: boolean;
    readonly preProvisioning: boolean;
    readonly managedDomains: readonly string[];
  };
  /** Invitations that were sent from here on the account's present day. */
  readonly usedInvites?: () => Promise<number>;
}

/** A people file, or a saved plan. */
export interface Source {
  /** What the user calls it. */
  readonly name: string;
  /** Absolute path, when it came from a file. */
  readonly path?: string;
  /** Hands out its bytes in pieces, from the first one on. Is called several times. */
  readonly open: OpenBytes;
}

export interface PlanOptions extends ReadOptions, SafetyLimits {
  /** Licence of rows that name none: 1 Basic (default), 2 Licensed, … */
  readonly type?: number;
  /** What becomes of people in the account who are not in the file. Without it they are not looked at. */
  readonly leavers?: LeaverMode;
  /** What becomes of people whom the file calls gone (terminated, disabled, …). Without it those rows are blocked. */
  readonly gone?: LeaverMode;
  /** The file is a list of leavers: this is what becomes of everybody in it. */
  readonly everybody?: LeaverMode;
  /** Activate deactivated users who are in the file; without it those rows are blocked. */
  readonly reactivate?: boolean;
  /** Who receives what removed users own. */
  readonly transfer?: Transfer;
  /** Admins who may lose access: without their names here nobody with a role does. */
  readonly admins?: readonly string[];
}

export interface ApplyOptions extends PlanOptions {
  /** Gives up an unfinished job of the same file name and account, and plans anew. */
  readonly restart?: boolean;
  /** Id of a plan of this very file that was saved here: what was shown is what is done. Without it the file is planned. */
  readonly plan?: string;
  /** Apply the rest of a saved plan when some of its users have changed since; without it the plan is refused. */
  readonly skipDrifted?: boolean;
}

/** A plan that is made of the account itself, not of a file. */
export type ChangeRequest =
  /** Takes back what a run did, where Zoom allows it. `mode`: for users that have become active since. */
  | { readonly kind: "undo"; readonly run: string; readonly mode?: "disassociate" | "delete" }
  /** Takes the licences of people who have not signed in for so many days. */
  | { readonly kind: "reclaim"; readonly idleDays: number }
  /** Sends open invitations again, or takes them back: those named, or those at least so many days old. */
  | {
      readonly kind: "resend" | "cancel";
      readonly emails?: readonly string[];
      readonly olderThanDays?: number;
    };

export type JobState = "running" | "waiting" | "stopped" | "done" | "abandoned";

/** How rows came out. `failed` includes the rows that the plan blocked. */
export type JobCounts = Readonly<Record<(typeof rowOutcomes)[number], number>>;

/** One row's outcome, as reports and tables show it. */
export interface RowOutcome {
  readonly row: number;
  readonly line: number;
  readonly email: string;
  readonly action: RowAction;
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
  /** Plans a change of the account that no file describes. Sends nothing either. */
  planChange(request: ChangeRequest, account: string | undefined, options?: PlanOptions): Promise<RosterPlan>;
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
  /** Looks at everything that a run would need of an account. Writes nothing. */
  doctor(account: string): Promise<DoctorReport>;
  /** Who holds seats, and who of them has not signed in for so many days. */
  seats(account: string, idleDays: number): Promise<SeatReport>;
  /** Checks the audit log from its first entry to its last. `broken` says where something was changed. */
  verifyAudit(): Promise<AuditView>;
  /** Takes a person out of the local files; the audit chain keeps a keyed hash. */
  forget(email: string): Promise<Forgotten>;
  /** Takes up every unfinished job, now and (for waiting ones) when the account's day begins. For a process that stays. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** The audit log, checked. */
export interface AuditView {
  /** Absolute. */
  readonly file: string;
  readonly entries: number;
  readonly broken?: { readonly line: number; readonly why: string };
}

export interface RosterOptions {
  /** The data directory, held by this process. */
  readonly directory: string;
  /** 32 bytes that seal passwords. */
  readonly key: Uint8Array;
  /** 32 bytes that name people in the audit log; never another one for the same directory. `key` when absent. */
  readonly peopleKey?: Uint8Array;
  /**
   * URL of a PostgreSQL database that keeps jobs and their runs in place of files of the directory, so that workers take
   * part in them. Plans, reports and a copy of the audit log stay files of the directory.
   */
  readonly postgres?: string;
  readonly openAccount: (name: string) => Promise<RosterAccount>;
  readonly clock: Clock;
  /** Rows worked on at the same time. Default 8. */
  readonly concurrency?: number;
  /** Receives errors of the engine itself, such as a database that is not there; nobody when absent. */
  readonly onError?: (error: unknown) => void;
}
