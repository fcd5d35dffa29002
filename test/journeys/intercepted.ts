// One `rollcall run` for many programs: its child prints its environment and waits, so that each test starts its program
// in exactly the environment that a child is given.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { cliArgs } from "../cli-args.ts";
import { cleanEnv, repository } from "./rollcall.ts";

const counted = z.array(z.strictObject({ name: z.string(), count: z.number() }));
export const summarySchema = z.strictObject({
  exit: z.number(),
  requests: z.number(),
  operations: counted,
  undocumented: counted,
  notEmulated: counted,
  refused: z.array(
    z.strictObject({
      operation: z.string(),
      status: z.number(),
      code: z.number().nullable(),
      message: z.string(),
      hint: z.string(),
      count: z.number(),
    }),
  ),
  refusedHosts: counted,
  allowedHosts: counted,
  silent: counted,
  upgrades: counted,
});

export interface Intercepted {
  readonly env: Readonly<Record<string, string>>;
  /** Ends the run; what it counted. */
  stop(): Promise<z.output<typeof summarySchema>>;
}

/** The arguments that start `rollcall run …` on this Node. */
export const runArgs = (...args: string[]): string[] => [...cliArgs, "run", ...args];

const child = "process.stdout.write(JSON.stringify(process.env) + '\\n'); process.stdin.resume();";

export const startIntercepted = async (...flags: string[]): Promise<Intercepted> => {
  const report = join(mkdtempSync(join(tmpdir(), "rollcall-report-")), "report.json");
  const args = runArgs("--quiet", "--report", report, ...flags, "--", process.execPath, "-e", child);
  const run = spawn(process.execPath, args, { cwd: repository, env: cleanEnv(), stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  for await (const chunk of run.stdout) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  return {
    env: z.record(z.string(), z.string()).parse(JSON.parse(text)),
    async stop() {
      const ended = once(run, "exit");
      run.stdin.end();
      await ended;
      assert.equal(run.exitCode, 0);
      return summarySchema.parse(JSON.parse(readFileSync(report, "utf8")));
    },
  };
};

/** Whether a command can be started here. */
export const isInstalled = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: "ignore" }).status === 0;
