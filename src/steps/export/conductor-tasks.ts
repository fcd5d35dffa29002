import type { Catalog } from "#catalog";
import { code, javascriptLiteral, ours } from "#programs";
import { type Definition, durationMs, isTemplate, type StepDefinition, type StepType } from "#workflows";

import { CannotCarry, type Refusal } from "./cannot-carry.ts";
import { loopOver, subWorkflow, taskDefinition, waitInput } from "./conductor-flow.ts";
import { httpRequest, secretNote } from "./conductor-http.ts";
import { outputOf, workerOutput } from "./conductor-outputs.ts";
import { type ConductorScope, ConductorValues, type OutputOf } from "./conductor-values.ts";
import { planHttpCall } from "./plan-http-call.ts";
import { isUserStep, planUserCall } from "./plan-user-call.ts";
import { type PlannedCall, textField } from "./planned-call.ts";

/**
 * One workflow on its way to Conductor. Fields of tasks are those of docs.conductor-oss.org (workflowdef/systemtasks and
 * workflowdef/operators), references to secrets those of orkes.io (developer-guides/secrets-in-conductor).
 */
export interface Conducting {
  readonly definition: Definition;
  readonly catalog: Catalog;
  readonly types: ReadonlyMap<string, StepType>;
  readonly refused: Refusal[];
  readonly notes: Set<string>;
  readonly taskDefinitions: object[];
}

interface Place extends ConductorScope {
  /** Grows as steps are carried over. */
  readonly steps: Map<string, OutputOf>;
}

export type Task = object;

const referenceOf = ({ name }: StepDefinition): string => `${name}_ref`;
const taskName = ({ definition }: Conducting, { name }: StepDefinition): string => `${definition.name}_${name}`;

/** Zoom takes an address or an id, under different names: which one it is shows only when it is there. */
const member = (step: StepDefinition, values: ConductorValues): unknown => {
  const user = textField(step, "user");
  if (!isTemplate(user)) return user.includes("@") ? { email: user } : { id: user };
  return values.compute(
    user,
    (input) => code`String(${input}).indexOf("@") < 0 ? { id: ${input} } : { email: ${input} }`,
  );
};

const planCall = (conducting: Conducting, step: StepDefinition): PlannedCall => {
  const account = step.account ?? conducting.definition.account;
  if (!isUserStep(step.type)) return planHttpCall(step, account, conducting.catalog);
  return planUserCall(step, step.type, account);
};

const httpTask = (conducting: Conducting, step: StepDefinition, values: ConductorValues): Task => {
  const call = planCall(conducting, step);
  const { method, auth, success } = call;
  const type = conducting.types.get(step.type);
  // A POST whose answer was lost must not be sent again unless the definition says so; Conductor repeats either way.
  const isRepeatable = method !== "POST" && (method !== "PATCH" || step.type !== "http");
  const attempts = step.retry?.attempts ?? (isRepeatable ? (type?.attempts ?? 1) : 1);
  const request = httpRequest(step, call, values);
  const body = step.type === "add_to_group" ? { body: { members: [member(step, values)] } } : {};
  const description = step.description ?? `${step.type} of ${conducting.definition.name}`;
  conducting.taskDefinitions.push(
    taskDefinition(taskName(conducting, step), description, step, {
      attempts,
      timeoutMs: step.timeout ?? type?.timeoutMs ?? 60_000,
    }),
  );
  if (auth !== undefined) conducting.notes.add(secretNote(auth));
  if (attempts > 11) conducting.notes.add(`${step.name}: 11 attempts instead of ${attempts}, which is the most there`);
  if (success !== undefined) conducting.notes.add(`${step.name}: any status from 200 to 299 is a success there`);
  return { type: "HTTP", inputParameters: { http_request: { ...request, ...body } } };
};

const branchTask = (conducting: Conducting, step: StepDefinition, place: Place, values: ConductorValues): Task => {
  const cases = step.cases ?? [];
  const labels = cases.map((_one, index) => `case_${index}`);
  const chosen = values.choose(
    cases.map(({ when }, index) => [when, javascriptLiteral(labels[index] ?? "")]),
    ours('"else"'),
  );
  const decisionCases = cases.map(({ steps }, index): [string, readonly Task[]] => [
    labels[index] ?? "",
    tasksOf(conducting, steps, place),
  ]);
  return {
    type: "SWITCH",
    ...chosen,
    decisionCases: Object.fromEntries(decisionCases),
    defaultCase: tasksOf(conducting, step.else ?? [], place),
  };
};

