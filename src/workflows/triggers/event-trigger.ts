import type { Answer, Exchange } from "#base";
import type { Engine } from "#engine";

import type { Definition } from "../definition/schema.ts";
import type { EventCall, ReadEvent } from "../event-source.ts";
import { waitSignal } from "../interpret/flow-wait.ts";
import { matches } from "../interpret/match-event.ts";
import { type RunDeps, startRun } from "../runs.ts";
import type { Deployment } from "../store/deployment-store.ts";
import type { WaitStore } from "../store/wait-store.ts";
import { jsonAnswer, problem } from "./answers.ts";

export interface EventTriggerDeps extends RunDeps {
  readonly readEvent: ReadEvent;
  readonly openCredential: (name: string) => Promise<string>;
}

type ReceivedCall = Extract<EventCall, { kind: "event" }>;

/** Wakes the runs whose wait has its event. One whose run does not wait yet is woken later: see deliverWaits. */
const wakeWaits = async (
  { waits, engine }: { readonly waits: WaitStore; readonly engine: Engine },
  { event, body }: ReceivedCall,
): Promise<void> => {
  for (const wait of await waits.waitsForEvent(event))
    if (matches(body, wait.match) && (await waits.arrive(wait.key, body)))
      await engine.signal(waitSignal(wait.key), body);
};

/** Signals once more what has arrived but was not taken: a signal that nobody waits for is dropped by the engine. */
export const deliverWaits = async ({
  waits,
  engine,
}: {
  readonly waits: WaitStore;
  readonly engine: Engine;
}): Promise<void> => {
  for (const wait of await waits.arrived()) await engine.signal(waitSignal(wait.key), wait.result);
};

const startFor = async (
  deps: EventTriggerDeps,
  deployment: Deployment,
  { id, event, body }: ReceivedCall,
): Promise<void> => {
  await startRun(deps, {
    workflow: deployment.name,
    version: deployment.version,
    triggerKind: "event",
    trigger: { kind: "event", event, body },
    // The sender repeats what was not answered in time.
    idempotencyKey: `event/${id}`,
  });
};

const answerCall = (call: Exclude<EventCall, ReceivedCall>): Answer =>
  call.kind === "answer" ? call.answer : problem(call.status, "event", call.message);

/** A call of the URL of one workflow with an event trigger: for real accounts, whose app sends to it. */
export const handleEvent = async (
  deps: EventTriggerDeps,
  exchange: Exchange,
  {
    deployment,
    trigger,
  }: { readonly deployment: Deployment; readonly trigger: NonNullable<Definition["trigger"]["event"]> },
): Promise<Answer> => {
  if (exchange.method !== "POST") return problem(405, "method", "this URL takes POST", ["Allow", "POST"]);
  if (trigger.secret === undefined)
    return problem(403, "event", "this workflow names no secret: its events come from the emulator by themselves");
  const call = deps.readEvent(exchange, await deps.openCredential(trigger.secret), deps.clock());
  if (call.kind !== "event") return answerCall(call);
  // Delivered again, or replayed by somebody who has seen it: answered, and nothing more.
  const isNew = await deps.waits.addEvent({
    id: `${deployment.name}/${call.id}`,
    event: call.event,
    body: call.body,
    receivedAt: deps.clock(),
  });
  if (isNew) await wakeWaits(deps, call);
  if (trigger.events.includes(call.event))
    await startFor(deps, deployment, { ...call, id: `${deployment.name}/${call.id}` });
  return jsonAnswer(200, { received: true });
};

/** A call of the one URL that the emulator sends to: for the waits and event triggers of every workflow. */
export const handleEmulatorEvent = async (
  deps: EventTriggerDeps,
  exchange: Exchange,
  secret: string,
): Promise<Answer> => {
  // The emulator's clock may be moved: the age of a call says nothing.
  const call = deps.readEvent(exchange, secret, undefined);
  if (call.kind !== "event") return answerCall(call);
  const isNew = await deps.waits.addEvent({
    id: `emulator/${call.id}`,
    event: call.event,
    body: call.body,
    receivedAt: deps.clock(),
  });
  if (isNew) await wakeWaits(deps, call);
  for (const deployment of await deps.deployments.deployments()) {
    if (!deployment.enabled) continue;
    const definition = await deps.definitionOf(deployment.name, deployment.version);
    const { event } = definition?.trigger ?? {};
    if (event?.events.includes(call.event) === true && event.secret === undefined)
      await startFor(deps, deployment, { ...call, id: `emulator/${call.id}` });
  }
  return jsonAnswer(200, { received: true });
};
