import { respondInput } from "../definition/flow-types.ts";
import type { StepDefinition } from "../definition/schema.ts";
import { flowInput, keepFlow } from "./flow-input.ts";
import { type Ended, type Frame, pathOf } from "./frame.ts";

/** Records the answer of the call that triggered the run; whoever holds the connection sends it. */
export const runRespond = async (frame: Frame, step: StepDefinition): Promise<Ended> => {
  const checked = flowInput(frame, step, respondInput);
  if ("error" in checked) {
    await keepFlow(frame, step, { state: "failed", error: checked.error });
    return { kind: "failed", error: checked.error };
  }
  const { status, headers, body } = checked.input;
  const isText = typeof body === "string";
  const type = isText ? "text/plain;charset=UTF-8" : "application/json;charset=UTF-8";
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  const response = {
    status,
    headers: hasType ? headers : { "Content-Type": type, ...headers },
    body: isText ? body : JSON.stringify(body ?? null),
  };
  await frame.context.step(pathOf(frame, step), async () => {
    await frame.deps.runs.respond(frame.run.id, response);
    await keepFlow(frame, step, { state: "completed", input: checked.input, output: { status } });
  });
  return { kind: "done", output: body };
};
