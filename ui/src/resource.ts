import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { type Problem, problemFrom } from "./api.ts";
import { version } from "./live.ts";

export interface Resource<T> {
  readonly data: Signal<T | undefined>;
  readonly problem: Signal<Problem | undefined>;
  reload(): void;
}

/**
 * What `load` gives, loaded anew when `key` changes or something of `kinds` does on the server. Loads follow one another;
 * while one runs any number of changes make one more. Old data stays until new data is there.
 */
export const useResource = <T>(load: () => Promise<T>, kinds: readonly string[], key = ""): Resource<T> => {
  const data = useSignal<T | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const state = useRef({ load, key, running: false, again: false });
  state.current.load = load;
  const reload = (): void => {
    const now = state.current;
    if (now.running) {
      now.again = true;
      return;
    }
    now.running = true;
    now.again = false;
    const asked = now.key;
    const settle = (put: () => void): void => {
      now.running = false;
      if (asked === now.key) put();
      if (now.again || asked !== now.key) reload();
    };
    const fetchNow = async (): Promise<() => void> => {
      try {
        const value = await now.load();
        return () => {
          data.value = value;
          problem.value = undefined;
        };
      } catch (error) {
        return () => {
          problem.value = problemFrom(error);
        };
      }
    };
    void fetchNow().then(settle);
  };
  useEffect(() => {
    state.current.key = key;
    reload();
  }, [key]);
  useSignalEffect(() => {
    for (const kind of kinds) void version(kind).value;
    reload();
  });
  return { data, problem, reload };
};

/** An action of a button: runs once at a time, keeps its error, says that it runs. */
export interface Action {
  readonly running: Signal<boolean>;
  readonly problem: Signal<Problem | undefined>;
  readonly run: () => void;
}

export const useAction = (act: () => Promise<void>): Action => {
  const running = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  const run = (): void => {
    if (running.value) return;
    running.value = true;
    problem.value = undefined;
    act()
      .catch((error: unknown) => {
        problem.value = problemFrom(error);
      })
      .finally(() => {
        running.value = false;
      });
  };
  return { running, problem, run };
};
