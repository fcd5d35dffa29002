import { z } from "zod";

import { childInput } from "../definition/flow-types.ts";
import type { StepDefinition } from "../definition/schema.ts";
import { flowInput, keepFlow } from "./flow-input.ts";
import { type Ended, type Frame, pathOf } from "./frame.ts";

const maxDepth = 10;

const startedSchema = z.union([z.object({ child: z.string() }), z.object({ code: z.string(), message: z.string() })]);

/** How many runs have started each other above this one. */
const depthOf = async (frame: Frame): Promise<number> => {
  let depth = 0;
  for (let parent = frame.run.parent; parent !== undefined && depth <= maxDepth; depth += 1)
    parent = (await frame.deps.runs.run(parent))?.parent;
  return depth;
};

const start = async (
  frame: Frame,
  child: string,
  { workflow, input }: z.output<typeof childInput>,
): Promise<z.output<typeof startedSchema>> => {
  const { deps, run } = frame;
  const deployment = await deps.deployments.deployment(workflow);
  if (deployment === undefined) return { code: "workflow_unknown", message: `no workflow "${workflow}" is deployed` };
  if ((await depthOf(frame)) >= maxDepth)
    return { code: "workflow_depth", message: `workflows have started each other ${maxDepth} deep` };
  await deps.runs.add({
    id: child,
    workflow,
    version: deployment.version,
    triggerKind: "workflow",
    trigger: { kind: "workflow", body: input ?? null },
    parent: run.id,
    createdAt: deps.clock(),
  });
  return { child };
};

/** Runs another workflow as a run of its own, with a record of its own. */
export const runChild = async (frame: Frame, step: StepDefinition): Promise<Ended> => {
  const { context, deps } = frame;
  const path = pathOf(frame, step);
  const fail = async (code: string, message: string): Promise<Ended> => {
    const error = { code, message, step: path };
    await keepFlow(frame, step, { state: "failed", error });
    return { kind: "failed", error };
  };
  const checked = flowInput(frame, step, childInput);
  if ("error" in checked) return await fail(checked.error.code, checked.error.message);
  const { input } = checked;
  const begun = startedSchema.parse(
    await context.step(`${path}#start`, () => start(frame, `${context.id}/${path}`, input)),
  );
  if ("code" in begun) return await fail(begun.code, begun.message);
  await keepFlow(frame, step, { state: "waiting", input: { ...input, run: begun.child } });
  const ended = await context.child(deps.programs().run, { run: begun.child }, { name: path });
  if (ended.kind === "failed") return await fail(ended.error.code, `${begun.child}: ${ended.error.message}`);
  const output = { run: begun.child, output: ended.output ?? null };
  await keepFlow(frame, step, { state: "completed", output });
  return { kind: "done", output };
};
