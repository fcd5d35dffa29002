import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { Operation } from "#catalog";
import { emitProgram, type Language, type Program } from "#programs";

import type { CaseServer } from "./case-server.ts";
import { type Case, casesFor } from "./cases.ts";
import { problemsOf } from "./check-run.ts";
import { environmentFor } from "./credentials.ts";
import { markerFile } from "./corpus/nasty.ts";
import type { makePool } from "./pool.ts";
import { operationHash, programHash, type ProvenProgram } from "./proof.ts";
import { runCommand, toolEnvironment } from "./run-command.ts";
import { sampleAnswer } from "./sample-answer.ts";
import { planFor, type ValueSet } from "./value-sets.ts";

export interface Workshop {
  readonly server: CaseServer;
  /** For what keeps a processor busy. */
  readonly busy: ReturnType<typeof makePool>;
  /** For programs that wait most of the time. */
  readonly idle: ReturnType<typeof makePool>;
}

const buildTimeoutMs = 300_000;
const runTimeoutMs = 90_000;

/** A directory of its own with the program in it. */
export const writeProgram = async ({ files }: Program): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), "rollcall-prove-"));
  for (const { name, text } of files) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  return directory;
};

/** What the build says when it fails; undefined when there is nothing wrong, or nothing to build. */
export const buildProgram = async ({ build }: Program, cwd: string): Promise<string | undefined> => {
  if (build.length === 0) return undefined;
  const ran = await runCommand(build, { cwd, env: toolEnvironment(cwd), timeoutMs: buildTimeoutMs });
  return ran.exit === 0
    ? undefined
    : `build: exit ${ran.exit ?? "never"}: ${ran.stdout.toString()}${ran.stderr}`.slice(0, 3000);
};

/** Nobody listens there: the port of a service that no machine offers any more. */
const refusedBase = "http://127.0.0.1:9";

const successStatus = ({ answers }: Operation): number =>
  answers.find(({ status }) => status >= 200 && status < 300)?.status ?? 200;

/** Builds one program and runs it once for each case. */
export const proveProgram = async (
  language: Language,
  operation: Operation,
  values: ValueSet,
  { server, busy, idle }: Workshop,
): Promise<ProvenProgram> => {
  const plan = planFor(operation, values);
  const program = emitProgram(language, plan);
  const cwd = await writeProgram(program);
  const answer = sampleAnswer(plan, values, language.integerBits);
  const runCase = async ({ name, script, expected }: Case) => {
    const run = script === undefined ? { base: refusedBase, received: [] } : server.begin(script);
    const env = { ...toolEnvironment(cwd), ...environmentFor(plan.auth), API_BASE_URL: run.base };
    const ran = await runCommand(program.run, { cwd, env, timeoutMs: runTimeoutMs });
    return { case: name, problems: problemsOf(plan, expected, ran, run.received) };
  };
  try {
    const broken = await busy(() => buildProgram(program, cwd));
    const results =
      broken === undefined
        ? await Promise.all(
            casesFor(plan, answer, successStatus(operation)).map((one) =>
              (one.waits === true ? idle : busy)(() => runCase(one)),
            ),
          )
        : [{ case: "build", problems: [broken] }];
    const isMarked = (await readdir(cwd, { recursive: true })).some((file) => file.includes(markerFile));
    if (isMarked) results.push({ case: "injection", problems: ["a value was run as code"] });
    const failed = results.filter(({ problems }) => problems.length > 0);
    return {
      operation: operation.id,
      values,
      operation_hash: operationHash(operation),
      program_hash: programHash(program),
      state: failed.length === 0 ? "executed" : program.build.length > 0 && broken === undefined ? "compiled" : "none",
      cases: results.filter(({ problems }) => problems.length === 0).map((one) => one.case),
      failed,
    };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
};
