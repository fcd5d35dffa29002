import type { JobView } from "#roster";
import type { Api } from "#server";

import { makeProgress } from "./print/progress.ts";
import type { Session } from "./session.ts";
import type { StopWish } from "./stop-wish.ts";

const stepMs = 250;

/** How watching a job ended: it came to rest, or somebody pressed Ctrl-C. */
export interface Watched {
  readonly job: JobView;
  readonly stopped: boolean;
}

/** Shows a job's progress, or tells it in events, until it is no longer running, or until somebody wants to stop. */
export const watchJob = async (
  api: Api,
  run: string,
  { io }: Session,
  wish: StopWish,
  onEvent?: (event: object) => void,
): Promise<Watched> => {
  onEvent?.({ event: "begin", run });
  let settled = -1;
  const progress = makeProgress(io, () => performance.now());
  try {
    for (;;) {
      const job = await api.job(run, stepMs);
      progress.show(job);
      if (job.settled !== settled) {
        settled = job.settled;
        onEvent?.({ event: "progress", run, settled, total: job.total, counts: job.counts });
      }
      if (job.state !== "running") return { job, stopped: false };
      if (wish.isWanted()) return { job, stopped: true };
    }
  } finally {
    progress.clear();
  }
};
