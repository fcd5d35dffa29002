import { z } from "zod";

import { checkTemplates } from "../expressions/evaluate.ts";
import { isTemplate } from "../expressions/parse.ts";
import { isRecord } from "../expressions/values.ts";
import { splitInput } from "../fill-input.ts";
import type { StepType } from "../step-type.ts";
import { flowTypes } from "./flow-types.ts";
import type { Path } from "./positions.ts";
import type { StepDefinition } from "./schema.ts";

export interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** What expressions may name at one place. */
interface Known {
  readonly steps: ReadonlySet<string>;
  readonly extra: ReadonlySet<string>;
}

interface Checking {
  readonly types: ReadonlyMap<string, StepType>;
  readonly problems: Problem[];
  /** Every name: attempts and loops are found by it. */
  readonly names: Set<string>;
}

const maxSteps = 300;
const maxNesting = 8;

const makeKnownPath =
  ({ steps, extra }: Known) =>
  ([root, step]: readonly (string | number)[]): string | undefined => {
    if (root === "steps") {
      if (typeof step !== "string" || steps.has(step)) return undefined;
      const before = steps.size === 0 ? "there is none before this one" : `known here are: ${[...steps].join(", ")}`;
      return `no step "${step}" has run at this place; ${before}`;
    }
    if (typeof root === "string" && extra.has(root)) return undefined;
    return `there is no "${root}"; known here are: ${[...extra, "steps"].join(", ")}`;
  };

const hasTemplate = (value: unknown): boolean => {
  if (typeof value === "string") return isTemplate(value);
  if (Array.isArray(value)) return value.some(hasTemplate);
  return isRecord(value) && Object.values(value).some(hasTemplate);
};

/** Checks what can be checked of an input before its expressions have values: names, and the fields without expressions. */
const checkInput = (
  { input: schema, verbatim = [] }: Pick<StepType, "input" | "verbatim">,
  given: Readonly<Record<string, unknown>>,
  path: Path,
): readonly Problem[] => {
  const fields: Readonly<Record<string, unknown>> = schema.shape;
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!(field instanceof z.ZodType))
      problems.push({
        path: [...path, name],
        message: `there is no field "${name}"; there are: ${Object.keys(fields).join(", ")}`,
      });
    else if (verbatim.includes(name) || !hasTemplate(value)) {
      const parsed = field.safeParse(value);
      if (!parsed.success)
        for (const issue of parsed.error.issues)
          problems.push({
            path: [...path, name, ...issue.path.map((part) => (typeof part === "symbol" ? "" : part))],
            message: issue.message,
          });
    }
  }
  for (const { path: at, code } of schema.safeParse({}).error?.issues ?? []) {
    const [name] = at;
    if (typeof name === "string" && code !== "custom" && !Object.hasOwn(given, name))
      problems.push({ path, message: `the field "${name}" is missing` });
  }
  // What only shows on the whole, such as fields that exclude each other.
  if (problems.length === 0 && !hasTemplate(splitInput({ verbatim }, given).open)) {
    const whole = schema.safeParse(given);
    if (!whole.success) problems.push({ path, message: whole.error.issues.map(({ message }) => message).join("; ") });
  }
  return problems;
};

const flowFields = ["cases", "else", "items", "concurrency", "stop_on_error", "steps"] as const;

const checkFields = (step: StepDefinition, path: Path): readonly Problem[] => {
  const flow = flowTypes.find(({ type }) => type === step.type);
  const allowed: readonly string[] = flow?.fields ?? [];
  const needed: readonly string[] = flow?.needed ?? [];
  return [
    ...flowFields
      .filter((field) => step[field] !== undefined && !allowed.includes(field))
      .map((field) => ({ path: [...path, field], message: `a step of type ${step.type} has no "${field}"` })),
    ...flowFields
      .filter((field) => step[field] === undefined && needed.includes(field))
      .map((field) => ({ path, message: `a step of type ${step.type} needs "${field}"` })),
  ];
};

