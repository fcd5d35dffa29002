import assert from "node:assert/strict";

import { adjacentOperations, type Field, type Operation, operations } from "#zoom";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const hasType: Readonly<Record<Field["type"], (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: (value) => typeof value === "bigint" || Number.isInteger(value),
  number: (value) => typeof value === "number",
  array: Array.isArray,
  object: isObject,
};

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const valueProblems = (field: Field, value: unknown, path: string): string[] => {
  if (!hasType[field.type](value)) return [`${path} is no ${field.type}: ${String(value)}`];
  if (field.values !== undefined && !field.values.some((allowed) => allowed === value))
    return [`${path} has a value that is not listed: ${String(value)}`];
  return field.format === "date-time" && !dateTime.test(String(value)) ? [`${path} is no date-time`] : [];
};

const parentOf = (path: string): string => (path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "");

/** What a body has that the rows do not list, lacks although they require it, or has in another type. */
const shapeProblems = (fields: readonly Field[], body: unknown): string[] => {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const required = fields.filter((field) => field.required);
  const problems: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      for (const item of value) check(item, `${path}[]`);
      return;
    }
    if (!isObject(value)) return;
    for (const [key, item] of Object.entries(value)) check(item, path === "" ? key : `${path}.${key}`);
    for (const field of required)
      if (parentOf(field.path) === path && !Object.hasOwn(value, field.path.slice(path === "" ? 0 : path.length + 1)))
        problems.push(`${field.path} is missing`);
  };
  const check = (value: unknown, path: string): void => {
    const field = byPath.get(path);
    if (field === undefined) problems.push(`${path} is not documented`);
    else problems.push(...valueProblems(field, value, path));
    visit(value, path);
  };
  visit(body, "");
  return problems;
};

const byExactness = [...operations, ...adjacentOperations].toSorted(
  (one, other) => one.path.split("{").length - other.path.split("{").length,
);

/** The operation that answers a method and path (`/v2/users/abc`), if there is one. */
export const operationAt = (method: string, path: string): Operation | undefined =>
  byExactness.find(
    (operation) =>
      operation.method === method &&
      new RegExp(`^/+v2${operation.path.replaceAll(/\{\w+\}/g, "[^/]+")}/?$`).test(path.replace(/\?.*/s, "")),
  );

/** Holds an answer against what the facts say of it. */
export const checkShape = (method: string, path: string, status: number, body: unknown): void => {
  const operation = operationAt(method, path);
  if (operation === undefined) return;
  // Some refusals come with HTTP 200: the body tells.
  if (status >= 300 || (isObject(body) && Number.isInteger(body["code"]))) {
    assert.ok(isObject(body), `${method} ${path}: an error is an object`);
    assert.ok(Number.isInteger(body["code"]) && typeof body["message"] === "string");
    const allowed = new Set(["code", "message", "errors"]);
    assert.deepEqual(
      Object.keys(body).filter((key) => !allowed.has(key)),
      [],
    );
    return;
  }
  const isEmpty = operation.success.fields.length === 0;
  assert.equal(body === undefined, isEmpty, `${method} ${path}: a body where there is none, or none`);
  assert.deepEqual(isEmpty ? [] : shapeProblems(operation.success.fields, body), [], `${method} ${path}`);
};
