import { z } from "zod";

import { exits, type ExitCode } from "#base";
import {
  type Accepted,
  type ChangeRequest,
  fields,
  type JobView,
  leaverModes,
  type PlanCost,
  type PlanSafety,
  rowActions,
  type RosterPlan,
  type RowOutcome,
  rowOutcomes,
} from "#roster";
import { createActions } from "#zoom";

// What /api takes and answers. The server parses what it is sent, the command line what it is answered, with these.

const action = z.enum(createActions);

/** Most bytes of a people file, or a saved plan, in one request: 50 MB. */
export const maxSourceBytes = 50 * 1_048_576;

/** A people file, or a saved plan. `path` is where it lies on the server's machine. */
const sourceBody = z.strictObject({
  name: z.string().min(1),
  path: z.string().exactOptional(),
  content_base64: z.string(),
});

const planOptions = z.strictObject({
  action: action.exactOptional(),
  type: z.number().int().exactOptional(),
  map: z.record(z.string(), z.enum([...fields, "ignore"])).exactOptional(),
  where: z.array(z.string()).exactOptional(),
  limit: z.number().int().min(1).exactOptional(),
  emailTemplate: z.string().exactOptional(),
  leavers: z.enum(leaverModes).exactOptional(),
  gone: z.enum(leaverModes).exactOptional(),
  everybody: z.enum(leaverModes).exactOptional(),
  reactivate: z.boolean().exactOptional(),
  transfer: z.strictObject({ to: z.string(), what: z.array(z.string()).exactOptional() }).exactOptional(),
  admins: z.array(z.string()).exactOptional(),
  maxRemovals: z.number().int().min(0).exactOptional(),
  maxRemovalsPercent: z.number().min(0).max(100).exactOptional(),
});

/** POST /api/plans */
export const planBody = z.strictObject({
  account: z.string(),
  source: sourceBody,
  options: planOptions.default({}),
});
export type PlanBody = z.input<typeof planBody>;

const changeRequest: z.ZodType<ChangeRequest> = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("undo"),
    run: z.string(),
    mode: z.enum(["disassociate", "delete"]).exactOptional(),
  }),
  z.strictObject({ kind: z.literal("reclaim"), idleDays: z.number().int().min(1) }),
  z.strictObject({
    kind: z.enum(["resend", "cancel"]),
    emails: z.array(z.string()).exactOptional(),
    olderThanDays: z.number().min(0).exactOptional(),
  }),
]);

/** POST /api/changes: a plan that no file describes. */
export const changeBody = z.strictObject({
  account: z.string().exactOptional(),
  request: changeRequest,
  options: planOptions.default({}),
});

/** POST /api/jobs */
export const jobBody = planBody.extend({
  options: planOptions
    .extend({
      restart: z.boolean().exactOptional(),
      plan: z.string().exactOptional(),
      skipDrifted: z.boolean().exactOptional(),
    })
    .default({}),
});

const reason = z.object({ code: z.string(), message: z.string(), fix: z.string().exactOptional() });
const rowAction = z.enum(rowActions);
const seatCost = z.object({ needed: z.number(), free: z.number().nullable().exactOptional() });

const cost: z.ZodType<PlanCost> = z.object({
  invites: z.number(),
  days: z.number(),
  invitesPerDay: z.number().nullable(),
  seats: z.object({ basic: seatCost, licensed: seatCost }),
  seconds: z.number(),
});

/** A plan as it is shown. The rest of the document passes through untouched. */
export type PlanView = Pick<RosterPlan, "format" | "id" | "account" | "zoomPlan" | "counts" | "cost" | "safety"> & {
  readonly source: Pick<
    RosterPlan["source"],
    "name" | "dialect" | "encoding" | "format" | "delimiter" | "mapping" | "unmapped"
  >;
  readonly rows: readonly PlanRowView[];
};

export interface PlanRowView extends Pick<RosterPlan["rows"][number], "row" | "line" | "email" | "action" | "reasons"> {
  readonly create?: Pick<
    NonNullable<RosterPlan["rows"][number]["create"]>,
    "action" | "type" | "firstName" | "lastName" | "displayName"
  >;
  readonly update?: {
    readonly changes: readonly {
      readonly field: string;
      readonly from: string | number;
      readonly to: string | number;
    }[];
  };
  readonly access?: {
    readonly kind: string;
    readonly mode?: string;
    readonly transfer?: { readonly to: string };
    readonly changes?: readonly {
      readonly field: string;
      readonly from: string | number;
      readonly to: string | number;
    }[];
  };
}

const safety: z.ZodType<PlanSafety> = z.object({
  removals: z.number(),
  of: z.number(),
  maxRemovals: z.number(),
  maxPercent: z.number(),
  exceeded: z.boolean(),
});

const cell = z.union([z.string(), z.number()]);
const change = z.object({ field: z.string(), from: cell, to: cell });

