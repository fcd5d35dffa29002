// Loads prom-client: imported when somebody asks for /metrics, or when much has happened without.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import type { RunEvent } from "#workflows";

import { version } from "../files.ts";
import type { MetricSources } from "./open-metrics.ts";

export interface Metrics {
  readonly contentType: string;
  observe(event: RunEvent): void;
  text(): Promise<string>;
}

/** From a step that answers at once to a hire who takes a week to accept. */
const durationBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600, 21_600, 86_400, 604_800];

/** Labels are names of workflows and accounts that the owner chose, and words of ours: nothing that a caller can send. */
const registerRuns = (registry: Registry): Metrics["observe"] => {
  const registers = [registry];
  const triggers = new Counter({
    name: "rollcall_triggers_accepted_total",
    help: "Runs that were accepted, by workflow and kind of trigger.",
    labelNames: ["workflow", "trigger"] as const,
    registers,
  });
  const runs = new Counter({
    name: "rollcall_runs_total",
    help: "Runs that are over, by workflow and outcome (completed, failed, canceled).",
    labelNames: ["workflow", "outcome"] as const,
    registers,
  });
  const durations = new Histogram({
    name: "rollcall_run_duration_seconds",
    help: "Time from acceptance to the end of a run, waits included.",
    labelNames: ["workflow"] as const,
    buckets: durationBuckets,
    registers,
  });
  const attempts = new Counter({
    name: "rollcall_step_attempts_total",
    help: "Attempts at steps, by workflow, type of step and outcome (completed, failed, waiting, interrupted).",
    labelNames: ["workflow", "type", "outcome"] as const,
    registers,
  });
  return (event) => {
    const { workflow } = event;
    if (event.kind === "accepted") triggers.inc({ workflow, trigger: event.trigger });
    else if (event.kind === "attempt") attempts.inc({ workflow, type: event.type, outcome: event.state });
    else {
      runs.inc({ workflow, outcome: event.state });
      durations.observe({ workflow }, event.ms / 1000);
    }
  };
};

/** What is counted elsewhere; the function reads it. */
const registerReadings = (registry: Registry, { budgets, statuses }: MetricSources): (() => Promise<void>) => {
  const registers = [registry];
  const budgetUsed = new Gauge({
    name: "rollcall_budget_used",
    help: "Calls, or invitations, of an account today (00:00 GMT begins a day), as far as they were made by Rollcall.",
    labelNames: ["account", "limit"] as const,
    registers,
  });
  const budgetLeft = new Gauge({
    name: "rollcall_budget_left",
    help: "Calls, or invitations, that an account's day still allows; absent where it has no limit.",
    labelNames: ["account", "limit"] as const,
    registers,
  });
  const answers = new Counter({
    name: "rollcall_emulator_requests_total",
    help: "Calls that the emulator answered, by status; `none` where a fault kept the answer.",
    labelNames: ["status"] as const,
    registers,
  });
  return async () => {
    const known = await budgets();
    // From here on without a pause: another scrape must not see half of it.
    for (const metric of [budgetUsed, budgetLeft, answers]) metric.reset();
    for (const { account, uses } of known)
      for (const { limit, used, left } of uses) {
        budgetUsed.set({ account, limit }, used);
        if (left !== undefined) budgetLeft.set({ account, limit }, left);
      }
    for (const [status, count] of statuses()) answers.inc({ status: status === 0 ? "none" : String(status) }, count);
  };
};

export const makeMetrics = (sources: MetricSources): Metrics => {
  const registry = new Registry();
  new Gauge({
    name: "rollcall_build_info",
    help: "Always 1; the label says which version this is.",
    labelNames: ["version"] as const,
    registers: [registry],
  }).set({ version: version() }, 1);
  const observe = registerRuns(registry);
  const read = registerReadings(registry, sources);
  let watchesProcess = false;
  return {
    contentType: registry.contentType,
    observe,
    async text() {
      // Watching the event loop costs a little for ever: only where somebody looks.
      if (!watchesProcess) collectDefaultMetrics({ register: registry });
      watchesProcess = true;
      await read();
      return await registry.metrics();
    },
  };
};
