import { RollcallError } from "#base";
import {
  beginKeyChange,
  type DataDirectory,
  errorCode,
  interruptedKeyChange,
  type KeyChange,
  lockDataDirectory,
  type SealedPlace,
} from "#system";

import { databaseUrl } from "../database-url.ts";
import { serverErrors } from "../errors.ts";
import { resealAll, type Resealed, type ResealOptions } from "./reseal.ts";
import { keyFromEnv, keyVariable, nextKeyVariable, vaultKey } from "./vault-key.ts";

type Env = Readonly<Record<string, string | undefined>>;
export type RotationStep = Parameters<ResealOptions["onStep"]>[0] | "replace" | "done";

export interface RotateOptions {
  readonly directory: string;
  readonly env: Env;
  /** With DATABASE_URL: nobody else works with the old key. Nobody can look, so somebody has to say it. */
  readonly workersStopped: boolean;
  /** Told what comes next. */
  readonly onStep?: (step: RotationStep) => void;
}

export interface Rotated extends Resealed {
  /** `file`: it is in place. `environment`: somebody has to put it there. */
  readonly keyIn: "file" | "environment";
  /** A change that was interrupted is finished; no other was begun. */
  readonly finished: boolean;
}

const placeOf = (env: Env): SealedPlace => (databaseUrl(env) === undefined ? "files" : "postgres");

interface Task {
  readonly directory: string;
  readonly env: Env;
  readonly onStep: (step: RotationStep) => void;
}

/** Seals all anew, then lets the next key take the old one's place: at any point before that both are there. */
const carryOut = async (
  change: KeyChange,
  { directory, env, onStep }: Task,
  unreadable: ResealOptions["unreadable"],
): Promise<Resealed> => {
  const { current, next } = change;
  const resealed = await resealAll({ directory, env, current, next, unreadable, onStep });
  onStep("replace");
  await change.commit();
  onStep("done");
  return resealed;
};

/** What opens with neither key was lost before: it must not keep the directory shut. */
const finish = (change: KeyChange, task: Task): Promise<Resealed> => carryOut(change, task, "leave");

const changeFile = async (task: Task, place: SealedPlace): Promise<Resealed> => {
  const change = await beginKeyChange(task.directory, place);
  let reached: RotationStep | undefined;
  const onStep: Task["onStep"] = (step) => {
    reached = step;
    task.onStep(step);
  };
  try {
    return await carryOut(change, { ...task, onStep }, "refuse");
  } catch (error) {
    // Credentials are sealed first, all or none: nothing has the next key yet.
    if (reached === "credentials") await change.discard();
    throw error;
  }
};

/**
 * Finishes a change of the key that a process did not live to finish. Called before anything sealed is opened.
 * @throws RC_SYSTEM_KEY_CHANGE
 */
export const finishKeyChange = async (directory: string, env: Env): Promise<Resealed | undefined> => {
  const change = interruptedKeyChange(directory, placeOf(env));
  return change === undefined ? undefined : await finish(change, { directory, env, onStep: () => undefined });
};

const lock = async (directory: string): Promise<DataDirectory> => {
  try {
    return await lockDataDirectory(directory, { command: "rollcall credential rotate" });
  } catch (error) {
    if (!(error instanceof RollcallError) || errorCode(error) !== "RC_SYSTEM_DIRECTORY_HELD") throw error;
    throw serverErrors.make("RC_SERVER_KEY_IN_USE", `${error.message}; it has the old key in its hands`, {
      cause: error,
    });
  }
};

const notHere = (what: string): Error => serverErrors.make("RC_SERVER_KEY_ENVIRONMENT", what);

/** The key is the environment's, before or after: only whoever sets it can put another one there. */
const rotateInEnvironment = async (
  directory: DataDirectory,
  env: Env,
  onStep: (step: RotationStep) => void,
): Promise<Rotated> => {
  const next = keyFromEnv(env, nextKeyVariable);
  if (next === undefined) throw notHere(`the key comes from ${keyVariable}, and nothing says which one is to follow`);
  const current = vaultKey(directory, env);
  if (Buffer.from(current).equals(next)) throw notHere(`${nextKeyVariable} is the key that is used already`);
  const resealed = await resealAll({ directory: directory.path, env, current, next, unreadable: "refuse", onStep });
  onStep("done");
  return { ...resealed, keyIn: "environment", finished: false };
};

/**
 * Seals the secrets of a data directory with a new key: credentials, what runs began with, passwords of unfinished jobs.
 * A process that is killed on the way leaves both keys behind; this, or whatever opens the directory next, goes on.
 * @throws RC_SERVER_KEY_IN_USE, RC_SERVER_KEY_ENVIRONMENT, RC_SERVER_KEY_WORKERS, RC_SYSTEM_SEAL_BROKEN
 */
export const rotateKey = async (options: RotateOptions): Promise<Rotated> => {
  const { env, workersStopped, onStep = () => undefined } = options;
  const place = placeOf(env);
  if (place === "postgres" && !workersStopped)
    throw serverErrors.make(
      "RC_SERVER_KEY_WORKERS",
      "workers may hold the old key, and nobody has said that there are none",
    );
  await using directory = await lock(options.directory);
  const task: Task = { directory: directory.path, env, onStep };
  const interrupted = interruptedKeyChange(directory.path, place);
  if (interrupted !== undefined) {
    const resealed = await finish(interrupted, task);
    return { ...resealed, keyIn: "file", finished: true };
  }
  if (keyFromEnv(env, keyVariable) !== undefined || keyFromEnv(env, nextKeyVariable) !== undefined)
    return await rotateInEnvironment(directory, env, onStep);
  return { ...(await changeFile(task, place)), keyIn: "file", finished: false };
};
