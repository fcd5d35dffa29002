// A process that changes the key of a data directory and is killed before one of its steps: started by rotate-kill.test.ts.
import { rotateKey } from "#server";

/** This file, to be started with a directory and the step's name. */
export const rotateChild = import.meta.filename;

if (import.meta.main) {
  const [, , directory = "", killedBefore = ""] = process.argv;
  await rotateKey({
    directory,
    env: process.env,
    workersStopped: true,
    onStep: (step) => {
      if (step === killedBefore) process.kill(process.pid, "SIGKILL");
    },
  });
}
