import { exactJson } from "#base";
import type { Operation } from "#catalog";
import { planRequest, type RequestPlan } from "#programs";

import { nastyTexts } from "./corpus/nasty.ts";

export type ValueSet = "plain" | "nasty";

/** What a program is made for: a request with these values, or to read what the operation answers. */
export type Purpose = ValueSet | "parse";

/** Every string of a value becomes a nasty one, each place another. */
const poisoned = (value: unknown, next: () => string): unknown => {
  if (typeof value === "string") return next();
  if (Array.isArray(value)) return value.map((item) => poisoned(item, next));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, poisoned(item, next)] as const);
  return Object.fromEntries([...entries, ["all", nastyTexts]]);
};

const nastyBody = (operation: Operation, next: () => string): string | undefined => {
  const { body } = operation;
  if (body?.kind === "raw") return nastyTexts.join("\u0000");
  if (body?.kind !== "json") return undefined;
  return exactJson.stringify(poisoned(exactJson.parse(planRequest(operation).body ?? "{}"), next));
};

const nastyPlan = (operation: Operation): RequestPlan => {
  let at = 0;
  const next = (): string => nastyTexts[at++ % nastyTexts.length] ?? "";
  const all = nastyTexts.join("|");
  const { body } = operation;
  const wholeBody = nastyBody(operation, next);
  return planRequest(operation, {
    // All in two of them, one in each other: clients and servers refuse lines of more than 16 KiB, and they may.
    parameters: Object.fromEntries(
      operation.parameters.map(
        (known, index) => [`${known.in}.${known.name}`, index < 2 ? all : `-${next()}`] as const,
      ),
    ),
    body:
      body?.kind === "multipart" || body?.kind === "urlencoded"
        ? [...body.fields.map(({ name }) => [name, all] as const), [all, next()] as const]
        : [],
    ...(wholeBody === undefined ? {} : { wholeBody }),
  });
};

/** The request of an operation with its own values, or with every value made nasty. */
export const planFor = (operation: Operation, values: ValueSet): RequestPlan =>
  values === "plain" ? planRequest(operation) : nastyPlan(operation);
