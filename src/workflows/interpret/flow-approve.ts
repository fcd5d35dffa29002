import { z } from "zod";

import { approveInput } from "../definition/flow-types.ts";
import type { StepDefinition } from "../definition/schema.ts";
import { flowInput, keepFlow } from "./flow-input.ts";
import { waitSignal } from "./flow-wait.ts";
import { type Ended, type Frame, pathOf } from "./frame.ts";

const decisionSchema = z.object({
  approved: z.boolean(),
  by: z.string().max(200),
  comment: z.string().max(2000),
  at: z.string(),
});

/** Waits until somebody decides. A decline fails the step, so that what comes after it does not happen. */
export const runApprove = async (frame: Frame, step: StepDefinition): Promise<Ended> => {
  const { deps, run, context } = frame;
  const path = pathOf(frame, step);
  const fail = async (code: string, message: string): Promise<Ended> => {
    const error = { code, message, step: path };
    await keepFlow(frame, step, { state: "failed", error });
    return { kind: "failed", error };
  };
  const checked = flowInput(frame, step, approveInput);
  if ("error" in checked) return await fail(checked.error.code, checked.error.message);
  const { message, timeout } = checked.input;
  await keepFlow(frame, step, { state: "waiting", input: checked.input });
  const key = await context.step(`${path}#register`, async () => {
    const fresh = deps.freshKey();
    const words = message === undefined ? {} : { message };
    await deps.waits.addWait(
      { key: fresh, run: run.id, step: path, kind: "approve", match: {}, ...words },
      deps.clock(),
    );
    deps.changed(run.id);
    return fresh;
  });
  const decision = await context.waitForSignal(waitSignal(key), { schema: decisionSchema, timeoutMs: timeout });
  await context.step(`${path}#end`, () => deps.waits.removeWait(key));
  if (decision === undefined) return await fail("timeout", "nobody decided in time");
  if (!decision.approved) {
    const words = decision.comment === "" ? "" : `: ${decision.comment}`;
    return await fail("declined", `declined by ${decision.by}${words}`);
  }
  await keepFlow(frame, step, { state: "completed", output: decision });
  return { kind: "done", output: decision };
};
