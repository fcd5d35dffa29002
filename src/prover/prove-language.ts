import { join } from "node:path";

import type { Clock } from "#base";
import type { Language } from "#programs";

import type { Proof, ProvenProgram } from "./proof.ts";
import { type ChooseCase, proveProgram, type WrittenProgram } from "./prove-program.ts";
import { programOf, rehearsed, type Target, targetsFor } from "./target.ts";
import { findToolchain, type Toolchain } from "./toolchain.ts";
import { buildTogether, openWorkshop, type Workshop, writeFiles } from "./workshop.ts";

export interface ProveOptions {
  readonly targets: readonly Target[];
  readonly clock: Clock;
  /** Which cases are run beside the success; by default all. */
  readonly choose?: ChooseCase;
  /** Whether vendors' own libraries are used where a stand-in is the rule. */
  readonly vendors?: boolean;
  /** Called after each program. */
  readonly onProgram?: (program: ProvenProgram) => void;
}

export type Proven =
  | { readonly language: string; readonly proof: Proof }
  | { readonly language: string; readonly skipped: Extract<Toolchain, { found: false }> };

const write = async (
  language: Language,
  targets: readonly Target[],
  root: string,
  vendors: boolean,
): Promise<readonly WrittenProgram[]> =>
  await Promise.all(
    targetsFor(language, targets).map(async (target, index) => {
      const program = programOf(language, target);
      const directory = join(root, `p${index}`);
      const built = rehearsed(language, program, vendors);
      await writeFiles(directory, built.files);
      return { ...target, program, built, directory };
    }),
  );

const proveOne = async (language: Language, options: ProveOptions, workshop: Workshop): Promise<Proven> => {
  const { targets, clock, choose = () => true, onProgram, vendors = false } = options;
  const toolchain = await findToolchain(language, vendors);
  if (!toolchain.found) return { language: language.id, skipped: toolchain };
  const root = join(workshop.directory, language.id);
  const written = await write(language, targets, root, vendors);
  if (language.buildSettings !== undefined) await writeFiles(root, [language.buildSettings]);
  const names = written.map((_program, index) => `p${index}`);
  const isBuilt = await workshop.busy(async () => !vendors && (await buildTogether(language, names, root)));
  const programs = await Promise.all(
    written.map(async (one) => {
      const program = await proveProgram(language, one, { isBuilt, choose }, workshop);
      onProgram?.(program);
      return program;
    }),
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

/** Proves languages: every program in every case that is chosen. */
export const proveLanguages = async (
  languages: readonly Language[],
  options: ProveOptions,
): Promise<readonly Proven[]> => {
  await using workshop = await openWorkshop();
  // Side by side: programs of one language that wait leave the processors to the others.
  return await Promise.all(languages.map((language) => proveOne(language, options, workshop)));
};
