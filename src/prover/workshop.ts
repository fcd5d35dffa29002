import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { Language, Program, ProgramFile } from "#programs";

import { type CaseServer, startCaseServer } from "./case-server.ts";
import { makePool } from "./pool.ts";
import { buildEnvironment, runCommand } from "./run-command.ts";

/** What programs are built and run with. */
export interface Workshop extends AsyncDisposable {
  readonly server: CaseServer;
  /** Ended with the workshop. */
  readonly directory: string;
  /** For what keeps a processor busy. */
  readonly busy: ReturnType<typeof makePool>;
  /** For programs that wait most of the time. */
  readonly idle: ReturnType<typeof makePool>;
}

export const openWorkshop = async (): Promise<Workshop> => {
  const server = await startCaseServer();
  const directory = await mkdtemp(join(tmpdir(), "rollcall-prove-"));
  return {
    server,
    directory,
    busy: makePool(availableParallelism()),
    idle: makePool(64),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

const buildTimeoutMs = 300_000;

export const writeFiles = async (directory: string, files: readonly ProgramFile[]): Promise<void> => {
  for (const { name, text } of files) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
};

/** What the build says when it fails; undefined when there is nothing wrong, or nothing to build. */
export const buildProgram = async ({ build }: Program, cwd: string): Promise<string | undefined> => {
  if (build.length === 0) return undefined;
  const ran = await runCommand(build, { cwd, env: buildEnvironment(cwd), timeoutMs: buildTimeoutMs });
  return ran.exit === 0
    ? undefined
    : `build: exit ${ran.exit ?? "never"}: ${ran.stdout.toString()}${ran.stderr}`.slice(0, 3000);
};

/** True when all of a language's programs were built in one go; if not, each is built by itself and says why. */
export const buildTogether = async (
  { buildMany }: Language,
  directories: readonly string[],
  cwd: string,
): Promise<boolean> => {
  if (buildMany === undefined || directories.length < 2) return false;
  const { file, command } = buildMany(directories);
  await writeFiles(cwd, [file]);
  const ran = await runCommand(command, { cwd, env: buildEnvironment(cwd), timeoutMs: 2 * buildTimeoutMs });
  return ran.exit === 0;
};