export const planSchema: z.ZodType<PlanView> = z.looseObject({
  // In this order: a plan is told from a people file by how it begins.
  format: z.literal(2),
  id: z.string(),
  account: z.string(),
  zoomPlan: z.enum(["free", "pro", "business"]),
  source: z.looseObject({
    name: z.string(),
    dialect: z.string(),
    encoding: z.string(),
    format: z.string().exactOptional(),
    delimiter: z.string(),
    mapping: z.array(z.object({ column: z.string(), field: z.string() })),
    unmapped: z.array(z.string()),
  }),
  counts: z.record(rowAction, z.number()),
  cost,
  safety,
  rows: z.array(
    z.looseObject({
      row: z.number(),
      line: z.number(),
      email: z.string(),
      action: rowAction,
      reasons: z.array(reason),
      create: z
        .looseObject({
          action,
          type: z.number(),
          firstName: z.string().exactOptional(),
          lastName: z.string().exactOptional(),
          displayName: z.string().exactOptional(),
        })
        .exactOptional(),
      update: z.looseObject({ changes: z.array(change) }).exactOptional(),
      access: z
        .looseObject({
          kind: z.string(),
          mode: z.string().exactOptional(),
          transfer: z.looseObject({ to: z.string() }).exactOptional(),
          changes: z.array(change).exactOptional(),
        })
        .exactOptional(),
    }),
  ),
});

/** A saved plan: `file` is its absolute name on the server's machine. */
export const planAnswer = z.object({ file: z.string(), plan: planSchema });
export type PlanAnswer = z.infer<typeof planAnswer>;

export const acceptedAnswer: z.ZodType<Accepted> = z.object({ run: z.string(), continued: z.boolean() });

const counts = z.record(z.enum(rowOutcomes), z.number());

export const jobAnswer: z.ZodType<JobView> = z.object({
  run: z.string(),
  account: z.string(),
  source: z.string(),
  state: z.enum(["running", "waiting", "stopped", "done", "abandoned"]),
  createdAt: z.string(),
  total: z.number(),
  settled: z.number(),
  counts,
  waitingUntil: z.string().exactOptional(),
  problem: z.object({ code: z.string(), message: z.string(), fix: z.string(), exit: z.number() }).exactOptional(),
  results: z.string().exactOptional(),
  failed: z.string().exactOptional(),
});
export const jobsAnswer = z.array(jobAnswer);

const userStatus = z.enum(["active", "inactive", "pending"]);

const rowAnswer: z.ZodType<RowOutcome> = z.object({
  row: z.number(),
  line: z.number(),
  email: z.string(),
  action: rowAction,
  outcome: z.enum([...rowOutcomes, "pending"]),
  status: userStatus.exactOptional(),
  userId: z.string().exactOptional(),
  reasons: z.array(reason),
});
export const rowsAnswer = z.array(rowAnswer);

/** A named target. */
export const accountAnswer = z.object({
  name: z.string(),
  isEmulator: z.boolean(),
  zoomPlan: z.enum(["free", "pro", "business"]),
});
export type AccountView = z.infer<typeof accountAnswer>;
export const accountsAnswer = z.array(accountAnswer);

/** GET /api/users?account=&status= */
export const userFilter = z.object({ account: z.string(), status: userStatus.exactOptional() });

const maybe = z.string().exactOptional();

/** A user as the command line and the console show it; the profile is there when one user was asked for. */
export const userAnswer = z.object({
  id: maybe,
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  displayName: z.string(),
  type: z.number(),
  status: userStatus,
  department: z.string(),
  roleId: maybe,
  createdAt: maybe,
  lastLoginAt: maybe,
  invitedAt: maybe,
  jobTitle: maybe,
  company: maybe,
  location: maybe,
  costCenter: maybe,
  manager: maybe,
  timezone: maybe,
  language: maybe,
});
export type UserView = z.infer<typeof userAnswer>;
export const usersAnswer = z.array(userAnswer);

/** POST /api/users */
export const newUserBody = z.strictObject({
  account: z.string(),
  user: z.strictObject({
    action,
    email: z.string().min(1),
    type: z.number().int(),
    firstName: maybe,
    lastName: maybe,
    displayName: maybe,
    password: maybe,
  }),
});
export type NewUserBody = z.infer<typeof newUserBody>;

/** How creating a user ended; `user` where it could be read back. */
export const createdAnswer = z.object({
  outcome: z.enum(["created", "adopted", "exists", "refused", "deferred"]),
  email: z.string(),
  id: maybe,
  status: userStatus.exactOptional(),
  /** With exists, refused and deferred: what is in the way, in a stable code and plain words. */
  reason: reason.exactOptional(),
});
export type CreatedView = z.infer<typeof createdAnswer>;

/** DELETE /api/users/{idOrEmail}?account=&mode=&transfer_to= */
export const removalQuery = z.object({
  account: z.string(),
  mode: z.enum(["disassociate", "delete"]),
  transfer_to: maybe,
});

const exitCodes = Object.values(exits);
const isExitCode = (value: number): value is ExitCode => exitCodes.some((code) => code === value);

export const exitSchema = z.number().refine(isExitCode);

/** Every answer of /api that is no success. */
export const errorAnswer = z.object({
  error: z.object({ code: z.string(), message: z.string(), fix: z.string(), exit: exitSchema }),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;

/** GET /healthz */
export const healthAnswer = z.object({ ok: z.literal(true), pid: z.number(), version: z.string() });
