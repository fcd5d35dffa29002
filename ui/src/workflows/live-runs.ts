import { useEffect } from "preact/hooks";

import { get, pathOf } from "../api.ts";
import { bump } from "../live.ts";

interface Changes {
  readonly next: number;
  readonly runs: readonly string[];
}

const waitMs = 20_000;
const restMs = 1000;

/** While a page of workflows is open: asks for changes of runs, and again, from where it was. */
export const useRunChanges = (): void => {
  useEffect(() => {
    const leaving = new AbortController();
    let after = 0;
    const follow = async (): Promise<void> => {
      while (!leaving.signal.aborted) {
        try {
          const { next, runs } = await get<Changes>(
            pathOf("/api/run-changes", { after, wait_ms: after === 0 ? 0 : waitMs }),
          );
          after = next;
          if (runs.length > 0) bump(["run", "workflow"]);
          if (next === 0) await new Promise((resolve) => setTimeout(resolve, restMs));
        } catch {
          await new Promise((resolve) => setTimeout(resolve, restMs));
        }
      }
    };
    void follow();
    return () => {
      leaving.abort();
    };
  }, []);
};
