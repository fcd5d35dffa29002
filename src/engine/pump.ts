const longestPauseMs = 1000;

/** Keeps the worker claiming runs. */
export interface Pump {
  /** Something may be due: look now. */
  wake(): void;
  /** Ends after the round at work. */
  stop(): Promise<void>;
}

export interface PumpOptions {
  /** Claims what is due; never runs twice at the same time. */
  readonly tick: () => Promise<unknown>;
  readonly isFull: () => boolean;
  /** Milliseconds since 1970. */
  readonly nextDueAt: () => Promise<number | undefined>;
  readonly onError: (error: unknown) => void;
}

/**
 * Replaces the library's own polling: that one starts a run after 400 ms instead of 10, leaves freed slots idle for up
 * to a second, prints its errors on the user's terminal, and overfills its slots when `tick` is called beside it.
 */
export const startPump = ({ tick, isFull, nextDueAt, onError }: PumpOptions): Pump => {
  const state = { stopped: false, woken: false };
  let endPause: (() => void) | undefined;

  const pause = async (ms: number): Promise<void> => {
    if (state.woken || state.stopped) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(resolve, ms, undefined);
    endPause = () => {
      resolve(undefined);
    };
    await promise;
    endPause = undefined;
    clearTimeout(timer);
  };
  const round = async (): Promise<number> => {
    try {
      await tick();
      if (isFull()) return longestPauseMs;
      const due = await nextDueAt();
      // Never less than a millisecond: what is due but cannot be claimed must not spin.
      return due === undefined ? longestPauseMs : Math.min(Math.max(due - Date.now(), 1), longestPauseMs);
    } catch (error) {
      onError(error);
      return longestPauseMs;
    }
  };
  const loop = async (): Promise<void> => {
    while (!state.stopped) {
      state.woken = false;
      await pause(await round());
    }
  };
  const running = loop();
  const wake = (): void => {
    state.woken = true;
    endPause?.();
  };
  return {
    wake,
    stop: async () => {
      state.stopped = true;
      wake();
      await running;
    },
  };
};
