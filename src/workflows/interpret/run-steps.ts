import type { StepDefinition } from "../definition/schema.ts";
import { holds } from "../expressions/evaluate.ts";
import { type Ended, type Frame, pathOf, withOutput } from "./frame.ts";
import { runApprove } from "./flow-approve.ts";
import { runForEach } from "./flow-for-each.ts";
import { runRespond } from "./flow-respond.ts";
import { runWait } from "./flow-wait.ts";
import { runChild } from "./flow-workflow.ts";
import { runTask } from "./run-task.ts";

/** How a list of steps ended, and what is known after it. */
export interface Ran {
  readonly ended: Ended;
  readonly frame: Frame;
}

const runBranch = async (frame: Frame, step: StepDefinition): Promise<Ran> => {
  const { deps, scope, run } = frame;
  const cases = step.cases ?? [];
  const at = cases.findIndex(({ when }) => holds(when, scope));
  const chosen = cases[at]?.steps ?? step.else ?? [];
  const output = { case: at === -1 ? "else" : at };
  await deps.runs.keepAttempt(
    { run: run.id, step: pathOf(frame, step), seq: 1, type: "branch" },
    { state: "completed", output },
    deps.clock(),
  );
  const ran = await runSteps(frame, chosen);
  return { ended: ran.ended.kind === "done" ? { kind: "done", output } : ran.ended, frame: ran.frame };
};

const runOne = async (frame: Frame, step: StepDefinition): Promise<Ran> => {
  if (step.type === "branch") return await runBranch(frame, step);
  const type = frame.deps.types.get(step.type);
  if (type !== undefined) return { ended: await runTask(frame, step, type), frame };
  const flows: Readonly<Record<string, (frame: Frame, step: StepDefinition) => Promise<Ended>>> = {
    approve: runApprove,
    for_each: runForEach,
    respond: runRespond,
    wait: runWait,
    workflow: runChild,
  };
  const flow = flows[step.type];
  if (flow !== undefined) return { ended: await flow(frame, step), frame };
  const message = `this Rollcall has no step type "${step.type}"`;
  return { ended: { kind: "failed", error: { code: "step_type", message, step: step.name } }, frame };
};

/** What comes after a step that failed. */
const afterFailure = async (
  frame: Frame,
  step: StepDefinition,
  ended: Extract<Ended, { kind: "failed" }>,
): Promise<Ran | "go on"> => {
  if (step.on_error === undefined) return { ended, frame };
  if (step.on_error === "continue") return "go on";
  const branch = await runSteps({ ...frame, scope: { ...frame.scope, error: ended.error } }, step.on_error);
  if (branch.ended.kind === "failed") return branch;
  const { output } = branch.ended;
  return { ended: { kind: "handled", ...(output === undefined ? {} : { output }) }, frame: branch.frame };
};

/** Steps of a rerun that come before the one it begins at: their outputs are taken from the run that it repeats. */
const carriedOver = (
  frame: Frame,
  steps: readonly StepDefinition[],
): { readonly frame: Frame; readonly rest: readonly StepDefinition[] } => {
  const { startAt } = frame.run;
  const index =
    startAt === undefined || frame.prefix !== "" ? -1 : steps.findIndex(({ name }) => name === startAt.step);
  if (startAt === undefined || index === -1) return { frame, rest: steps };
  const outputs = { ...frame.scope.steps, ...startAt.outputs };
  return { frame: { ...frame, scope: { ...frame.scope, steps: outputs } }, rest: steps.slice(index) };
};

/** Runs steps in order until one fails, an error branch has ended them, or all are done. */
export const runSteps = async (start: Frame, steps: readonly StepDefinition[]): Promise<Ran> => {
  const { rest, frame: first } = carriedOver(start, steps);
  let frame = first;
  let output: unknown;
  for (const step of rest) {
    if (step.when !== undefined && !holds(step.when, frame.scope)) {
      const key = { run: frame.run.id, step: pathOf(frame, step), seq: 1, type: step.type };
      await frame.deps.runs.keepAttempt(key, { state: "skipped" }, frame.deps.clock());
      continue;
    }
    const ran = await runOne(frame, step);
    if (ran.ended.kind === "handled") return ran;
    frame = withOutput(
      ran.frame,
      step.name,
      ran.ended.kind === "failed" ? { error: ran.ended.error } : ran.ended.output,
    );
    if (ran.ended.kind === "failed") {
      const next = await afterFailure(frame, step, ran.ended);
      if (next !== "go on") return next;
    } else output = ran.ended.output;
  }
  return { ended: { kind: "done", output }, frame };
};
