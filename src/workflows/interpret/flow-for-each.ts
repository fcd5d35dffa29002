import { z } from "zod";

import { allSteps } from "../definition/parse-definition.ts";
import type { StepDefinition } from "../definition/schema.ts";
import { fill } from "../expressions/evaluate.ts";
import { keepFlow } from "./flow-input.ts";
import { type Ended, type Frame, pathOf, type Tally } from "./frame.ts";

const maxItems = 10_000;
const maxChunk = 50;
/** The engine allows a run 1,000 steps, waits and attempts. */
const maxRecords = 900;
const maxChunksPerLane = 400;
const defaultConcurrency = 5;
const keptFailures = 100;

/** Engine records that one item may need: each attempt is a step, each pause between attempts a wait. */
const recordsPerItem = (frame: Frame, steps: readonly StepDefinition[]): number =>
  allSteps({ steps }).reduce((sum, { type, retry }) => {
    const attempts = retry?.attempts ?? frame.deps.types.get(type)?.attempts ?? 2;
    return sum + 2 * attempts + 1;
  }, 0);

export const joinTallies = (tallies: readonly Tally[]): Tally => ({
  succeeded: tallies.reduce((sum, { succeeded }) => sum + succeeded, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  failures: tallies
    .flatMap(({ failures }) => failures)
    .toSorted((one, other) => one.index - other.index)
    .slice(0, keptFailures),
  stopped: tallies.some(({ stopped }) => stopped),
});

/** How the list is cut: lanes work beside each other, each on one chunk after the other. */
const cut = (frame: Frame, step: StepDefinition, total: number): { lanes: number; chunk: number } | undefined => {
  const lanes = Math.min(step.concurrency ?? defaultConcurrency, total);
  const fits = Math.max(1, Math.min(maxChunk, Math.floor(maxRecords / recordsPerItem(frame, step.steps ?? []))));
  const needed = Math.ceil(total / (lanes * maxChunksPerLane));
  const chunk = Math.max(Math.min(fits, Math.ceil(total / lanes)), needed);
  return chunk > fits ? undefined : { lanes, chunk };
};

const listSchema = z.array(z.unknown());

const refuse = async (frame: Frame, step: StepDefinition, code: string, message: string): Promise<Ended> => {
  const error = { code, message, step: pathOf(frame, step) };
  await keepFlow(frame, step, { state: "failed", error });
  return { kind: "failed", error };
};

/** Runs the steps for each item, as a tree of runs: a lane for each one at a time, a chunk for each 50 items. */
export const runForEach = async (frame: Frame, step: StepDefinition): Promise<Ended> => {
  const { context, deps, run, scope } = frame;
  const path = pathOf(frame, step);
  const list = listSchema.safeParse(fill(step.items, scope));
  if (!list.success) return await refuse(frame, step, "items", "items is no list");
  const items = list.data;
  const total = items.length;
  if (total > maxItems) return await refuse(frame, step, "items", `items has ${total} entries; at most ${maxItems}`);
  const plan = total === 0 ? { lanes: 0, chunk: 1 } : cut(frame, step, total);
  if (plan === undefined)
    return await refuse(
      frame,
      step,
      "items",
      `${total} items of these steps are too many: raise concurrency, or put the steps into a workflow of their own`,
    );
  await keepFlow(frame, step, { state: "waiting", input: { count: total, concurrency: plan.lanes } });
  await context.step(`${path}#items`, () => deps.runs.keepScope(run.id, path, { scope, items }));
  const { lane: program } = deps.programs();
  const lanes = Array.from({ length: plan.lanes }, (_unused, lane) => lane);
  const tallies = await context.parallel(
    lanes.map(
      (lane) => () =>
        context.child(
          program,
          { run: run.id, step: path, name: step.name, lane, lanes: plan.lanes, chunk: plan.chunk, total },
          { name: `${path}~${lane}` },
        ),
    ),
  );
  const tally = joinTallies(tallies);
  const output = { count: total, succeeded: tally.succeeded, failed: tally.failed, failures: tally.failures };
  if (tally.failed === 0) {
    await keepFlow(frame, step, { state: "completed", output });
    return { kind: "done", output };
  }
  const [first] = tally.failures;
  const error = {
    code: "items_failed",
    message: `${tally.failed} of ${total} items failed${tally.stopped ? ", the rest was not begun" : ""}; the first: item ${first?.index ?? 0}: ${first?.message ?? ""}`,
    details: output,
    step: path,
  };
  await keepFlow(frame, step, { state: "failed", output, error });
  return { kind: "failed", error };
};
