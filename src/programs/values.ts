import { exactJson } from "#base";
import type { Operation, Parameter, Schema } from "#catalog";

import { programErrors } from "./errors.ts";

/** What a caller wants sent instead of the defaults. */
export interface Values {
  /** By `path.<name>`, `query.<name>`, `header.<name>`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** By the path below the body, such as `user_info.email`; of a form, the field's name. */
  readonly body: readonly (readonly [path: string, value: string])[];
  /** The whole body; for JSON its text. */
  readonly wholeBody?: string;
}

export const noValues: Values = { parameters: {}, body: [] };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const typed = (schema: Schema | undefined, before: unknown, text: string, path: string): unknown => {
  const type = schema?.type ?? (typeof before === "string" || before === undefined ? "string" : "any");
  if (type === "string") return text;
  let value: unknown;
  try {
    value = exactJson.parse(text);
  } catch {
    if (type === "any") return text;
    throw programErrors.make(
      "RC_PROGRAMS_VALUE",
      `body.${path} takes a value of type ${type}, not ${JSON.stringify(text)}`,
    );
  }
  const fits = {
    object: isObject(value),
    array: Array.isArray(value),
    integer: typeof value === "bigint" || Number.isInteger(value),
    number: typeof value === "number" || typeof value === "bigint",
    boolean: typeof value === "boolean",
    null: value === null,
    any: true,
  }[type];
  if (fits || (value === null && schema?.nullable === true)) return value;
  throw programErrors.make(
    "RC_PROGRAMS_VALUE",
    `body.${path} takes a value of type ${type}, not ${JSON.stringify(text)}`,
  );
};

/** The value with what stands at `keys` replaced; missing objects are made, a list grows by one at its end. */
const replaced = (
  value: unknown,
  schema: Schema | undefined,
  keys: readonly string[],
  text: string,
  path: string,
): unknown => {
  const [key, ...rest] = keys;
  if (key === undefined) return typed(schema, value, text, path);
  if (Array.isArray(value) || schema?.type === "array") {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const index = Number(key);
    if (!Number.isInteger(index) || index < 0 || index > list.length)
      throw programErrors.make("RC_PROGRAMS_VALUE", `body.${path}: "${key}" is no place in a list of ${list.length}`);
    return list.toSpliced(index, 1, replaced(list[index], schema?.items, rest, text, path));
  }
  const known = schema?.properties;
  const before = new Map(Object.entries(isObject(value) ? value : {}));
  const own = new Map(Object.entries(known ?? {})).get(key);
  if (own === undefined && known !== undefined && Object.keys(known).length > 0 && !before.has(key))
    throw programErrors.make(
      "RC_PROGRAMS_VALUE",
      `body.${path}: there is no field "${key}"; fields are ${Object.keys(known).slice(0, 20).join(", ")}`,
    );
  return Object.fromEntries(before.set(key, replaced(before.get(key), own, rest, text, path)));
};

/** A JSON body with the values that were given. */
export const withBodyValues = (value: unknown, schema: Schema, given: Values["body"]): unknown =>
  given.reduce<unknown>((body, [path, text]) => replaced(body, schema, path.split("."), text, path), value);

const placeOf = (operation: Operation, parameter: Parameter["in"], name: string): string => {
  const found = operation.parameters.find(
    (known) => known.in === parameter && (known.name === name || known.name.toLowerCase() === name.toLowerCase()),
  );
  if (found !== undefined) return `${found.in}.${found.name}`;
  const names = operation.parameters.filter((known) => known.in === parameter).map((known) => known.name);
  throw programErrors.make(
    "RC_PROGRAMS_VALUE",
    `${operation.id} has no ${parameter} parameter "${name}"; ${names.length === 0 ? "it has none" : `there are ${names.join(", ")}`}`,
  );
};

/**
 * Reads what was typed as `body.user_info.email=…`, `path.userId=…`, `query.status=…`, `header.X-Name=…` or `body=…`.
 * @throws RC_PROGRAMS_VALUE
 */
export const readValues = (operation: Operation, settings: readonly string[]): Values => {
  const parameters: Record<string, string> = {};
  const body: [string, string][] = [];
  let wholeBody: string | undefined;
  for (const setting of settings) {
    const [, where, name, value = ""] = /^(body|path|query|header)(?:\.([^=]+))?=([\s\S]*)$/.exec(setting) ?? [];
    if (where === "path" || where === "query" || where === "header") {
      parameters[placeOf(operation, where, name ?? "")] = value;
    } else if (where === "body" && operation.body !== undefined) {
      if (name === undefined) wholeBody = value;
      else body.push([name, value]);
    } else
      throw programErrors.make(
        "RC_PROGRAMS_VALUE",
        where === "body" ? `${operation.id} has no body` : `"${setting.split("=")[0]}" names no value`,
      );
  }
  return { parameters, body, ...(wholeBody === undefined ? {} : { wholeBody }) };
};
