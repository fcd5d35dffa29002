import type { Clock } from "#base";

import { greet } from "./apply/greet.ts";
import type { Job } from "./apply/job-records.ts";
import type { JobStore } from "./apply/job-store.ts";
import type { RosterAccount } from "./roster.ts";

interface WatchDeps {
  readonly store: JobStore;
  readonly openAccount: (name: string) => Promise<RosterAccount>;
  readonly clock: Clock;
  readonly takeUp: (job: Job) => Promise<void>;
}

/** How often a waiting job's account is asked for its time. */
const lookMs = 30_000;

/**
 * Takes waiting jobs up again when their account's day has begun. Time is the account's, as its answers show it: an
 * emulated midnight counts.
 */
export const watchWaiting = ({ store, openAccount, clock, takeUp }: WatchDeps) => {
  let timer: NodeJS.Timeout | undefined;

  const isDue = async (job: Job): Promise<boolean> => {
    const { client } = await openAccount(job.account);
    await greet(client);
    return clock() + client.clockOffsetMs() >= (job.waitingUntil ?? 0);
  };

  const look = async (): Promise<void> => {
    for (const job of await store.unfinished()) {
      if (job.state !== "waiting") continue;
      // An account that cannot be asked now is asked again at the next look.
      const due = await isDue(job).catch(() => false);
      if (due) await takeUp(job);
    }
  };

  return {
    start(): void {
      timer ??= setInterval(() => void look().catch(() => undefined), lookMs).unref();
    },
    stop(): void {
      clearInterval(timer);
      timer = undefined;
    },
  };
};
