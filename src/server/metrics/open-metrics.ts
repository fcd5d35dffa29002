import type { BudgetUse } from "#accounts";
import type { Answer, Exchange } from "#base";
import { guard, type GuardOptions } from "#system";
import type { ObserveRuns, RunEvent } from "#workflows";

/** What is counted elsewhere. */
export interface MetricSources {
  readonly budgets: () => Promise<readonly { readonly account: string; readonly uses: readonly BudgetUse[] }[]>;
  /** Calls that the emulator answered, by status; 0 for those left without an answer. */
  readonly statuses: () => ReadonlyMap<number, number>;
}

/** What `/metrics` tells, in Prometheus text. Counters begin with the process. */
export interface MetricsDoor {
  readonly observe: ObserveRuns;
  answer(exchange: Exchange): Answer | Promise<Answer>;
}

/** So much is remembered before the library is loaded, which costs some 30 ms of CPU: most servers never need it. */
const maxPending = 1000;

const refuse = (status: number, message: string, headers: readonly string[] = []): Answer => ({
  status,
  headers: ["Content-Type", "application/json;charset=UTF-8", "Cache-Control", "no-store", ...headers],
  body: JSON.stringify({ code: status, message }),
});

/** Opens the door that others' pages and, off loopback, everybody without the admin token are kept out of. */
export const openMetrics = (sources: MetricSources, guarding: GuardOptions): MetricsDoor => {
  let pending: RunEvent[] = [];
  let loading: ReturnType<typeof load> | undefined;
  let observe: ObserveRuns = (event) => {
    pending.push(event);
    // What goes wrong with it is told to whoever asks.
    if (pending.length === maxPending) loaded().catch(() => undefined);
  };
  const load = async () => {
    const { makeMetrics } = await import("./registry.ts");
    const metrics = makeMetrics(sources);
    for (const event of pending) metrics.observe(event);
    pending = [];
    observe = (event) => {
      metrics.observe(event);
    };
    return metrics;
  };
  const loaded = (): ReturnType<typeof load> => (loading ??= load());
  return {
    observe: (event) => {
      observe(event);
    },
    async answer(exchange) {
      const refused = guard(exchange, guarding);
      if (refused !== undefined) return refuse(refused.status, refused.message);
      if (exchange.method !== "GET") return refuse(405, "/metrics takes GET", ["Allow", "GET"]);
      const metrics = await loaded();
      return {
        status: 200,
        headers: ["Content-Type", metrics.contentType, "Cache-Control", "no-store"],
        body: await metrics.text(),
      };
    },
  };
};
