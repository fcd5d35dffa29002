import type { Plan as ZoomPlan } from "#zoom";

import type { CreateAction, PackedCells, Person } from "../read/index.ts";

/**
 * What a row comes to. `leave`: somebody of the account who is not in the file and stays as they are. `resend` and
 * `cancel` are about open invitations. `same`, `leave` and `blocked` send nothing.
 */
export const rowActions = [
  "create",
  "update",
  "activate",
  "deactivate",
  "reclaim",
  "offboard",
  "resend",
  "cancel",
  "same",
  "leave",
  "blocked",
] as const;
export type RowAction = (typeof rowActions)[number];

/** Actions that send something. */
export const changingActions = [
  "create",
  "update",
  "activate",
  "deactivate",
  "reclaim",
  "offboard",
  "resend",
  "cancel",
] as const satisfies readonly RowAction[];

/** What can be done about somebody who leaves. */
export const leaverModes = ["report", "reclaim", "deactivate", "disassociate", "delete"] as const;
/**
 * report: only say so. reclaim: take the licence, leave the user Basic. deactivate: no sign-in, no licence, data kept.
 * disassociate: the person keeps the data in an own Free account. delete: gone for good.
 */
export type LeaverMode = (typeof leaverModes)[number];

/** Why, in a stable code and plain words. */
export interface Reason {
  readonly code: string;
  readonly message: string;
}

/** Fields of a person that Zoom keeps; those below the line can only be set once the user is active. */
export const accountFields = ["firstName", "lastName", "displayName"] as const satisfies readonly (keyof Person)[];
export const profileFields = [
  "department",
  "jobTitle",
  "company",
  "location",
  "costCenter",
  "manager",
  "timezone",
  "language",
] as const satisfies readonly (keyof Person)[];

export type AccountField = (typeof accountFields)[number];
export type ProfileField = (typeof profileFields)[number];

/** Texts to set on an active user. */
export type Profile = { readonly [Field in ProfileField]?: string };

/** A user to be made. The password stays in the people file until the row is applied. */
export interface PlannedUser {
  readonly email: string;
  readonly action: CreateAction;
  readonly type: number;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly displayName?: string;
  readonly hasPassword: boolean;
  /** Set after creation, when the user came out active: Zoom takes none of it before. */
  readonly profile: Profile;
}

/** One field of an existing user that is to change. */
export interface FieldChange {
  readonly field: AccountField | ProfileField | "type";
  readonly from: string | number;
  readonly to: string | number;
}

/** The user as the account showed it when the plan was made: what drift is measured against, and what undo restores. */
export interface Seen {
  readonly id?: string;
  readonly status: "active" | "inactive" | "pending";
  readonly type: number;
  readonly roleId?: string;
  /** ISO. */
  readonly lastLoginAt?: string;
}

/** Who receives what a removed user owns; everything that can be transferred unless `what` names parts. */
export interface Transfer {
  readonly to: string;
  readonly what?: readonly string[];
}

/** A change of somebody's access. */
export type AccessChange =
  /** Activating brings nobody's licence back: what the user is to have is set after it. */
  | { readonly kind: "activate"; readonly changes: readonly FieldChange[] }
  | { readonly kind: "deactivate" }
  | { readonly kind: "reclaim" }
  | { readonly kind: "offboard"; readonly mode: "disassociate" | "delete"; readonly transfer?: Transfer }
  /** There is no call that sends an invitation again: it is taken back and made anew. */
  | { readonly kind: "resend"; readonly user: PlannedUser }
  | { readonly kind: "cancel" };

export interface PlannedRow {
  /** 1-based number of the data row; `line` is where it begins in the file. */
  readonly row: number;
  readonly line: number;
  /** As it stands in the file where it could not be understood. */
  readonly email: string;
  readonly action: RowAction;
  readonly reasons: readonly Reason[];
  /** The row as it stood in the file, passwords blanked: for the reports. */
  readonly cells: PackedCells;
  readonly create?: PlannedUser;
  readonly update?: { readonly id: string; readonly changes: readonly FieldChange[] };
  readonly access?: AccessChange;
  /** Absent for people whom the account did not know. */
  readonly seen?: Seen;
}

export interface SeatCost {
  readonly needed: number;
  /** null = no cap; undefined = the account does not say (Zoom's API does not). */
  readonly free?: number | null;
}

/** What applying costs. */
export interface PlanCost {
  readonly invites: number;
  /** The account's daily cap; null when its limits are off. */
  readonly invitesPerDay: number | null;
  /** Calendar days (GMT) that the invitations take at that cap; 0 without invitations. */
  readonly days: number;
  readonly seats: { readonly basic: SeatCost; readonly licensed: SeatCost };
  /** About how long the calls take at the account's rate, without waiting for another day. */
  readonly seconds: number;
}

export type PlanCounts = Readonly<Record<RowAction, number>>;

/** How much access a plan takes away, against what it may without being told so. */
export interface PlanSafety {
  /** Rows that take a sign-in, a licence or an invitation from somebody. */
  readonly removals: number;
  /** Of so many active and pending users. */
  readonly of: number;
  readonly maxRemovals: number;
  readonly maxPercent: number;
  /** Then `apply` refuses, unless a higher limit is typed. */
  readonly exceeded: boolean;
}

/** A plan as it is saved: no secrets in it. */
export interface RosterPlan {
  readonly format: 2;
  readonly id: string;
  /** ISO. */
  readonly createdAt: string;
  readonly account: string;
  readonly zoomPlan: ZoomPlan;
  readonly source: {
    readonly name: string;
    /** Where the file was, absolute, if it was one: passwords are taken from there. */
    readonly path?: string;
    readonly sha256: string;
    readonly dialect: string;
    readonly encoding: string;
    /** `xlsx`, `json` or `ndjson`; absent for delimited text. */
    readonly format?: string;
    readonly delimiter: string;
    readonly header: readonly string[];
    readonly mapping: readonly { readonly column: string; readonly field: string }[];
    readonly unmapped: readonly string[];
  };
  readonly counts: PlanCounts;
  readonly cost: PlanCost;
  readonly safety: PlanSafety;
  readonly rows: readonly PlannedRow[];
}
