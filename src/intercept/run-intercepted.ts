import type { Clock } from "#base";
import type { Dispatch } from "#system";

import { createAuthority } from "./authority.ts";
import { type ChildAccount, childEnvironment } from "./child-environment.ts";
import { readPermits } from "./hosts.ts";
import { openProxy } from "./open-proxy.ts";
import { runChild } from "./run-child.ts";
import { openScratch } from "./scratch.ts";
import { writeTrustFiles } from "./trust-files.ts";
import { createWitness, type Summary } from "./witness.ts";

export interface InterceptedRun {
  /** Answers for Zoom. */
  readonly handler: Dispatch;
  readonly account: ChildAccount;
  /** Program and arguments. */
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hosts besides Zoom's that may be reached: `example.com`, `*.example.com`, either with `:port`. */
  readonly allow: readonly string[];
  readonly clock: Clock;
  readonly atTerminal: boolean;
  /** Told before the program starts. */
  readonly onReady?: (url: string) => void;
}

export interface Ran {
  /** The program's exit code; 128 and the signal's number when a signal ended it. */
  readonly exit: number;
  readonly summary: Summary;
}

/**
 * Runs a program whose calls to Zoom are answered by the handler. Other hosts are refused, but for this machine's and
 * those that are allowed.
 * @throws RC_INTERCEPT_ALLOW, RC_INTERCEPT_COMMAND, RC_SYSTEM_LISTEN_FAILED
 */
export const runIntercepted = async (run: InterceptedRun): Promise<Ran> => {
  const permits = readPermits(run.allow);
  const authority = createAuthority(run.clock);
  const witness = createWitness();
  using scratch = openScratch();
  await using proxy = await openProxy({ handler: run.handler, authority, permits, witness });
  const files = writeTrustFiles({
    directory: scratch.path,
    authority: authority.certificate,
    world: run.allow.length > 0,
    env: run.env,
    now: run.clock(),
  });
  run.onReady?.(proxy.url);
  const { command, args, cwd, atTerminal } = run;
  const env = childEnvironment({ env: run.env, proxy, files, account: run.account, allow: run.allow });
  const exit = await runChild({ command, args, cwd, env, atTerminal });
  return { exit, summary: witness.summary() };
};
