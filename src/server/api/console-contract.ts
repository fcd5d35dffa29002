import { z } from "zod";

import type { Operation, Section } from "#catalog";
import type { Program } from "#programs";
import type { ProofState, ProofSummary } from "#prover";
import type { StepDoc } from "#steps";

// What the console's part of /api takes and answers, beside contract.ts. Bodies are parsed; answers are types, because
// only our own page reads them.

const set = z.record(z.string(), z.string()).default({});

/** POST /api/apis */
export const importBody = z.strictObject({
  sources: z.array(z.strictObject({ name: z.string().min(1), text: z.string().min(1) })).min(1),
  name: z.string().min(1).exactOptional(),
  as_saved: z.boolean().default(false),
});

/** GET /api/operations */
export const searchQuery = z.object({
  q: z.string().default(""),
  api: z.string().min(1).exactOptional(),
  limit: z.coerce.number().int().min(1).max(2000).default(200),
});

/** POST /api/calls. Writing to anything but the emulator takes `confirmed`. */
export const callBody = z.strictObject({
  operation: z.string().min(1),
  account: z.string().min(1),
  set,
  body: z.string().exactOptional(),
  confirmed: z.boolean().default(false),
});

/** POST /api/programs */
export const programBody = z.strictObject({
  operation: z.string().min(1),
  language: z.string().min(1),
  set,
  body: z.string().exactOptional(),
});

/** POST /api/programs/parse */
export const parserBody = z.strictObject({ sample: z.string().min(1), language: z.string().min(1) });

export interface ApiView {
  readonly api: string;
  readonly title: string;
  readonly operations: number;
  readonly builtIn: boolean;
}

export interface ImportedView {
  readonly api: string;
  readonly title: string;
  readonly operations: number;
  readonly repaired: readonly { readonly operation: string; readonly what: string }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  readonly replaced: boolean;
}

export interface OperationRow {
  readonly id: string;
  readonly api: string;
  readonly method: string;
  readonly path: string;
  readonly name: string;
  readonly folder: string;
  readonly label: string;
}

export interface SearchView {
  readonly total: number;
  readonly operations: readonly OperationRow[];
}

export interface OperationView {
  readonly operation: Operation;
  readonly sections: readonly Section[];
  /** A body to begin with: the source's example, or one made from the schema. */
  readonly sampleBody: string;
  /** Documented answers, successes first. */
  readonly examples: readonly ExampleView[];
}

export interface ExampleView {
  readonly status: number;
  /** The vendor's own error code; empty for a success. */
  readonly code: string;
  readonly name: string;
  readonly body: string;
}

export interface LanguageView {
  readonly id: string;
  readonly language: string;
  readonly client: string;
  readonly toolchain: string;
  /** Of the operation that was asked about: whether its program was run. */
  readonly state: ProofState;
}

export interface ProgramView extends Program {
  /** Of exactly this program. */
  readonly proof: ProofSummary;
  /** Of the same operation with the prover's values: what is known when these values were not run. */
  readonly operationProof: {
    readonly state: ProofState;
    readonly cases: readonly string[];
    readonly toolchain: string | null;
    readonly date: string | null;
  };
}

const texts = z.record(z.string(), z.string());

/** One test request with its answer; secrets are masked. */
export const callSchema = z.object({
  at: z.string(),
  operation: z.string(),
  account: z.string(),
  set: texts,
  sent: z.object({ method: z.string(), url: z.string(), headers: texts, body: z.string() }),
  status: z.number(),
  ms: z.number(),
  bytes: z.number(),
  headers: texts,
  body: z.string(),
  match: z.object({ state: z.enum(["matches", "differs", "unknown"]), differences: z.array(z.string()).readonly() }),
});
export type CallRecord = z.output<typeof callSchema>;
export type CallView = CallRecord & { readonly id: number };

export interface AccountRow {
  readonly name: string;
  readonly isEmulator: boolean;
  readonly baseUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly zoomPlan: string;
  /** Where its secret is read from, such as `environment variable ACME_SECRET`. */
  readonly secret: string;
  /** What is in the way of using it. */
  readonly problem: string;
}

export interface AccountsView {
  /** The file that accounts are written in. */
  readonly file: string;
  /** What is wrong with it, when it cannot be read at all. */
  readonly problem: string;
  readonly accounts: readonly AccountRow[];
}

/** What forms of steps are made of. */
export type StepTypesView = readonly StepDoc[];

export interface SettingsView {
  readonly version: string;
  readonly node: string;
  readonly pid: number;
  readonly url: string;
  readonly directory: string;
  readonly exposed: boolean;
  /** Parts that this server has beside the others: `workflows`. */
  readonly features: readonly string[];
  readonly api: string;
  /** The first emulated account: a rehearsal's credentials, not a secret of anybody's. */
  readonly demo: {
    readonly accountId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly token: string;
  };
}
