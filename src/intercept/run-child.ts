import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";

import { errorCode } from "#system";

import { interceptErrors } from "./errors.ts";

export interface ChildCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True when Ctrl-C reaches the child by itself, because both sit at the same terminal. */
  readonly atTerminal: boolean;
}

const forwarded: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR2"];

const signalNumber = (signal: NodeJS.Signals): number => constants.signals[signal];

/** Hands signals on to the child until the returned function is called. */
const handOn = (child: ChildProcess, atTerminal: boolean): (() => void) => {
  const handle = (signal: NodeJS.Signals): void => {
    // The terminal has sent it to the child as well; a second one would make many programs quit without cleaning up.
    if (atTerminal && (signal === "SIGINT" || signal === "SIGQUIT")) return;
    child.kill(signal);
  };
  for (const signal of forwarded) process.on(signal, handle);
  // Our own end, when nothing else is left to do, must not leave a program behind that talks to nobody.
  const end = (): void => void child.kill("SIGTERM");
  process.on("exit", end);
  return () => {
    for (const signal of forwarded) process.off(signal, handle);
    process.off("exit", end);
  };
};

/**
 * Runs a program with our own stdin, stdout and stderr, hands signals on to it and resolves with what it exits with; a
 * program that was ended by a signal gives 128 and the signal's number, as shells have it.
 * @throws RC_INTERCEPT_COMMAND
 */
export const runChild = async ({ command, args, cwd, env, atTerminal }: ChildCommand): Promise<number> => {
  const child = spawn(command, args, { cwd, env, stdio: "inherit" });
  const release = handOn(child, atTerminal);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once("error", (error) => {
    const why = errorCode(error) === "ENOENT" ? "there is no such program" : error.message;
    reject(interceptErrors.make("RC_INTERCEPT_COMMAND", `${command} cannot be started: ${why}`, { cause: error }));
  });
  child.once("exit", (code, signal) => resolve(signal === null ? (code ?? 1) : 128 + signalNumber(signal)));
  try {
    return await promise;
  } finally {
    release();
  }
};
