import { allSteps, parseDefinition } from "./definition/parse-definition.ts";
import { workflowErrors } from "./errors.ts";
import { type HttpExchange, maskExchange } from "./exchange-record.ts";
import { fillInput } from "./fill-input.ts";
import { masked } from "./run-views.ts";
import type { StepType } from "./step-type.ts";
import type { DefinitionSource, StepTest, TestOptions } from "./workflows.ts";

/** Runs one step of a definition once, for real: nothing is recorded and nothing else of the workflow runs. */
export const testStep = async (
  { types, clock }: { readonly types: ReadonlyMap<string, StepType>; readonly clock: () => number },
  source: DefinitionSource,
  options: TestOptions,
): Promise<StepTest> => {
  const definition = parseDefinition(source.name, source.text, types);
  const step = allSteps(definition).find(({ name }) => name === options.step);
  if (step === undefined)
    throw workflowErrors.make(
      "RC_WORKFLOWS_NOT_FOUND",
      `${source.name} has no step "${options.step}"; it has: ${allSteps(definition)
        .map(({ name }) => name)
        .join(", ")}`,
    );
  const type = types.get(step.type);
  if (type === undefined)
    throw workflowErrors.make(
      "RC_WORKFLOWS_STEP",
      `a step of type ${step.type} steers a run: it cannot be tested alone`,
    );
  const run = { id: "test", workflow: definition.name, version: 0 };
  const scope = {
    trigger: { kind: "test", body: options.trigger ?? options.input ?? null },
    run,
    steps: options.outputs ?? {},
  };
  const input = options.input ?? fillInput(type, step.with, scope);
  const parsed = type.input.safeParse(input);
  if (!parsed.success)
    throw workflowErrors.make(
      "RC_WORKFLOWS_STEP",
      `${options.step}: ${parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
    );
  const exchanges: HttpExchange[] = [];
  const logs: string[] = [];
  const begun = clock();
  const outcome = await type.run(input, {
    run: run.id,
    workflow: run.workflow,
    step: step.name,
    account: step.account ?? definition.account,
    auths: definition.auths,
    signal: AbortSignal.timeout(step.timeout ?? type.timeoutMs),
    scope,
    log: (line) => void logs.push(line),
    exchange: (exchange) => void exchanges.push(maskExchange(exchange)),
  });
  return { outcome, input: masked(input), exchanges, logs, ms: clock() - begun };
};
