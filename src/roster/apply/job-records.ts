import { z } from "zod";

import type { Row } from "#system";

import { rowOutcomes } from "../row-outcomes.ts";
import { rowActions } from "../plan/plan-types.ts";
import { accessChangeSchema, plannedUpdateSchema, plannedUserSchema, seenSchema } from "../plan/plan-file.ts";

/** What reports need to know of the file. */
const sourceSchema = z.object({ name: z.string(), header: z.array(z.string()), delimiter: z.string() });

const problemSchema = z.object({ code: z.string(), message: z.string(), fix: z.string(), exit: z.number() });

const jobStates = ["running", "waiting", "stopped", "done", "abandoned"] as const;

/**
 * todo: nothing settled yet. retracted: an invitation that is sent again was taken back. made: done, to be read back.
 * completing: active, its profile is to be set.
 */
const rowStates = ["todo", "waiting", "retracted", "made", "completing", "settled"] as const;
export type RowState = (typeof rowStates)[number];

const reasonSchema = z.object({ code: z.string(), message: z.string(), fix: z.string().exactOptional() });

/** One `apply`. */
export interface Job {
  readonly id: string;
  readonly account: string;
  /** Which file it came from: its path, or its name when it came over HTTP. */
  readonly sourceKey: string;
  readonly sourceName: string;
  readonly sha256: string;
  readonly source: z.infer<typeof sourceSchema>;
  readonly state: (typeof jobStates)[number];
  /** Counts how often the job was begun or taken up again. */
  readonly attempt: number;
  /** ISO. */
  readonly createdAt: string;
  /** Milliseconds on the account's clock. */
  readonly waitingUntil?: number;
  readonly problem?: z.infer<typeof problemSchema>;
  /** It came to this state in a process that writes no reports. */
  readonly reportDue?: true;
}

export interface JobRow {
  readonly job: string;
  readonly row: number;
  readonly line: number;
  readonly email: string;
  readonly action: (typeof rowActions)[number];
  readonly cells: readonly string[];
  readonly create?: z.infer<typeof plannedUserSchema>;
  readonly update?: z.infer<typeof plannedUpdateSchema>;
  readonly access?: z.infer<typeof accessChangeSchema>;
  readonly seen?: z.infer<typeof seenSchema>;
  readonly state: RowState;
  /** When we first meant to create this user and do not know how it ended, milliseconds on the account's clock. */
  readonly intentAt?: number;
  readonly outcome?: (typeof rowOutcomes)[number];
  readonly status?: "active" | "inactive" | "pending";
  readonly userId?: string;
  readonly reasons: readonly z.infer<typeof reasonSchema>[];
}

const jsonOf = <T>(schema: z.ZodType<T>) =>
  z.string().transform((text, context): T => {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: "the stored record is damaged" });
    return z.NEVER;
  });

const jobSchema = z.object({
  id: z.string(),
  account: z.string(),
  source_key: z.string(),
  source_name: z.string(),
  sha256: z.string(),
  source: jsonOf(sourceSchema),
  state: z.enum(jobStates),
  attempt: z.number(),
  created_at: z.string(),
  waiting_until: z.number().nullable(),
  problem: jsonOf(problemSchema).nullable(),
  report_due: z.number(),
});

export const parseJob = (row: Row): Job => {
  const { source_key, source_name, created_at, waiting_until, problem, report_due, ...rest } = jobSchema.parse(row);
  return {
    ...rest,
    sourceKey: source_key,
    sourceName: source_name,
    createdAt: created_at,
    ...(waiting_until === null ? {} : { waitingUntil: waiting_until }),
    ...(problem === null ? {} : { problem }),
    ...(report_due === 0 ? {} : { reportDue: true }),
  };
};

const rowSchema = z.object({
  job: z.string(),
  row: z.number(),
  line: z.number(),
  email: z.string(),
  action: z.enum(rowActions),
  cells: jsonOf(z.array(z.string())),
  want: z.string().nullable(),
  state: z.enum(rowStates),
  intent_at: z.number().nullable(),
  outcome: z.enum(rowOutcomes).nullable(),
  status: z.enum(["active", "inactive", "pending"]).nullable(),
  user_id: z.string().nullable(),
  reasons: jsonOf(z.array(reasonSchema)),
  seen: jsonOf(seenSchema).nullable(),
});

const wantOf = (action: string, want: string | null): Pick<JobRow, "create" | "update" | "access"> => {
  if (want === null) return {};
  const value: unknown = JSON.parse(want);
  if (action === "create") return { create: plannedUserSchema.parse(value) };
  return action === "update"
    ? { update: plannedUpdateSchema.parse(value) }
    : { access: accessChangeSchema.parse(value) };
};

export const parseRow = (row: Row): JobRow => {
  const { intent_at, want, outcome, status, user_id, seen, ...rest } = rowSchema.parse(row);
  return {
    ...rest,
    ...wantOf(rest.action, want),
    ...(intent_at === null ? {} : { intentAt: intent_at }),
    ...(outcome === null ? {} : { outcome }),
    ...(status === null ? {} : { status }),
    ...(user_id === null ? {} : { userId: user_id }),
    ...(seen === null ? {} : { seen }),
  };
};
