import { z } from "zod";

import { rosterErrors } from "../errors.ts";
import { rowActions, type RosterPlan } from "./plan-types.ts";

const text = z.string();
const maybe = z.string().exactOptional();
const count = z.number().int().min(0);
const reason = z.object({ code: text, message: text });

const profile = z.object({
  department: maybe,
  jobTitle: maybe,
  company: maybe,
  location: maybe,
  costCenter: maybe,
  manager: maybe,
  timezone: maybe,
  language: maybe,
});

/** A user to be made, as it stands in plans and in the job's table. */
export const plannedUserSchema = z.object({
  email: text.min(3),
  action: z.enum(["create", "autoCreate", "custCreate", "ssoCreate"]),
  type: z.number().int(),
  firstName: maybe,
  lastName: maybe,
  displayName: maybe,
  hasPassword: z.boolean(),
  profile,
});

const changeFields = [
  "firstName",
  "lastName",
  "displayName",
  "type",
  "department",
  "jobTitle",
  "company",
  "location",
  "costCenter",
  "manager",
  "timezone",
  "language",
] as const;

/** The changes of one user, as they stand in plans and in the job's table. */
export const plannedUpdateSchema = z.object({
  id: text.min(1),
  changes: z.array(
    z.object({ field: z.enum(changeFields), from: z.union([text, z.number()]), to: z.union([text, z.number()]) }),
  ),
});

const row = z.object({
  row: count,
  line: count,
  email: text,
  action: z.enum(rowActions),
  reasons: z.array(reason),
  cells: z.array(text),
  create: plannedUserSchema.exactOptional(),
  update: plannedUpdateSchema.exactOptional(),
});

const seat = z.object({ needed: count, free: z.number().nullable().exactOptional() });

const planSchema: z.ZodType<RosterPlan> = z.object({
  format: z.literal(1),
  id: text,
  createdAt: text,
  account: text,
  zoomPlan: z.enum(["free", "pro", "business"]),
  source: z.object({
    name: text,
    path: maybe,
    sha256: text,
    dialect: text,
    encoding: text,
    delimiter: text,
    header: z.array(text),
    mapping: z.array(z.object({ column: text, field: text })),
    unmapped: z.array(text),
  }),
  counts: z.object({ create: count, update: count, same: count, leave: count, blocked: count }),
  cost: z.object({
    invites: count,
    invitesPerDay: count.nullable(),
    days: count,
    seats: z.object({ basic: seat, licensed: seat }),
    seconds: count,
  }),
  rows: z.array(row),
});

const looksLikePlan = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && "rows" in value && "source" in value;

/**
 * A saved plan, or undefined when the file is something else (a people file).
 * @throws RC_ROSTER_PLAN_BROKEN for a plan that was damaged or that a newer version wrote
 */
export const readPlan = (bytes: Uint8Array, name: string): RosterPlan | undefined => {
  // Cheap look first: a people file may be large and is never JSON that begins with a brace.
  if (bytes.find((byte) => byte > 0x20) !== 0x7b) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw rosterErrors.make("RC_ROSTER_PLAN_BROKEN", `${name} begins like a plan but is no JSON: it may be cut off`);
  }
  if (!looksLikePlan(value)) throw rosterErrors.make("RC_ROSTER_PLAN_BROKEN", `${name} is JSON but no plan`);
  const format = value["format"];
  if (typeof format === "number" && format > 1)
    throw rosterErrors.make("RC_ROSTER_PLAN_BROKEN", `${name} has plan format ${format}; this version knows 1`, {
      fix: "Use the newer Rollcall that wrote it, or plan again with this one.",
    });
  const plan = planSchema.safeParse(value);
  if (plan.success) return plan.data;
  const [issue] = plan.error.issues;
  throw rosterErrors.make(
    "RC_ROSTER_PLAN_BROKEN",
    `${name} is damaged at ${issue?.path.join(".") ?? "its root"}: ${issue?.message ?? ""}`,
  );
};

/** A plan as it is written to disk. */
export const planText = (plan: RosterPlan): string => `${JSON.stringify(plan, null, 1)}\n`;
