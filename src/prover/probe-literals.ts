import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { emitLiteralProbe, type Language } from "#programs";

import { rehearsed } from "./target.ts";
import { runCommand, toolEnvironment } from "./run-command.ts";
import { buildProgram, writeFiles } from "./workshop.ts";

export interface Probed {
  /** Each text, ended by the byte 0x1E. */
  readonly output: Buffer;
  readonly exit: number | undefined;
  readonly stderr: string;
  /** What is in the directory afterwards. */
  readonly files: readonly string[];
}

/** Runs one program that holds all these texts as literals and writes them out. */
export const probeLiterals = async (language: Language, texts: readonly string[]): Promise<Probed> => {
  const program = rehearsed(language, emitLiteralProbe(language, texts));
  const cwd = await mkdtemp(join(tmpdir(), "rollcall-probe-"));
  try {
    await writeFiles(cwd, program.files);
    const broken = await buildProgram(program, cwd);
    if (broken !== undefined) return { output: Buffer.alloc(0), exit: undefined, stderr: broken, files: [] };
    const { exit, stdout, stderr } = await runCommand(program.run, {
      cwd,
      env: toolEnvironment(cwd),
      timeoutMs: 120_000,
    });
    return { output: stdout, exit, stderr, files: await readdir(cwd) };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
};
