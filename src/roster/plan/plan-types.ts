import type { Plan as ZoomPlan } from "#zoom";

import type { CreateAction, Person } from "../read/index.ts";

/** What a row comes to. A plan never removes anybody: `leave` counts people of the account who are not in the file. */
export type RowAction = "create" | "update" | "same" | "leave" | "blocked";

/** Why, in a stable code and plain words. */
export interface Reason {
  readonly code: string;
  readonly message: string;
}

/** A user to be made, without the password. */
export interface PlannedUser extends Omit<Person, "email" | "password" | "action" | "type"> {
  readonly email: string;
  readonly action: CreateAction;
  readonly type: number;
  /** The source has a password for this row; it stays there until the row is applied. */
  readonly hasPassword: boolean;
}

/** One field of an existing user that is to change. */
export interface FieldChange {
  readonly field: keyof Person;
  readonly from: string | number;
  readonly to: string | number;
}

export interface PlannedRow {
  /** 1-based number of the data row; `line` is where it begins in the file. */
  readonly row: number;
  readonly line: number;
  /** As in the file where it could not be understood. */
  readonly email: string;
  readonly action: RowAction;
  readonly reasons: readonly Reason[];
  readonly create?: PlannedUser;
  readonly update?: { readonly id: string; readonly changes: readonly FieldChange[] };
}

export interface SeatCost {
  readonly needed: number;
  /** Undefined where the account does not say (Zoom's API does not). */
  readonly free?: number;
}

/** What applying costs. */
export interface PlanCost {
  readonly invites: number;
  /** Calendar days (GMT) the invitations take at the account's daily cap, today included; 0 without invitations. */
  readonly days: number;
  readonly invitesPerDay: number;
  readonly seats: { readonly basic: SeatCost; readonly licensed: SeatCost };
  /** About how long the calls take at the account's rate, without waiting for another day. */
  readonly seconds: number;
}

export type PlanCounts = Readonly<Record<RowAction, number>>;

/** A plan as it is saved: no secrets in it. */
export interface RosterPlan {
  readonly format: 1;
  readonly id: string;
  readonly createdAt: string;
  readonly account: string;
  readonly zoomPlan: ZoomPlan;
  readonly source: {
    readonly name: string;
    /** Where the file was, absolute, if it was one; passwords are taken from there. */
    readonly path?: string;
    readonly sha256: string;
    readonly dialect: string;
    readonly encoding: string;
    readonly delimiter: string;
    readonly mapping: readonly { readonly column: string; readonly field: string }[];
    readonly unmapped: readonly string[];
  };
  readonly counts: PlanCounts;
  readonly cost: PlanCost;
  readonly rows: readonly PlannedRow[];
}