const checkNested = (
  checking: Checking,
  step: StepDefinition,
  path: Path,
  known: Known,
  depth: number,
): ReadonlySet<string> => {
  const seen = new Set<string>();
  for (const [index, one] of (step.cases ?? []).entries())
    for (const name of checkSteps(checking, one.steps, [...path, "cases", index, "steps"], known, depth + 1))
      seen.add(name);
  for (const name of step.else === undefined
    ? []
    : checkSteps(checking, step.else, [...path, "else"], known, depth + 1))
    seen.add(name);
  if (step.steps !== undefined)
    checkSteps(
      checking,
      step.steps,
      [...path, "steps"],
      { ...known, extra: new Set([...known.extra, "item", "index"]) },
      depth + 1,
    );
  return seen;
};

const checkOne = (
  checking: Checking,
  step: StepDefinition,
  path: Path,
  known: Known,
  depth: number,
): ReadonlySet<string> => {
  const { problems, types } = checking;
  const at = makeKnownPath(known);
  const type = types.get(step.type);
  const flow = flowTypes.find((one) => one.type === step.type);
  const shape = type ?? flow;
  if (shape === undefined)
    problems.push({
      path: [...path, "type"],
      message: `there is no step type "${step.type}"; there are: ${[...types.keys(), ...flowTypes.map((one) => one.type)].toSorted().join(", ")}`,
    });
  else problems.push(...checkFields(step, path), ...checkInput(shape, step.with, [...path, "with"]));
  problems.push(
    ...checkTemplates(type === undefined ? step.with : splitInput(type, step.with).open, [...path, "with"], at),
    ...checkTemplates(step.when, [...path, "when"], at),
  );
  problems.push(...checkTemplates(step.items, [...path, "items"], at));
  for (const [index, one] of (step.cases ?? []).entries())
    problems.push(...checkTemplates(one.when, [...path, "cases", index, "when"], at));
  const seen = checkNested(checking, step, path, known, depth);
  if (Array.isArray(step.on_error))
    checkSteps(
      checking,
      step.on_error,
      [...path, "on_error"],
      { steps: new Set([...known.steps, step.name]), extra: new Set([...known.extra, "error"]) },
      depth + 1,
    );
  return seen;
};

const checkSteps = (
  checking: Checking,
  steps: readonly StepDefinition[],
  path: Path,
  known: Known,
  depth: number,
): ReadonlySet<string> => {
  const { problems } = checking;
  const names = new Set(known.steps);
  const own = new Set<string>();
  if (depth > maxNesting) {
    problems.push({ path, message: `steps lie more than ${maxNesting} deep` });
    return own;
  }
  for (const [index, step] of steps.entries()) {
    const here = [...path, index];
    if (checking.names.has(step.name))
      problems.push({ path: [...here, "name"], message: `the name "${step.name}" is taken` });
    checking.names.add(step.name);
    for (const seen of checkOne(checking, step, here, { ...known, steps: names }, depth)) {
      names.add(seen);
      own.add(seen);
    }
    names.add(step.name);
    own.add(step.name);
  }
  return own;
};

/** Everything that is wrong with the steps of a definition. */
export const checkDefinitionSteps = (
  types: ReadonlyMap<string, StepType>,
  definition: {
    readonly steps: readonly StepDefinition[];
    readonly on_error?: readonly StepDefinition[];
    readonly output?: unknown;
  },
): readonly Problem[] => {
  const checking: Checking = { types, problems: [], names: new Set() };
  const extra = new Set(["trigger", "run"]);
  const names = checkSteps(checking, definition.steps, ["steps"], { steps: new Set(), extra }, 1);
  if (definition.on_error !== undefined)
    checkSteps(checking, definition.on_error, ["on_error"], { steps: names, extra: new Set([...extra, "error"]) }, 1);
  const { problems } = checking;
  problems.push(...checkTemplates(definition.output, ["output"], makeKnownPath({ steps: names, extra })));
  if (checking.names.size > maxSteps)
    problems.push({ path: ["steps"], message: `there are ${checking.names.size} steps; at most ${maxSteps}` });
  return problems;
};
