import { availableParallelism } from "node:os";

import type { Clock } from "#base";
import type { Operation } from "#catalog";
import type { Language } from "#programs";

import { startCaseServer } from "./case-server.ts";
import { makePool } from "./pool.ts";
import type { Proof, ProvenProgram } from "./proof.ts";
import { proveProgram, type Workshop } from "./prove-program.ts";
import { findToolchain, type Toolchain } from "./toolchain.ts";
import type { ValueSet } from "./value-sets.ts";

export interface ProveOptions {
  readonly operations: readonly Operation[];
  readonly values?: readonly ValueSet[];
  readonly clock: Clock;
  /** Called after each program. */
  readonly onProgram?: (program: ProvenProgram) => void;
}

export type Proven =
  | { readonly language: string; readonly proof: Proof }
  | { readonly language: string; readonly skipped: Extract<Toolchain, { found: false }> };

const proveOne = async (language: Language, options: ProveOptions, workshop: Workshop): Promise<Proven> => {
  const toolchain = await findToolchain(language);
  if (!toolchain.found) return { language: language.id, skipped: toolchain };
  const { operations, values = ["plain", "nasty"], clock, onProgram } = options;
  const programs = await Promise.all(
    operations.flatMap((operation) =>
      values.map(async (set) => {
        const program = await proveProgram(language, operation, set, workshop);
        onProgram?.(program);
        return program;
      }),
    ),
  );
  return {
    language: language.id,
    proof: {
      language: language.id,
      client: language.client,
      toolchain: toolchain.versions,
      date: new Date(clock()).toISOString().slice(0, 10),
      programs,
    },
  };
};

/** Proves languages one after the other: every operation with every set of values, in every case. */
export const proveLanguages = async (
  languages: readonly Language[],
  options: ProveOptions,
): Promise<readonly Proven[]> => {
  await using server = await startCaseServer();
  const workshop: Workshop = { server, busy: makePool(availableParallelism()), idle: makePool(64) };
  // Side by side: programs of one language that wait leave the processors to the others.
  return await Promise.all(languages.map((language) => proveOne(language, options, workshop)));
};
