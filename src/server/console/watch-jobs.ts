import type { Roster } from "#roster";

const everyMs = 500;

/** Calls `changed` when a job has begun, gone on or ended. Looks twice a second: jobs tell nobody by themselves. */
export const watchJobs = (roster: Roster, changed: () => void): (() => void) => {
  let seen = "";
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      const now = JSON.stringify((await roster.jobs()).map(({ run, state, settled }) => [run, state, settled]));
      if (now !== seen) changed();
      seen = now;
    } catch {
      // The roster is closing; whoever asks next hears it.
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
};
