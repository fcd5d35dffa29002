/** What has changed lately, for those who watch. */
export interface Changes {
  changed(run: string): void;
  /** Resolves when something has changed after `after`, or after `timeoutMs`. */
  wait(after: number, timeoutMs: number): Promise<{ readonly next: number; readonly runs: readonly string[] }>;
  /** Resolves at the next change, or after `timeoutMs`; with `run` at a change of that one. */
  next(timeoutMs: number, run?: string): Promise<void>;
  /** Whoever waits goes on at once, and nobody waits any more. */
  close(): void;
  readonly isClosed: boolean;
}

const kept = 1000;

/** Changes of runs that this process works on, numbered. */
export const makeChanges = (): Changes => {
  const log: { readonly number: number; readonly run: string }[] = [];
  const waiting = new Set<(run?: string) => void>();
  let [count, isClosed] = [0, false];
  const next: Changes["next"] = async (timeoutMs, run) => {
    if (isClosed) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = (changed?: string): void => {
      if (run === undefined || changed === undefined || changed === run) resolve(undefined);
    };
    const timer = setTimeout(resolve, timeoutMs, undefined);
    waiting.add(wake);
    await promise;
    clearTimeout(timer);
    waiting.delete(wake);
  };
  return {
    changed(run) {
      count += 1;
      log.push({ number: count, run });
      if (log.length > kept) log.splice(0, log.length - kept);
      for (const wake of waiting) wake(run);
    },
    next,
    close() {
      isClosed = true;
      for (const wake of waiting) wake();
    },
    get isClosed() {
      return isClosed;
    },
    async wait(after, timeoutMs) {
      const deadline = performance.now() + timeoutMs;
      for (;;) {
        const left = deadline - performance.now();
        if (count > after || left <= 0 || isClosed) {
          const runs = new Set(log.filter(({ number }) => number > after).map(({ run }) => run));
          return { next: count, runs: [...runs] };
        }
        await next(left);
      }
    },
  };
};
