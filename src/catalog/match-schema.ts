import { exactJson } from "#base";

import { isList, isObject, memberOf } from "./document-value.ts";
import type { Operation, Schema } from "./operation.ts";

/** How an answer compares with what is documented for its status. */
export interface AnswerMatch {
  /** `unknown` when nothing is documented for this status. */
  readonly state: "matches" | "differs" | "unknown";
  /** Where it differs, at most twenty. */
  readonly differences: readonly string[];
}

const maxDifferences = 20;

const fits = (value: unknown, type: Schema["type"]): boolean => {
  switch (type) {
    case "any":
      return true;
    case "null":
      return value === null;
    case "object":
      return isObject(value);
    case "array":
      return isList(value);
    case "integer":
      return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
    case "number":
      return typeof value === "bigint" || typeof value === "number";
    case "string":
    case "boolean":
      return typeof value === type;
  }
};

const typeName = (value: unknown): string => (value === null ? "null" : isList(value) ? "an array" : typeof value);

const compare = (value: unknown, schema: Schema, path: string, found: string[]): void => {
  if (found.length >= maxDifferences) return;
  if (value === null && schema.nullable === true) return;
  if (!fits(value, schema.type)) {
    found.push(`${path}: ${typeName(value)} instead of ${schema.type}`);
    return;
  }
  const { enum: values } = schema;
  if (values !== undefined && (typeof value === "string" || typeof value === "number") && !values.includes(value))
    found.push(`${path}: ${JSON.stringify(value)} is not among the documented values`);
  for (const name of schema.required ?? [])
    if (memberOf(value, name) === undefined) found.push(`${path}.${name}: missing`);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const member = memberOf(value, name);
    if (member !== undefined) compare(member, property, `${path}.${name}`, found);
  }
  if (isList(value) && schema.items !== undefined)
    for (const [index, item] of value.entries()) compare(item, schema.items, `${path}[${index}]`, found);
};

const compareBody = (body: string, schema: Schema): AnswerMatch => {
  let value: unknown;
  try {
    value = exactJson.parse(body);
  } catch {
    return { state: "differs", differences: ["the body is not JSON"] };
  }
  const differences: string[] = [];
  compare(value, schema, "body", differences);
  return { state: differences.length === 0 ? "matches" : "differs", differences: differences.slice(0, maxDifferences) };
};

const codeIn = (body: string): string | undefined => {
  try {
    const code = memberOf(JSON.parse(body), "code");
    return typeof code === "number" || typeof code === "string" ? String(code) : undefined;
  } catch {
    return undefined;
  }
};

/** Compares an answer with the schema, or the error codes, that the operation documents for its status. */
export const matchAnswer = (operation: Operation, status: number, body: string): AnswerMatch => {
  const documented = operation.answers.filter((answer) => answer.status === status);
  const schema = documented.find((answer) => answer.schema !== undefined)?.schema;
  if (schema !== undefined) return compareBody(body, schema);
  const errors = operation.errors.filter((error) => error.status === status);
  if (errors.length > 0) {
    const code = codeIn(body);
    const isKnown = errors.some((error) => error.code === undefined || String(error.code) === code);
    return isKnown
      ? { state: "matches", differences: [] }
      : { state: "differs", differences: [`code ${code ?? "(none)"} is not documented for ${status}`] };
  }
  if (documented.length === 0) return { state: "unknown", differences: [] };
  return body === "" || status >= 400 ? { state: "matches", differences: [] } : { state: "unknown", differences: [] };
};
