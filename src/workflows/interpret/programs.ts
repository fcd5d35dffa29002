import { z } from "zod";

import type { Engine, RunContext } from "#engine";

import { allSteps } from "../definition/parse-definition.ts";
import type { Definition, StepDefinition } from "../definition/schema.ts";
import { fill } from "../expressions/evaluate.ts";
import { isRecord } from "../expressions/values.ts";
import type { RunError, RunRecord } from "../store/records.ts";
import { joinTallies } from "./flow-for-each.ts";
import type { ChunkInput, Ended, Frame, InterpretDeps, LaneInput, Programs, RunInput, Tally } from "./frame.ts";
import { runSteps } from "./run-steps.ts";

const runInput = z.object({ run: z.string() });
const laneInput = z.object({
  run: z.string(),
  step: z.string(),
  name: z.string(),
  lane: z.number(),
  lanes: z.number(),
  chunk: z.number(),
  total: z.number(),
});
const chunkInput = z.object({ run: z.string(), step: z.string(), name: z.string(), from: z.number(), to: z.number() });
const snapshotSchema = z.object({ scope: z.record(z.string(), z.unknown()), items: z.array(z.unknown()) });

const gone = (run: string): Extract<Ended, { kind: "failed" }> => ({
  kind: "failed",
  error: { code: "RC_WORKFLOWS_INTERNAL", message: `the record of ${run} or its workflow's version is gone` },
});

const load = async (
  deps: InterpretDeps,
  id: string,
): Promise<{ readonly run: RunRecord; readonly definition: Definition } | undefined> => {
  const run = await deps.runs.run(id);
  const definition = run === undefined ? undefined : await deps.definitionOf(run.workflow, run.version);
  return run === undefined || definition === undefined ? undefined : { run, definition };
};

const firstFrame = (
  deps: InterpretDeps,
  { run, definition }: { readonly run: RunRecord; readonly definition: Definition },
  context: RunContext,
): Frame => ({
  deps,
  run,
  definition,
  context,
  scope: {
    trigger: run.trigger,
    run: {
      id: run.id,
      workflow: run.workflow,
      version: run.version,
      started_at: new Date(run.createdAt).toISOString(),
    },
    steps: {},
  },
  prefix: "",
});

/** The workflow's own handler runs, and the run still counts as failed. */
const handleFailure = async (frame: Frame, error: RunError): Promise<void> => {
  if (frame.definition.on_error === undefined) return;
  // A handler begins at its beginning, whatever step the run began at.
  const { startAt: _ran, ...run } = frame.run;
  await runSteps({ ...frame, run, scope: { ...frame.scope, error } }, frame.definition.on_error);
};

const runWhole = async (deps: InterpretDeps, { run: id }: RunInput, context: RunContext): Promise<Ended> => {
  const loaded = await load(deps, id);
  if (loaded === undefined) {
    const ended = gone(id);
    await deps.runs.finish(id, "failed", { error: ended.error }, deps.clock());
    deps.changed(id);
    return ended;
  }
  const { run, definition } = loaded;
  if (run.state === "canceled") return { kind: "failed", error: { code: "canceled", message: "the run was canceled" } };
  if (run.state === "accepted") {
    await deps.runs.begin(id, deps.clock());
    deps.changed(id);
  }
  const { ended, frame } = await runSteps(firstFrame(deps, loaded, context), definition.steps);
  if (ended.kind === "failed") {
    await handleFailure(frame, ended.error);
    await deps.runs.finish(id, "failed", { error: ended.error }, deps.clock());
  } else {
    const output =
      definition.output === undefined || ended.kind === "handled" ? ended.output : fill(definition.output, frame.scope);
    await deps.runs.finish(id, "completed", output === undefined ? {} : { output }, deps.clock());
  }
  deps.changed(id);
  return ended;
};

const runLane = async (deps: InterpretDeps, input: LaneInput, context: RunContext): Promise<Tally> => {
  const { run, step, name, lane, lanes, chunk, total } = input;
  const loaded = await load(deps, run);
  const stops = loaded !== undefined && stepNamed(loaded.definition, name)?.stop_on_error === true;
  const tallies: Tally[] = [];
  for (let from = lane * chunk; from < total; from += lanes * chunk) {
    const to = Math.min(from + chunk, total);
    const tally = await context.child(deps.programs().chunk, { run, step, name, from, to }, { name: String(from) });
    tallies.push(tally);
    if (stops && tally.failed > 0) break;
  }
  return joinTallies(tallies);
};

/** Names are unique in a definition. */
const stepNamed = (definition: Definition, name: string): StepDefinition | undefined =>
  allSteps(definition).find((step) => step.name === name);

const tallyOf = (ended: Ended, index: number, stops: boolean): Tally =>
  ended.kind === "failed"
    ? {
        succeeded: 0,
        failed: 1,
        failures: [{ index, code: ended.error.code, message: ended.error.message }],
        stopped: stops,
      }
    : { succeeded: 1, failed: 0, failures: [], stopped: false };

const runChunk = async (deps: InterpretDeps, input: ChunkInput, context: RunContext): Promise<Tally> => {
  const { run: id, step: path, name, from, to } = input;
  const loaded = await load(deps, id);
  const step = loaded === undefined ? undefined : stepNamed(loaded.definition, name);
  const snapshot = snapshotSchema.parse(await deps.runs.scope(id, path));
  const steps = step?.steps ?? [];
  const stops = step?.stop_on_error === true;
  const tallies: Tally[] = [];
  if (loaded === undefined) return joinTallies(tallies);
  for (let index = from; index < to; index += 1) {
    const known = snapshot.scope["steps"];
    const scope = { ...snapshot.scope, steps: isRecord(known) ? known : {}, item: snapshot.items[index], index };
    const frame = { ...firstFrame(deps, loaded, context), scope, prefix: `${path}[${index}].` };
    const { ended } = await runSteps(frame, steps);
    tallies.push(tallyOf(ended, index, stops));
    if (ended.kind === "failed" && stops) break;
  }
  return joinTallies(tallies);
};

/** Declares to the engine what runs every definition: a deploy needs no restart, because versions are data. */
export const definePrograms = (engine: Engine, deps: InterpretDeps): Programs => ({
  run: engine.define({ name: "workflow", input: runInput, run: (input, context) => runWhole(deps, input, context) }),
  lane: engine.define({
    name: "workflow-lane",
    input: laneInput,
    run: (input, context) => runLane(deps, input, context),
  }),
  chunk: engine.define({
    name: "workflow-chunk",
    input: chunkInput,
    run: (input, context) => runChunk(deps, input, context),
  }),
});
