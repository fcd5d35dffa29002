import type { HttpExchange } from "../exchange-record.ts";
import { isRetried, maskExchange } from "../exchange-record.ts";
import type { ObserveRuns } from "../run-events.ts";
import type { RunError } from "../store/records.ts";
import type { AttemptKey, FinishedAttempt } from "../store/attempt-store.ts";
import type { WorkflowRunStore } from "../store/run-store.ts";
import type { Clock } from "#base";

const maxLogs = 1000;
const maxLine = 4000;
const maxExchanges = 100;

interface Current {
  readonly seq: number;
  readonly begunAt: number;
  readonly exchanges: HttpExchange[];
  readonly logs: string[];
}

/** Keeps what one attempt at a step does, and splits it where a call failed and was sent again. */
export interface AttemptRecorder {
  readonly log: (line: string) => void;
  readonly exchange: (exchange: HttpExchange) => void;
  end(ended: Omit<FinishedAttempt, "exchanges" | "logs">): Promise<void>;
}

export interface RecorderOptions {
  readonly runs: WorkflowRunStore;
  readonly clock: Clock;
  readonly key: AttemptKey;
  readonly workflow: string;
  readonly observe: ObserveRuns;
  readonly type: string;
  /** As it is kept: secrets masked. */
  readonly input: unknown;
}

const refusalOf = ({ response, error }: HttpExchange): RunError =>
  response === undefined
    ? { code: "unreachable", message: error ?? "no answer came" }
    : { code: `http_${response.status}`, message: `HTTP ${response.status}: ${response.body.slice(0, 300)}` };

const tell = (
  { key: { run, step }, workflow, type, observe }: RecorderOptions,
  { seq, begunAt }: Current,
  { state, error }: Pick<FinishedAttempt, "state" | "error">,
  at: number,
): void => {
  const code = error === undefined ? {} : { error: error.code };
  observe({ kind: "attempt", run, workflow, step, type, attempt: seq, state, ms: Math.max(0, at - begunAt), ...code });
};

export const makeRecorder = (options: RecorderOptions): AttemptRecorder => {
  const { runs, clock, key, type, input } = options;
  let current: Current = { seq: key.seq, begunAt: clock(), exchanges: [], logs: [] };
  let writes: Promise<void> = Promise.resolve();
  const split = (failed: HttpExchange): void => {
    const ended = current;
    const { seq, exchanges, logs } = ended;
    const at = clock();
    const error = refusalOf(failed);
    current = { seq: seq + 1, begunAt: at, exchanges: [], logs: [] };
    const before = writes;
    writes = (async () => {
      await before;
      await runs.endAttempt({ ...key, seq }, { state: "failed", error, exchanges, logs }, at);
      tell(options, ended, { state: "failed", error }, at);
      await runs.beginAttempt({ ...key, seq: seq + 1, type }, input, at);
    })();
    // Whoever ends the attempt meets the error; until then it is nobody's.
    writes.catch(() => undefined);
  };
  return {
    log(line) {
      if (current.logs.length < maxLogs) current.logs.push(line.slice(0, maxLine));
    },
    exchange(exchange) {
      const last = current.exchanges.at(-1);
      if (last !== undefined && isRetried(last)) split(last);
      if (current.exchanges.length < maxExchanges) current.exchanges.push(maskExchange(exchange));
    },
    async end(ended) {
      await writes;
      const { seq, exchanges, logs } = current;
      const at = clock();
      await runs.endAttempt({ ...key, seq }, { ...ended, exchanges, logs }, at);
      tell(options, current, ended, at);
    },
  };
};
