import { flowTypes } from "#workflows";
import { z } from "zod";

import { describedStepTypes } from "./described-types.ts";

/** A field of a step's `with`, for forms and for the reference. */
export interface StepField {
  readonly name: string;
  /** Of JSON: `string`, `integer`, `object`, or several with a comma between; `any`. */
  readonly type: string;
  /** The values that are allowed, where they are few. */
  readonly values: readonly string[];
  readonly isNeeded: boolean;
  /** As JSON; empty when there is none. */
  readonly standard: string;
  readonly what: string;
}

/** What can be said of a type of step without running one. */
export interface StepDoc {
  readonly type: string;
  readonly summary: string;
  readonly fields: readonly StepField[];
  /** Fields of the step itself, beside `with`. */
  readonly own: readonly string[];
  /** What later steps can read, by example. */
  readonly output: Readonly<Record<string, unknown>>;
  /** Attempts in all and milliseconds for each, where a definition does not say; of what steers the run neither. */
  readonly attempts?: number;
  readonly timeoutMs?: number;
}

const propertySchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  description: z.string().optional(),
});
const schemaSchema = z.looseObject({
  properties: z.record(z.string(), propertySchema).default({}),
  required: z.array(z.string()).default([]),
});

const fieldsOf = (input: z.ZodObject): readonly StepField[] => {
  const { properties, required } = schemaSchema.parse(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }));
  return Object.entries(properties).map(([name, field]) => ({
    name,
    type: [field.type ?? "any"].flat().join(", "),
    values: (field.enum ?? []).map(String),
    isNeeded: required.includes(name),
    standard: field.default === undefined ? "" : JSON.stringify(field.default),
    what: field.description ?? "",
  }));
};

/** Every type of step that a definition can name, in alphabetical order. */
export const stepDocs = (): readonly StepDoc[] => {
  const doing = describedStepTypes().map(({ type, summary, input, output, attempts, timeoutMs }): StepDoc => {
    return { type, summary, fields: fieldsOf(input), own: [], output, attempts, timeoutMs };
  });
  const steering = flowTypes.map(({ type, summary, input, output, fields }): StepDoc => {
    return { type, summary, fields: fieldsOf(input), own: fields, output };
  });
  return [...doing, ...steering].toSorted((one, other) => one.type.localeCompare(other.type));
};
