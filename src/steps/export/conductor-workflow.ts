import type { Definition, StepDefinition } from "#workflows";

import { carry } from "./cannot-carry.ts";
import { type Conducting, type Task, tasksOf } from "./conductor-tasks.ts";
import { type OutputOf, ConductorValues } from "./conductor-values.ts";

/** The step that answers, where it can become the workflow's output. */
const lastAnswer = ({ steps }: Definition): StepDefinition | undefined => {
  const last = steps.at(-1);
  return last?.type === "respond" && last.when === undefined && last.on_error === undefined ? last : undefined;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What surrounds the steps and has no counterpart. */
const refuseSurroundings = ({ definition, refused, notes }: Conducting): void => {
  const { trigger, alert, on_error: onError } = definition;
  if (trigger.event !== undefined)
    refused.push({
      step: "trigger",
      why: "Zoom's events: nothing there checks their signature and starts the workflow",
    });
  if (trigger.http?.auth !== undefined)
    refused.push({ step: "trigger", why: `its auth (${trigger.http.auth.type}) is not checked there` });
  if (alert !== undefined) refused.push({ step: "alert", why: "name a failureWorkflow there instead" });
  if (onError !== undefined)
    refused.push({ step: "on_error", why: "these steps would be a workflow of their own, named as failureWorkflow" });
  if (trigger.schedule !== undefined)
    notes.add(`schedule it there: ${JSON.stringify(trigger.schedule.cron)}, ${trigger.schedule.time_zone}`);
  notes.add("the body of the trigger is the workflow's input; fields without a value are sent as null");
};

/** A Conductor workflow definition with its task definitions. */
export const conductorWorkflow = (conducting: Conducting): object => {
  const { definition, refused } = conducting;
  const { name, description = "", trigger, limits, output } = definition;
  refuseSurroundings(conducting);
  const answer = lastAnswer(definition);
  const place = { steps: new Map<string, OutputOf>() };
  const tasks: Task[] = [
    ...tasksOf(conducting, answer === undefined ? definition.steps : definition.steps.slice(0, -1), place),
  ];
  const outputs: Record<string, unknown> = {};
  const give = (step: string, prefix: string, key: string, value: unknown): void => {
    const values = new ConductorValues(name, prefix, place);
    const filled = carry(refused, step, () => values.fill(value));
    tasks.push(...values.before());
    if (filled !== undefined) outputs[key] = filled;
  };
  // Capitals, which no step's name has.
  if (output !== undefined) give("output", "OUTPUT", "output", output);
  if (answer !== undefined) give(answer.name, answer.name, "response", { status: 200, ...answer.with });
  const input = trigger.schedule?.input;
  return {
    workflow: {
      name,
      description: `${description} (made from a Rollcall workflow; not executed here)`.trim(),
      version: 1,
      schemaVersion: 2,
      ownerEmail: "owner@example.com",
      restartable: true,
      timeoutPolicy: "TIME_OUT_WF",
      timeoutSeconds: limits.timeout === undefined ? 0 : Math.max(1, Math.ceil(limits.timeout / 1000)),
      ...(isRecord(input) ? { inputTemplate: input } : {}),
      tasks,
      outputParameters: outputs,
    },
    tasks: conducting.taskDefinitions,
  };
};
