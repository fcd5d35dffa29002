import { readdir } from "node:fs/promises";

import type { Operation } from "#catalog";
import type { Language, Program } from "#programs";

import { type Case, casesFor } from "./cases.ts";
import { problemsOf } from "./check-run.ts";
import { environmentFor } from "./credentials.ts";
import { markerFile } from "./corpus/nasty.ts";
import { parserCases } from "./parser-cases.ts";
import { operationHash, programHash, type ProvenProgram } from "./proof.ts";
import { runCommand, toolEnvironment } from "./run-command.ts";
import { sampleAnswer } from "./sample-answer.ts";
import { shapeOf, type Target } from "./target.ts";
import { planFor } from "./value-sets.ts";
import { buildProgram, type Workshop } from "./workshop.ts";

/** One program where it lies, ready to be built. */
export interface WrittenProgram extends Target {
  readonly program: Program;
  /** The program with what it is built with here. */
  readonly built: Program;
  readonly directory: string;
}

/** Whether a case is run; the success always is. */
export type ChooseCase = (program: WrittenProgram, name: string) => boolean;

const runTimeoutMs = 90_000;

/** Nobody listens there: the port of a service that no machine offers any more. */
const refusedBase = "http://127.0.0.1:9";

const successStatus = ({ answers }: Operation): number =>
  answers.find(({ status }) => status >= 200 && status < 300)?.status ?? 200;

const casesOf = ({ integerBits }: Language, { operation, values }: Target): readonly Case[] => {
  if (values !== "parse") {
    const plan = planFor(operation, values);
    return casesFor(plan, sampleAnswer(plan.response, values, integerBits), successStatus(operation));
  }
  return parserCases(shapeOf(operation), operation, integerBits);
};

const runCase = async (
  { operation, values, built, directory }: WrittenProgram,
  { name, script, expected, input }: Case,
  { server }: Workshop,
) => {
  const plan = planFor(operation, values === "parse" ? "plain" : values);
  const run = script === undefined ? { base: refusedBase, received: [] } : server.begin(script);
  const env = { ...toolEnvironment(directory), ...environmentFor(plan.auth), API_BASE_URL: run.base };
  const ran = await runCommand(built.run, { cwd: directory, env, timeoutMs: runTimeoutMs, input });
  return { case: name, problems: problemsOf(plan, expected, ran, run.received) };
};

/** Runs one program once for each case; builds it first if that has not been done. */
export const proveProgram = async (
  language: Language,
  written: WrittenProgram,
  { isBuilt, choose }: { readonly isBuilt: boolean; readonly choose: ChooseCase },
  workshop: Workshop,
): Promise<ProvenProgram> => {
  const { operation, values, program, built, directory } = written;
  const broken = isBuilt ? undefined : await workshop.busy(() => buildProgram(built, directory));
  const cases = casesOf(language, written).filter(({ name }, index) => index === 0 || choose(written, name));
  const results =
    broken === undefined
      ? await Promise.all(
          cases.map((one) =>
            (one.waits === true ? workshop.idle : workshop.busy)(() => runCase(written, one, workshop)),
          ),
        )
      : [{ case: "build", problems: [broken] }];
  const isMarked = (await readdir(directory, { recursive: true })).some((file) => file.includes(markerFile));
  if (isMarked) results.push({ case: "injection", problems: ["a value was run as code"] });
  const failed = results.filter(({ problems }) => problems.length > 0);
  return {
    operation: operation.id,
    values,
    operation_hash: operationHash(operation),
    program_hash: programHash(program),
    state: failed.length === 0 ? "executed" : built.build.length > 0 && broken === undefined ? "compiled" : "none",
    cases: results.filter(({ problems }) => problems.length === 0).map((one) => one.case),
    failed,
  };
};