const loopTask = (conducting: Conducting, step: StepDefinition, place: Place, values: ConductorValues): Task => {
  const fields = loopOver(step, values);
  if ((step.concurrency ?? 5) > 1) conducting.notes.add(`${step.name}: one item after the other there`);
  // What runs inside is not seen outside.
  const inside: Place = { steps: new Map(place.steps), loop: referenceOf(step) };
  return { type: "DO_WHILE", ...fields, loopOver: tasksOf(conducting, step.steps ?? [], inside) };
};

const humanTask = (conducting: Conducting, step: StepDefinition, values: ConductorValues): Task => {
  const { message = "", timeout } = step.with;
  const timeoutMs = typeof timeout === "string" ? durationMs(timeout) : 7 * 86_400_000;
  if (timeoutMs === undefined) throw new CannotCarry("its timeout is an expression");
  const inputParameters = { message: values.fill(message) };
  conducting.taskDefinitions.push(
    taskDefinition(taskName(conducting, step), "A decision", step, { attempts: 1, timeoutMs }),
  );
  conducting.notes.add(`${step.name}: whoever completes it sets \`approved\` in its output; a decline is failing it`);
  return { type: "HUMAN", inputParameters };
};

const mainTask = (conducting: Conducting, step: StepDefinition, place: Place, values: ConductorValues): Task => {
  switch (step.type) {
    case "branch":
      return branchTask(conducting, step, place, values);
    case "for_each":
      return loopTask(conducting, step, place, values);
    case "wait":
      return { type: "WAIT", inputParameters: waitInput(step) };
    case "approve":
      return humanTask(conducting, step, values);
    case "workflow":
      return { type: "SUB_WORKFLOW", ...subWorkflow(step, values) };
    case "respond":
      throw new CannotCarry("a workflow there answers with its output: only the last step can become that");
    case "code":
      throw new CannotCarry("code that uses a sandbox's axios is no task of Conductor's: it needs a worker");
    case "plan_roster":
      throw new CannotCarry("people files are compared by Rollcall");
    default:
      return httpTask(conducting, step, values);
  }
};

/** What a worker must do in the place of a step that could not be carried over. */
const simpleTask = (conducting: Conducting, step: StepDefinition, why: string): Task => {
  const description = `${step.type}, to be written as a worker: ${why}`;
  conducting.taskDefinitions.push(
    taskDefinition(taskName(conducting, step), description, step, { attempts: 1, timeoutMs: step.timeout ?? 60_000 }),
  );
  return { type: "SIMPLE", description, inputParameters: {} };
};

const errorBranch = ({ refused }: Conducting, { name, type, on_error: branch }: StepDefinition): Task => {
  if (branch === undefined) return {};
  if (branch === "continue" && type !== "branch" && type !== "for_each") return { optional: true };
  const why = "its `on_error` has no counterpart: a task that fails there fails the workflow";
  refused.push({ step: name, why });
  return { description: `Left out: ${why}` };
};

const stepTasks = (conducting: Conducting, step: StepDefinition, place: Place): readonly Task[] => {
  const { definition, refused } = conducting;
  const reference = referenceOf(step);
  const values = new ConductorValues(definition.name, step.name, place);
  const written = step.description === undefined ? {} : { description: step.description };
  const named = { name: taskName(conducting, step), taskReferenceName: reference, ...written };
  let wrap = (tasks: readonly Task[]): readonly Task[] => tasks;
  try {
    if (step.when !== undefined) {
      const chosen = values.choose([[step.when, ours('"yes"')]], ours('"no"'));
      const outside = values.before();
      const name = `${step.name}_when`;
      wrap = (tasks) => [
        ...outside,
        {
          name: `${definition.name}_${name}`,
          taskReferenceName: name,
          type: "SWITCH",
          ...chosen,
          decisionCases: { yes: tasks },
          defaultCase: [],
        },
      ];
    }
    const main = mainTask(conducting, step, place, values);
    place.steps.set(step.name, outputOf(step, reference));
    return wrap([...values.before(), { ...named, ...errorBranch(conducting, step), ...main }]);
  } catch (error) {
    if (!(error instanceof CannotCarry)) throw error;
    refused.push({ step: step.name, why: error.message });
    place.steps.set(step.name, workerOutput(reference));
    return wrap([{ ...named, ...simpleTask(conducting, step, error.message) }]);
  }
};

/** The tasks of a list of steps; what cannot be carried over is refused, and a SIMPLE task stands in its place. */
export const tasksOf = (conducting: Conducting, steps: readonly StepDefinition[], place: Place): readonly Task[] =>
  steps.flatMap((step) => stepTasks(conducting, step, place));
