import assert from "node:assert/strict";

import { adjacentOperations, apiPath, type Field, type Operation, operations, scimMedia, scimUrns } from "#zoom";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const hasType: Readonly<Record<Field["type"], (value: unknown) => boolean>> = {
  any: () => true,
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
      for (const item of value) check(item, `${path}[]`, path);
      return;
    }
    if (!isObject(value)) return;
    for (const [key, item] of Object.entries(value)) check(item, path === "" ? key : `${path}.${key}`, path);
    for (const field of required)
      if (parentOf(field.path) === path && !Object.hasOwn(value, field.path.slice(path === "" ? 0 : path.length + 1)))
        problems.push(`${field.path} is missing`);
  };
  const check = (value: unknown, path: string, parent: string): void => {
    // SCIM shows an account's own attributes under names of the account's own.
    const field = byPath.get(path) ?? byPath.get(`${parent}.{customAttribute}`);
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
      new RegExp(
        `^/+${apiPath(operation.path)
          .slice(1)
          .replaceAll(/\{\w+\}/g, "[^/]+")}/?$`,
      ).test(path.replace(/\?.*/s, "")),
  );

/** The rows of a success: the query's `option` may pick others. */
const fieldsOf = ({ success, byOption }: Operation, path: string): readonly Field[] => {
  if (success.fields.length === 0) return success.fields;
  const option = new URLSearchParams(path.split("?", 2)[1]).get("option") ?? "";
  return byOption?.(option)?.fields ?? success.fields;
};

/** Documented settings that a document may lack: they are only there when somebody has set them. */
const mayLack =
  /^feature\.\w+_capacity$|^in_meeting\.entry_exit_chime$|\.encryption_type$|_domains$|ip_addresses_or_ranges$/;

/** Every setting outside lists is shown, whether or not it was ever set. */
const missingSettings = (fields: readonly Field[], body: unknown): string[] =>
  fields
    .map(({ path }) => path)
    .filter((path) => !path.includes("[]") && !mayLack.test(path))
    .filter((path) => {
      let at = body;
      for (const part of path.split(".")) at = isObject(at) ? at[part] : undefined;
      return at === undefined;
    });

/** Holds an answer against what the facts say of it. */
export const checkShape = (method: string, path: string, status: number, body: unknown): void => {
  const operation = operationAt(method, path);
  if (operation === undefined) return;
  // Some refusals come with HTTP 200: the body tells.
  if (status >= 300 || (isObject(body) && Number.isInteger(body["code"]))) {
    assert.ok(isObject(body), `${method} ${path}: an error is an object`);
    if (operation.media === scimMedia.type && body["code"] === undefined) {
      const { detail } = body;
      assert.deepEqual(body, { schemas: [scimUrns.error], detail, status }, `${method} ${path}`);
      assert.equal(typeof detail, "string");
      return;
    }
    assert.ok(Number.isInteger(body["code"]) && typeof body["message"] === "string");
    const allowed = new Set(["code", "message", "errors"]);
    assert.deepEqual(
      Object.keys(body).filter((key) => !allowed.has(key)),
      [],
    );
    return;
  }
  const fields = fieldsOf(operation, path);
  const isEmpty = fields.length === 0;
  // Some answer {} where nothing is documented.
  const hasNone = body === undefined || (isEmpty && isObject(body) && Object.keys(body).length === 0);
  assert.equal(hasNone, isEmpty, `${method} ${path}: a body where there is none, or none`);
  assert.deepEqual(isEmpty ? [] : shapeProblems(fields, body), [], `${method} ${path}`);
  if (operation.byOption !== undefined && !isEmpty && !path.includes("custom_query_fields"))
    assert.deepEqual(missingSettings(fields, body), [], `${method} ${path}: documented, and not there`);
};
