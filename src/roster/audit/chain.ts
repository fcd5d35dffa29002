import { createHash, createHmac } from "node:crypto";

import { z } from "zod";

/** What is recorded of one thing that was done to an account. */
export interface AuditEvent {
  /** ISO, by the local clock. */
  readonly at: string;
  readonly account: string;
  readonly run: string;
  /** Number of the row; absent for what concerns the whole run. */
  readonly row?: number;
  readonly action: string;
  readonly outcome: string;
  /** Zoom's or our own code, where it did not go as meant. */
  readonly code?: string;
  /** Whom it concerned. */
  readonly email?: string;
}

/**
 * One line of the audit log. `hash` covers everything before it, the hash of the entry before included; `email` stands
 * outside, so that a person can be forgotten without breaking the chain: `person` (a keyed hash of the address) stays.
 */
export const auditEntrySchema = z.object({
  seq: z.number().int().min(1),
  at: z.string(),
  account: z.string(),
  run: z.string(),
  row: z.number().exactOptional(),
  action: z.string(),
  outcome: z.string(),
  code: z.string().exactOptional(),
  person: z.string().exactOptional(),
  previous: z.string(),
  hash: z.string(),
  email: z.string().exactOptional(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** The hash before the first entry. */
export const genesis = "0".repeat(64);

/** Names a person in the chain without naming them: who has the key can check an address against it. */
export const personHash = (key: Uint8Array, email: string): string =>
  createHmac("sha256", key).update(`rollcall audit ${email.trim().toLowerCase()}`).digest("hex").slice(0, 32);

const hashOf = (entry: Omit<AuditEntry, "hash" | "email">): string => {
  const { seq, at, account, run, row, action, outcome, code, person, previous } = entry;
  const covered = [seq, at, account, run, row ?? null, action, outcome, code ?? null, person ?? null, previous];
  return createHash("sha256").update(JSON.stringify(covered)).digest("hex");
};

/** The next entry of a chain. */
export const nextEntry = (
  key: Uint8Array,
  { email, ...event }: AuditEvent,
  before: Pick<AuditEntry, "seq" | "hash"> | undefined,
): AuditEntry => {
  const open = {
    seq: (before?.seq ?? 0) + 1,
    ...event,
    ...(email === undefined || email === "" ? {} : { person: personHash(key, email) }),
    previous: before?.hash ?? genesis,
  };
  return { ...open, hash: hashOf(open), ...(email === undefined || email === "" ? {} : { email }) };
};

/** Where a chain is broken. */
export interface BrokenChain {
  /** Number of the line, 1-based. */
  readonly line: number;
  readonly why: string;
}

const faultIn = (text: string, before: AuditEntry | undefined): AuditEntry | string => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "is no JSON";
  }
  const parsed = auditEntrySchema.safeParse(value);
  if (!parsed.success) return "is no entry";
  const entry = parsed.data;
  if (entry.seq !== (before?.seq ?? 0) + 1) return `has number ${entry.seq}, not ${(before?.seq ?? 0) + 1}`;
  if (entry.previous !== (before?.hash ?? genesis)) return "does not follow the line before it";
  return hashOf(entry) === entry.hash ? entry : "was changed: its hash does not fit";
};

/** Checks a whole log; undefined when nothing in it was changed, left out or put in. `last` guards its end. */
export const verifyChain = (
  lines: readonly string[],
  last?: Pick<AuditEntry, "seq" | "hash">,
): BrokenChain | undefined => {
  let before: AuditEntry | undefined;
  for (const [index, line] of lines.entries()) {
    const found = faultIn(line, before);
    if (typeof found === "string") return { line: index + 1, why: found };
    before = found;
  }
  if (last === undefined || (before?.seq === last.seq && before.hash === last.hash)) return undefined;
  return {
    line: lines.length + 1,
    why: `entries are missing at the end: ${before?.seq ?? 0} of ${last.seq} are there`,
  };
};
