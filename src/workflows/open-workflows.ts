import { Buffer } from "node:buffer";

import type { Answer, Exchange } from "#base";

import { makeChanges } from "./changes.ts";
import type { WorkflowOptions } from "./deps.ts";
import { makeDefinitions, makeDeployments } from "./deployments.ts";
import { allSteps } from "./definition/parse-definition.ts";
import { workflowErrors } from "./errors.ts";
import { adoptOrphans, startHousekeeping } from "./housekeeping.ts";
import type { InterpretDeps, Programs } from "./interpret/frame.ts";
import { definePrograms } from "./interpret/programs.ts";
import { guardObserver } from "./run-events.ts";
import { makeRuns, type RunDeps } from "./runs.ts";
import { makeDeploymentStore } from "./store/deployment-store.ts";
import { makeRunStore } from "./store/run-store.ts";
import { makeWaitStore } from "./store/wait-store.ts";
import { testStep } from "./test-step.ts";
import { problem } from "./triggers/answers.ts";
import { handleApproval } from "./triggers/approval-page.ts";
import { handleEmulatorEvent, handleEvent } from "./triggers/event-trigger.ts";
import { handleHttp } from "./triggers/http-trigger.ts";
import type { Workflows } from "./workflows.ts";

const secretNames = { path: "emulator-events-path", secret: "emulator-events-secret" };
const listenPollMs = 200;

interface Parts {
  readonly options: WorkflowOptions;
  readonly deps: RunDeps;
  readonly decide: Workflows["decide"];
  readonly endpoint: Workflows["eventEndpoint"];
}

const triggerCall = async ({ options, deps, decide, endpoint }: Parts, exchange: Exchange): Promise<Answer> => {
  const { path } = exchange;
  const { readEvent, openCredential } = options;
  const [, , first = "", second, ...more] = path.split("/");
  if (more.length > 0 || path.length > 200) return problem(404, "not_found", "no workflow has this URL");
  if (first === "approve" && second !== undefined)
    return await handleApproval({ waits: deps.waits, decide }, exchange, second);
  if (first === "events") {
    const { path: eventPath, secret } = await endpoint();
    return path === eventPath
      ? await handleEmulatorEvent({ ...deps, readEvent, openCredential }, exchange, secret)
      : problem(404, "not_found", "no workflow has this URL");
  }
  const deployment = second === undefined && first !== "" ? await deps.deployments.deploymentOfKey(first) : undefined;
  const definition =
    deployment === undefined ? undefined : await deps.definitionOf(deployment.name, deployment.version);
  if (deployment === undefined || definition === undefined)
    return problem(404, "not_found", "no workflow has this URL");
  if (!deployment.enabled) return problem(410, "disabled", "this workflow is disabled");
  const { http, event } = definition.trigger;
  if (http !== undefined)
    return await handleHttp({ ...deps, openCredential }, exchange, { deployment, definition, http });
  if (event !== undefined)
    return await handleEvent({ ...deps, readEvent, openCredential }, exchange, { deployment, trigger: event });
  return problem(404, "not_found", "no workflow has this URL");
};

/** Whether a deployed workflow is triggered by events or waits for one. */
const wantsEvents = async ({ deployments, definitionOf }: RunDeps): Promise<boolean> => {
  for (const { name, version } of await deployments.deployments()) {
    const definition = await definitionOf(name, version);
    if (definition?.trigger.event !== undefined) return true;
    if (
      definition !== undefined &&
      allSteps(definition).some(({ type, with: input }) => type === "wait" && input["event"] !== undefined)
    )
      return true;
  }
  return false;
};

const listen = async (
  { deployments, waits, clock, changes }: RunDeps,
  name: string,
  timeoutMs: number,
): Promise<unknown> => {
  if ((await deployments.deployment(name)) === undefined)
    throw workflowErrors.make("RC_WORKFLOWS_NOT_FOUND", `no workflow "${name}" is deployed`);
  const since = clock();
  await deployments.setListening(name, since + timeoutMs);
  for (;;) {
    const [event] = await waits.eventsSince(`test/${name}`, since);
    if (event !== undefined) return event.body;
    if (clock() >= since + timeoutMs || changes.isClosed) return undefined;
    await changes.next(listenPollMs);
  }
};

const makeDeps = (options: WorkflowOptions): { readonly deps: RunDeps; readonly types: InterpretDeps["types"] } => {
  const { engine, store, vault, clock } = options;
  const types = new Map(options.types.map((type) => [type.type, type]));
  const freshKey = (): string => Buffer.from(options.randomBytes(24)).toString("base64url").replaceAll(/[-_]/g, "0");
  const deployments = makeDeploymentStore(store);
  const definitionOf = makeDefinitions({ deployments, types, clock, freshKey });
  const observe = guardObserver(options.observe, options.onError);
  const runs = makeRunStore(store, vault, observe);
  const waits = makeWaitStore(store);
  const changes = makeChanges();
  let programs: Programs | undefined;
  const shared = { runs, waits, deployments, clock, freshKey, definitionOf };
  programs = definePrograms(engine, {
    ...shared,
    types,
    observe,
    changed: (run) => {
      changes.changed(run);
    },
    programs: () => {
      if (programs === undefined) throw new TypeError("the programs are not defined yet");
      return programs;
    },
  });
  return { deps: { ...shared, engine, programs, changes }, types };
};

/** Opens deployed workflows and their runs. Nothing is worked on before start(). */
export const openWorkflows = (options: WorkflowOptions): Workflows => {
  const { engine, store, clock, onError, sendAlert } = options;
  const { deps, types } = makeDeps(options);
  const { deployments, freshKey, definitionOf, changes } = deps;
  const runs = makeRuns(deps);
  const endpoint = async () => ({
    path: `/t/events/${await deployments.secret(secretNames.path, freshKey())}`,
    secret: await deployments.secret(secretNames.secret, freshKey()),
    isWanted: await wantsEvents(deps),
  });
  const parts: Parts = { options, deps, decide: runs.decide, endpoint };
  let keeping: ReturnType<typeof startHousekeeping> | undefined;
  const calls = new Set<Promise<unknown>>();
  const end = async (graceMs: number | undefined): Promise<void> => {
    // Callers who wait for an answer would ask a closed store for it.
    changes.close();
    await Promise.allSettled(calls);
    await keeping?.stop();
    await engine.close(graceMs === undefined ? {} : { graceMs });
    await store.close();
  };
  let closing: Promise<void> | undefined;
  const close = async ({ graceMs }: { readonly graceMs?: number } = {}): Promise<void> => {
    closing ??= end(graceMs);
    await closing;
  };
  return {
    ...makeDeployments({ deployments, types, clock, freshKey }, definitionOf),
    ...runs,
    test: (source, what) => testStep({ types, clock }, source, what),
    listen: (name, timeoutMs) => listen(deps, name, timeoutMs),
    async trigger(exchange) {
      const call = triggerCall(parts, exchange);
      calls.add(call);
      return await call.finally(() => calls.delete(call));
    },
    eventEndpoint: endpoint,
    changes: (after, timeoutMs) => changes.wait(after, timeoutMs),
    async start() {
      await engine.start();
      await adoptOrphans(deps, clock());
      keeping ??= startHousekeeping({ ...deps, sendAlert, onError });
    },
    async prune({ olderThanMs, keep }) {
      await engine.prune({ olderThanMs, keep });
      return await deps.runs.prune(clock() - olderThanMs, keep);
    },
    close,
    [Symbol.asyncDispose]: () => close(),
  };
};
