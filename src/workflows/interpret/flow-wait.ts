import { z } from "zod";

import { waitInput } from "../definition/flow-types.ts";
import type { StepDefinition } from "../definition/schema.ts";
import type { RunError } from "../store/records.ts";
import { flowInput, keepFlow } from "./flow-input.ts";
import { type Ended, type Frame, pathOf } from "./frame.ts";
import { matches } from "./match-event.ts";

/** What wakes a run that waits under this key. */
export const waitSignal = (key: string): string => `wait/${key}`;

const registered = z.object({ key: z.string(), found: z.unknown().optional() });

const fail = async (frame: Frame, step: StepDefinition, error: RunError): Promise<Ended> => {
  await keepFlow(frame, step, { state: "failed", error });
  return { kind: "failed", error };
};

const waitForTime = async (frame: Frame, step: StepDefinition, ms: number, until: string): Promise<Ended> => {
  await keepFlow(frame, step, { state: "waiting", input: { until } });
  await frame.context.sleep(pathOf(frame, step), Math.max(0, ms));
  const output = { until };
  await keepFlow(frame, step, { state: "completed", output });
  return { kind: "done", output };
};

interface EventWait {
  readonly event: string;
  readonly match: Readonly<Record<string, unknown>>;
  readonly timeout: number;
}

/** Events that came since the run began count too: between them and this step nothing is lost. */
const waitForEvent = async (
  frame: Frame,
  step: StepDefinition,
  { event, match, timeout }: EventWait,
): Promise<Ended> => {
  const { deps, run, context } = frame;
  const path = pathOf(frame, step);
  await keepFlow(frame, step, { state: "waiting", input: { event, match } });
  const { key, found } = registered.parse(
    await context.step(`${path}#register`, async () => {
      const fresh = deps.freshKey();
      await deps.waits.addWait({ key: fresh, run: run.id, step: path, kind: "event", event, match }, deps.clock());
      // After the wait is there: an event that comes in between is seen twice rather than never.
      const before = await deps.waits.eventsSince(event, run.createdAt);
      return { key: fresh, found: before.find(({ body }) => matches(body, match))?.body };
    }),
  );
  const output = found ?? (await context.waitForSignal(waitSignal(key), { schema: z.unknown(), timeoutMs: timeout }));
  await context.step(`${path}#end`, () => deps.waits.removeWait(key));
  if (output === undefined || output === null)
    return await fail(frame, step, { code: "timeout", message: `no ${event} came in time`, step: path });
  await keepFlow(frame, step, { state: "completed", output });
  return { kind: "done", output };
};

/** Waits durably for a time or an event: other runs use the slot, and a restart changes nothing. */
export const runWait = async (frame: Frame, step: StepDefinition): Promise<Ended> => {
  const checked = flowInput(frame, step, waitInput);
  if ("error" in checked) return await fail(frame, step, checked.error);
  const { input } = checked;
  if (input.event !== undefined)
    return await waitForEvent(frame, step, { event: input.event, match: input.match ?? {}, timeout: input.timeout });
  const now = frame.deps.clock();
  if (input.until === undefined) {
    const ms = input.for ?? 0;
    return await waitForTime(frame, step, ms, new Date(now + ms).toISOString());
  }
  const time = Date.parse(input.until);
  if (Number.isNaN(time))
    return await fail(frame, step, {
      code: "input",
      message: `until: ${input.until} is no ISO time`,
      step: pathOf(frame, step),
    });
  return await waitForTime(frame, step, time - now, new Date(time).toISOString());
};
