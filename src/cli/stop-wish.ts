import type { Io } from "./io.ts";

/** Whether somebody pressed Ctrl-C (or sent SIGTERM) since. */
export interface StopWish extends Disposable {
  readonly isWanted: () => boolean;
}

/** From here on Ctrl-C does not end the process: the command looks at the wish where it can stop cleanly. */
export const listenForStop = (io: Io): StopWish => {
  let wanted = false;
  const release = io.onStop(() => {
    wanted = true;
  });
  return { isWanted: () => wanted, [Symbol.dispose]: release };
};
