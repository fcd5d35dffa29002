import { createHash } from "node:crypto";

import { z } from "zod";

import { exactJson } from "#base";
import type { Operation } from "#catalog";
import type { Program } from "#programs";

export const proofStates = ["executed", "compiled", "none"] as const;
export type ProofState = (typeof proofStates)[number];

const provenProgram = z.strictObject({
  operation: z.string(),
  values: z.enum(["plain", "nasty", "parse"]),
  operation_hash: z.string(),
  program_hash: z.string(),
  state: z.enum(proofStates),
  /** Names of the cases that passed. */
  cases: z.array(z.string()),
  failed: z.array(z.strictObject({ case: z.string(), problems: z.array(z.string()) })),
});

/** docs/proofs/<language>.json: what was run, with what, and what came of it. */
export const proofSchema = z.strictObject({
  language: z.string(),
  client: z.string(),
  toolchain: z.string(),
  date: z.iso.date(),
  programs: z.array(provenProgram),
});
export type Proof = z.output<typeof proofSchema>;
export type ProvenProgram = Proof["programs"][number];

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Changes when anything of the operation does. */
export const operationHash = (operation: Operation): string => sha256(exactJson.stringify(operation));

/** Changes when a byte of the program does, or how it is built and run. */
export const programHash = ({ files, build, run }: Program): string => sha256(JSON.stringify([files, build, run]));

/** What `--json` prints of a proof. */
export interface ProofSummary {
  readonly state: ProofState;
  readonly toolchain: string | null;
  readonly date: string | null;
  readonly cases: number;
}

const nothing: ProofSummary = { state: "none", toolchain: null, date: null, cases: 0 };

/** What is known of exactly this program. */
export const proofOfProgram = (proof: Proof | undefined, program: Program): ProofSummary => {
  const hash = programHash(program);
  const proven = proof?.programs.find((known) => known.program_hash === hash && known.state !== "none");
  if (proof === undefined || proven === undefined) return nothing;
  return { state: proven.state, toolchain: proof.toolchain, date: proof.date, cases: proven.cases.length };
};

/** What was run of an operation as it is today, whatever the values: the names of the cases, most cases first. */
export const proofOfOperation = (
  proof: Proof | undefined,
  operation: Operation,
): { readonly state: ProofState; readonly cases: readonly string[] } => {
  const hash = operationHash(operation);
  const known = (proof?.programs ?? []).filter(
    (program) => program.operation_hash === hash && program.state !== "none",
  );
  const best = known.toSorted((one, other) => other.cases.length - one.cases.length)[0];
  return best === undefined ? { state: "none", cases: [] } : { state: best.state, cases: best.cases };
};

/** What is known of a language: the weakest of what its programs of today have been proven to do. */
export const proofOfLanguage = (proof: Proof | undefined, programs: readonly Program[]): ProofSummary => {
  const all = programs.map((program) => proofOfProgram(proof, program));
  const state = proofStates.findLast((known) => all.some((one) => one.state === known)) ?? "none";
  if (proof === undefined || state === "none") return nothing;
  return { state, toolchain: proof.toolchain, date: proof.date, cases: all.reduce((sum, { cases }) => sum + cases, 0) };
};
