// What the journeys of the command line share: it is run as a process of its own, as people run it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { TestContext } from "node:test";
import { z } from "zod";

import { main } from "#cli";

import { cliArgs } from "../cli-args.ts";

export const repository = join(import.meta.dirname, "../..");
export const newHires = "examples/new-hires.csv";

/** A path for a data directory that does not exist yet. */
export const freshData = (): string => join(mkdtempSync(join(tmpdir(), "rollcall-journey-")), "data");

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  /** `act` is called once, when the text has appeared on stdout. */
  readonly when?: { readonly seen: string; readonly act: (child: ChildProcess) => void };
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment without what would lead a command elsewhere. */
export const cleanEnv = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const {
    ROLLCALL_URL: _url,
    ROLLCALL_ADMIN_TOKEN: _token,
    ROLLCALL_SMTP: _smtp,
    npm_command: _npm,
    ...rest
  } = process.env;
  return { ...rest, ...more };
};

export const runProgram = async (
  program: string,
  args: readonly string[],
  { env, cwd = repository, input = "", when }: RunOptions = {},
): Promise<Ran> => {
  const child = spawn(program, args, { cwd, env: cleanEnv(env), stdio: ["pipe", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  let waiting = when;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (waiting === undefined || !stdout.includes(waiting.seen)) return;
    const { act } = waiting;
    waiting = undefined;
    act(child);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  await once(child, "close");
  return { code: child.exitCode, stdout, stderr };
};

/** The first text that comes; the stream goes on. */
export const firstText = async (stream: Readable): Promise<string> => {
  const { promise, resolve } = Promise.withResolvers<string>();
  stream.setEncoding("utf8").once("data", resolve);
  return await promise;
};

const argsOf = (args: readonly string[]): string[] => [...cliArgs, ...args];

/** Runs `rollcall …` to its end. */
export const rollcall = async (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  await runProgram(process.execPath, argsOf(args), options);

/**
 * The same in this process, for what needs no process of its own: a bad argument costs milliseconds then. There is no
 * terminal and nobody presses Ctrl-C.
 */
export const rollcallHere = async (args: readonly string[], input = ""): Promise<Ran> => {
  let [stdout, stderr] = ["", ""];
  const code = await main(args, {
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    outIsTerminal: false,
    errIsTerminal: false,
    env: {},
    cwd: repository,
    ask: undefined,
    stdin: () => [Buffer.from(input)],
    onStop: () => () => undefined,
  });
  return { code, stdout, stderr };
};

const readySchema = z.strictObject({
  url: z.string(),
  api: z.string().endsWith("/v2"),
  console: z.string(),
  pid: z.number(),
  account_id: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  token: z.string(),
});

export interface Started {
  readonly child: ChildProcess;
  /** What was printed until `ready` was. */
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** Starts `rollcall start …` and waits until `isReady` says so; it is killed at the end of the test. */
export const startUntil = async (
  t: TestContext,
  args: readonly string[],
  isReady: (stdout: string) => boolean,
  env: Readonly<Record<string, string>> = {},
): Promise<Started> => {
  const child = spawn(process.execPath, argsOf(["start", ...args]), {
    cwd: repository,
    env: cleanEnv(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.after(() => child.kill("SIGKILL"));
  let [stdout, stderr] = ["", ""];
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (isReady(stdout)) resolve(undefined);
  });
  child.once("exit", (code) => {
    reject(new Error(`start ended with ${code}: ${stderr}`));
  });
  await promise;
  return { child, stdout: () => stdout, stderr: () => stderr };
};

/** Starts a server with --json; what its one line says. */
export const startServer = async (t: TestContext, args: readonly string[], env?: Readonly<Record<string, string>>) => {
  const started = await startUntil(t, ["--port", "0", "--json", ...args], (text) => text.includes("\n"), env);
  return { ...started, ready: readySchema.parse(JSON.parse(started.stdout())) };
};

export const errorSchema = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), fix: z.string() }),
});
