import { z } from "zod";

import { atMost } from "#base";

import { rosterErrors } from "../errors.ts";
import { firstBytes, megabyte, PackedCells } from "../read/index.ts";
import type { Source } from "../roster.ts";
import { rowActions, type RosterPlan } from "./plan-types.ts";

/** The version of plan files that this version writes and reads. */
export const planFormat = 2;

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

const change = z.object({
  field: z.enum(changeFields),
  from: z.union([text, z.number()]),
  to: z.union([text, z.number()]),
});

/** The changes of one user, as they stand in plans and in the job's table. */
export const plannedUpdateSchema = z.object({
  id: text.min(1),
  changes: z.array(change),
});

const transfer = z.object({ to: text.min(3), what: z.array(text).exactOptional() });

/** A change of access, as it stands in plans and in the job's table. */
export const accessChangeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("activate"), changes: z.array(change) }),
  z.object({ kind: z.literal("deactivate") }),
  z.object({ kind: z.literal("reclaim") }),
  z.object({
    kind: z.literal("offboard"),
    mode: z.enum(["disassociate", "delete"]),
    transfer: transfer.exactOptional(),
  }),
  z.object({ kind: z.literal("resend"), user: plannedUserSchema }),
  z.object({ kind: z.literal("cancel") }),
]);

/** The user as the plan saw it. */
export const seenSchema = z.object({
  id: maybe,
  status: z.enum(["active", "inactive", "pending"]),
  type: z.number().int(),
  roleId: maybe,
  lastLoginAt: maybe,
});

const row = z.object({
  row: count,
  line: count,
  email: text,
  action: z.enum(rowActions),
  reasons: z.array(reason),
  cells: z.array(text).transform((cells) => new PackedCells(cells)),
  create: plannedUserSchema.exactOptional(),
  update: plannedUpdateSchema.exactOptional(),
  access: accessChangeSchema.exactOptional(),
  seen: seenSchema.exactOptional(),
});

const seat = z.object({ needed: count, free: z.number().nullable().exactOptional() });

const planSchema: z.ZodType<RosterPlan> = z.object({
  format: z.literal(planFormat),
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
    format: maybe,
    delimiter: text,
    header: z.array(text),
    mapping: z.array(z.object({ column: text, field: text })),
    unmapped: z.array(text),
  }),
  counts: z.record(z.enum(rowActions), count),
  cost: z.object({
    invites: count,
    invitesPerDay: count.nullable(),
    days: count,
    seats: z.object({ basic: seat, licensed: seat }),
    seconds: count,
  }),
  safety: z.object({
    removals: count,
    of: count,
    maxRemovals: count,
    maxPercent: z.number().min(0),
    exceeded: z.boolean(),
  }),
  rows: z.array(row),
});

/** How every plan begins, damaged or not: people files may be JSON too. */
const planStart = /^\s*\{\s*"format"\s*:\s*\d+\s*,\s*"id"\s*:\s*"plan-/;

const parse = (json: string, name: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    throw rosterErrors.make("RC_ROSTER_PLAN_BROKEN", `${name} begins like a plan but is no JSON: it may be cut off`);
  }
};

const maxPlanBytes = 400 * megabyte;

/**
 * The text of a saved plan, damaged or not; undefined for anything else (a people file), of which only the start is read.
 * @throws RC_ROSTER_PLAN_BROKEN for one of more than 400 MB
 */
export const planText = async ({ name, open }: Pick<Source, "name" | "open">): Promise<string | undefined> => {
  if (!planStart.test(new TextDecoder().decode(await firstBytes(open, 200)))) return undefined;
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  const refuse = (): Error =>
    rosterErrors.make("RC_ROSTER_PLAN_BROKEN", `${name} begins like a plan but has more than 400 MB`);
  for await (const piece of atMost(open(), maxPlanBytes, refuse)) pieces.push(decoder.decode(piece, { stream: true }));
  return pieces.join("") + decoder.decode();
};

const formatSchema = z.object({ format: z.number() });

/**
 * A saved plan, or undefined when the file is something else (a people file).
 * @throws RC_ROSTER_PLAN_BROKEN for a plan that was damaged or that another version wrote
 */
export const readPlan = async (source: Pick<Source, "name" | "open">): Promise<RosterPlan | undefined> => {
  const { name } = source;
  const json = await planText(source);
  if (json === undefined) return undefined;
  const value = parse(json, name);
  const format = formatSchema.safeParse(value);
  if (format.success && format.data.format !== planFormat)
    throw rosterErrors.make(
      "RC_ROSTER_PLAN_BROKEN",
      `${name} has plan format ${format.data.format}; this version knows ${planFormat}`,
      format.data.format > planFormat
        ? { fix: "Use the newer Rollcall that wrote it, or plan again with this one." }
        : { fix: "Plan again: an older Rollcall wrote it." },
    );
  const plan = planSchema.safeParse(value);
  if (plan.success) return plan.data;
  const [issue] = plan.error.issues;
  throw rosterErrors.make(
    "RC_ROSTER_PLAN_BROKEN",
    `${name} is damaged at ${issue?.path.join(".") ?? "its root"}: ${issue?.message ?? ""}`,
  );
};

const rowsInPiece = 100;

/** A plan as it is written to disk, one line a row. In pieces: as one text a large plan would need the memory twice. */
export const planPieces = function* ({
  rows,
  ...rest
}: {
  readonly format: number;
  readonly rows: readonly unknown[];
}): Generator<string> {
  yield `${JSON.stringify(rest, null, 1).slice(0, -2)},\n "rows": [`;
  for (let at = 0; at < rows.length; at += rowsInPiece) {
    const lines = rows.slice(at, at + rowsInPiece).map((one) => `\n  ${JSON.stringify(one)}`);
    yield `${at === 0 ? "" : ","}${lines.join(",")}`;
  }
  yield "\n ]\n}\n";
};
