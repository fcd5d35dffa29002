import type { StepDefinition } from "#workflows";

import { CannotCarry } from "./cannot-carry.ts";
import { fieldPath, type OutputOf } from "./conductor-values.ts";
import { isUserStep } from "./plan-user-call.ts";

type Path = readonly (string | number)[];

/** What of a user step's output is a field of Zoom's answer, too; the rest is worked out by Rollcall. */
const zoomFields: Readonly<Record<string, readonly string[]>> = {
  create_user: ["id", "email", "type"],
  lookup_user: [
    "id",
    "email",
    "first_name",
    "last_name",
    "display_name",
    "type",
    "status",
    "dept",
    "job_title",
    "group_ids",
    "role_id",
    "created_at",
    "last_login_at",
  ],
};

const cannot = (step: StepDefinition, rest: Path): never => {
  throw new CannotCarry(`steps.${[step.name, ...rest].join(".")} is worked out by Rollcall and not in the answer`);
};

const httpParts: Readonly<Record<string, string>> = { body: "body", headers: "headers", status: "statusCode" };

/** Where Conductor keeps what a step gives. */
export const outputOf = (step: StepDefinition, reference: string): OutputOf => {
  const { type } = step;
  return (rest) => {
    const [first, ...more] = rest;
    if (isUserStep(type))
      return typeof first === "string" && zoomFields[type]?.includes(first) === true
        ? `${reference}.output.response.body${fieldPath(rest)}`
        : cannot(step, rest);
    switch (type) {
      case "http":
        return typeof first === "string" && Object.hasOwn(httpParts, first)
          ? `${reference}.output.response.${String(httpParts[first])}${fieldPath(more)}`
          : cannot(step, rest);
      case "workflow":
        if (first === "run" && more.length === 0) return `${reference}.output.subWorkflowId`;
        return first === "output" ? `${reference}.output${fieldPath(rest)}` : cannot(step, rest);
      case "approve":
        return `${reference}.output${fieldPath(rest)}`;
      default:
        return cannot(step, rest);
    }
  };
};

/** What somebody's worker gives in place of a step is theirs to say. */
export const workerOutput =
  (reference: string): OutputOf =>
  (rest) =>
    `${reference}.output${fieldPath(rest)}`;
