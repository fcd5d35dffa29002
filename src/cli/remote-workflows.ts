import { z } from "zod";

import {
  changesAnswer,
  checkedAnswer,
  deployedAnswer,
  eventAnswer,
  runAnswer,
  runDetailAnswer,
  runsAnswer,
  testAnswer,
  versionsAnswer,
  type WorkflowApi,
  workflowAnswer,
  workflowsAnswer,
  workflowSourceAnswer,
} from "#server";

import type { Ask } from "./remote-api.ts";

const part = encodeURIComponent;
/** The server answers a question after 30 s at most. */
const longestWaitMs = 30_000;

const post = (body: unknown = {}) => ({ method: "POST", body }) as const;

const text = (value: number | boolean | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const deployed = (
  ask: Ask,
): Pick<
  WorkflowApi,
  "validate" | "deploy" | "list" | "show" | "versions" | "revert" | "remove" | "rotateKey" | "setEnabled" | "listen"
> => ({
  validate: (source) => ask("workflow-checks", checkedAnswer, post({ source })),
  deploy: (source, { dryRun = false } = {}) => ask("workflows", deployedAnswer, post({ source, dry_run: dryRun })),
  list: () => ask("workflows", workflowsAnswer),
  show: (name, version) => ask(`workflows/${part(name)}`, workflowSourceAnswer, { query: { version: text(version) } }),
  versions: (name) => ask(`workflows/${part(name)}/versions`, versionsAnswer),
  revert: (name, version) => ask(`workflows/${part(name)}/revert`, workflowAnswer, post({ version })),
  remove: (name) => ask(`workflows/${part(name)}`, z.undefined(), { method: "DELETE" }),
  rotateKey: (name) => ask(`workflows/${part(name)}/rotate`, workflowAnswer, post()),
  setEnabled: (name, enabled) => ask(`workflows/${part(name)}/enabled`, workflowAnswer, post({ enabled })),
  listen: async (name, timeoutMs) =>
    (await ask(`workflows/${part(name)}/listen`, eventAnswer, post({ timeout_ms: timeoutMs }))).event ?? undefined,
});

/** The workflow part of a server's api. */
export const remoteWorkflows = (ask: Ask): WorkflowApi => ({
  ...deployed(ask),
  work: () => Promise.resolve(),
  run: (name, input, { idempotencyKey, version } = {}) =>
    ask(
      `workflows/${part(name)}/runs`,
      runAnswer,
      post({
        input,
        ...(idempotencyKey === undefined ? {} : { idempotency_key: idempotencyKey }),
        ...(version === undefined ? {} : { version }),
      }),
    ),
  test: (source, options) => ask("workflow-tests", testAnswer, post({ source, ...options })),
  runs: ({ workflow, state, limit, before, children } = {}) =>
    ask("runs", runsAnswer, { query: { workflow, state, limit: text(limit), before, children: text(children) } }),
  runDetail: (id) => ask(`runs/${part(id)}`, runDetailAnswer),
  settled: async (id, timeoutMs) => {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const left = Math.max(0, deadline - Date.now());
      const run = await ask(`runs/${part(id)}/settled`, runAnswer, {
        query: { wait_ms: String(Math.min(left, longestWaitMs)) },
      });
      if (run.finishedAt !== undefined || left === 0) return run;
    }
  },
  cancel: (id) => ask(`runs/${part(id)}/cancel`, runAnswer, post()),
  rerun: (id, { version, fromStep, input }) =>
    ask(
      `runs/${part(id)}/rerun`,
      runAnswer,
      post({
        version,
        ...(fromStep === undefined ? {} : { from_step: fromStep }),
        ...(input === undefined ? {} : { input }),
      }),
    ),
  retryFailed: (filter, version) => ask("run-retries", runsAnswer, post({ ...filter, version })),
  async decide(who, decision) {
    if ("key" in who) throw new TypeError("a key is decided by its link");
    const { run, step } = who;
    await ask(
      `runs/${part(run)}/decision`,
      z.undefined(),
      post({ ...decision, ...(step === undefined ? {} : { step }) }),
    );
  },
  changes: (after, timeoutMs) =>
    ask("run-changes", changesAnswer, {
      query: { after: String(after), wait_ms: String(Math.min(timeoutMs, longestWaitMs)) },
    }),
});
