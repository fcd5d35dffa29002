import { workflowErrors } from "../errors.ts";
import type { StepType } from "../step-type.ts";
import { checkDefinitionSteps } from "./check-steps.ts";
import { readPositioned } from "./positions.ts";
import { type Definition, definitionSchema, type StepDefinition } from "./schema.ts";

const shown = 20;

const visit = (steps: readonly StepDefinition[], see: (step: StepDefinition) => void): void => {
  for (const step of steps) {
    see(step);
    for (const one of step.cases ?? []) visit(one.steps, see);
    visit(step.else ?? [], see);
    visit(step.steps ?? [], see);
    if (Array.isArray(step.on_error)) visit(step.on_error, see);
  }
};

/** Every step of a definition, those in branches and loops included. */
export const allSteps = (definition: Pick<Definition, "steps" | "on_error">): readonly StepDefinition[] => {
  const found: StepDefinition[] = [];
  visit([...definition.steps, ...(definition.on_error ?? [])], (step) => found.push(step));
  return found;
};

/**
 * Reads and checks a definition.
 * @param name the file's name, for errors
 * @throws RC_WORKFLOWS_DEFINITION with line and column of everything that is wrong
 */
export const parseDefinition = (name: string, text: string, types: ReadonlyMap<string, StepType>): Definition => {
  const { value, where } = readPositioned(name, text);
  const parsed = definitionSchema.safeParse(value);
  const problems = parsed.success
    ? checkDefinitionSteps(types, parsed.data)
    : parsed.error.issues.map((issue) => ({
        path: issue.path.map((part) => (typeof part === "symbol" ? "" : part)),
        message: issue.message,
      }));
  if (parsed.success && problems.length === 0) return parsed.data;
  const lines = problems.slice(0, shown).map(({ path, message }) => {
    const field = path.join(".");
    return `${where(path)}: ${field === "" ? "" : `${field}: `}${message}`;
  });
  const more = problems.length > shown ? [`and ${problems.length - shown} more`] : [];
  throw workflowErrors.make("RC_WORKFLOWS_DEFINITION", [...lines, ...more].join("\n"));
};
