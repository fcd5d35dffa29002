import type { JobView } from "#roster";
import type { Api } from "#server";

import { makeProgress } from "./print/progress.ts";
import type { Session } from "./session.ts";

const stepMs = 250;

/** How watching a job ended: it came to rest, or somebody pressed Ctrl-C. */
export interface Watched {
  readonly job: JobView;
  readonly stopped: boolean;
}

/** Shows a job's progress until it is no longer running, or until somebody wants to stop. */
export const watchJob = async (api: Api, run: string, { io }: Session): Promise<Watched> => {
  const progress = makeProgress(io, () => performance.now());
  const wish = { stop: false };
  const release = io.onStop(() => {
    wish.stop = true;
  });
  try {
    for (;;) {
      const job = await api.job(run, stepMs);
      progress.show(job);
      if (job.state !== "running" || wish.stop) return { job, stopped: wish.stop && job.state === "running" };
    }
  } finally {
    progress.clear();
    release();
  }
};
