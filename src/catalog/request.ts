import { exactJson } from "#base";

import { isList, isObject } from "./document-value.ts";
import { catalogErrors } from "./errors.ts";
import type { Auth, FormField, Operation, Parameter, Schema } from "./operation.ts";
import { sampleOf } from "./sample.ts";

/** Values for one call. What is not given is taken from the operation's examples. */
export interface Values {
  /** `path.userId`, `query.status`, `header.X-Id`, `body.user_info.email`, or the bare name of a parameter. */
  readonly set?: Readonly<Record<string, string>>;
  /** The whole body, as text; `set` changes it where it is JSON. */
  readonly body?: string;
}

export interface FilledPart {
  readonly name: string;
  readonly kind: FormField["kind"];
  /** The text, or the file's name. */
  readonly value: string;
  readonly contentType?: string;
}

/** A request without its secret. */
export interface FilledRequest {
  readonly method: string;
  /** Below the server: path and query, encoded. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly auth: Auth;
  /** Text as it is sent, or the parts of a multipart form. */
  readonly body?: string | readonly FilledPart[];
}

const refuse = (operation: Operation, what: string): Error =>
  catalogErrors.make("RC_CATALOG_VALUES", `${operation.id}: ${what}`);

const typed = (operation: Operation, path: string, text: string, schema: Schema | undefined): unknown => {
  const type = schema?.type ?? "any";
  if (type === "string") return text;
  if (type === "integer" && /^-?\d+$/.test(text)) return exactJson.parse(text);
  if (type === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  if (type === "boolean" && /^(?:true|false)$/.test(text)) return text === "true";
  if (text === "null" && (schema?.nullable === true || type === "null")) return null;
  let value: unknown = text;
  try {
    value = exactJson.parse(text);
  } catch {
    if (type === "any") return text;
  }
  const fits = type === "any" || (type === "array" ? Array.isArray(value) : type === "object" && isObject(value));
  if (!fits) throw refuse(operation, `${path} takes ${type}, not ${JSON.stringify(text.slice(0, 40))}`);
  return value;
};

const forbidden = new Set(["__proto__", "constructor", "prototype"]);

/** The value with the one at `path` replaced; objects on the way are made. */
const withValue = (target: unknown, path: readonly string[], value: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (isList(target) && /^\d{1,4}$/.test(key)) {
    const items: unknown[] = [...target];
    items[Number(key)] = withValue(items[Number(key)], rest, value);
    return items;
  }
  const known = isObject(target) ? target : {};
  return { ...known, [key]: withValue(Object.hasOwn(known, key) ? known[key] : undefined, rest, value) };
};

const schemaAt = (schema: Schema | undefined, [key, ...rest]: readonly string[]): Schema | undefined => {
  if (key === undefined || schema === undefined) return schema;
  if (schema.type === "array") return schemaAt(schema.items, rest);
  const { properties } = schema;
  return schemaAt(properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined, rest);
};

interface Sorted {
  readonly parameters: ReadonlyMap<Parameter, string>;
  readonly body: readonly (readonly [path: readonly string[], value: string])[];
}

const places = ["path", "query", "header"] as const;

/** Says which parameter or body field each given name means. */
const sort = (operation: Operation, set: Readonly<Record<string, string>>): Sorted => {
  const parameters = new Map<Parameter, string>();
  const body: (readonly [readonly string[], string])[] = [];
  for (const [name, value] of Object.entries(set)) {
    const place = places.find((one) => name.startsWith(`${one}.`));
    const bare = place === undefined ? name : name.slice(place.length + 1);
    const parameter = operation.parameters.find(
      (one) =>
        (place === undefined || one.in === place) &&
        (one.name === bare || (one.in === "header" && one.name.toLowerCase() === bare.toLowerCase())),
    );
    if (parameter !== undefined) parameters.set(parameter, value);
    else if (name.startsWith("body.") && operation.body !== undefined) body.push([name.slice(5).split("."), value]);
    else if (place === "query")
      parameters.set({ name: bare, in: "query", required: false, schema: { type: "string" } }, value);
    else {
      const known = operation.parameters.map((one) => `${one.in}.${one.name}`).join(", ");
      throw refuse(
        operation,
        `has no "${name}"; it has: ${known === "" ? "no parameters" : known}${operation.body === undefined ? "" : " and body.…"}`,
      );
    }
  }
  return { parameters, body };
};

const valueOf = (parameter: Parameter, given: ReadonlyMap<Parameter, string>): string | undefined =>
  given.get(parameter) ??
  (parameter.disabled === true || (!parameter.required && parameter.in === "query") ? undefined : parameter.example);

const targetOf = (operation: Operation, given: ReadonlyMap<Parameter, string>): string => {
  let { path } = operation;
  const query: string[] = [];
  for (const parameter of new Set([...operation.parameters, ...given.keys()])) {
    const value = valueOf(parameter, given);
    if (parameter.in === "path") {
      if (value === undefined || value === "")
        throw refuse(operation, `path.${parameter.name} is missing: give it with --set path.${parameter.name}=…`);
      path = path.replaceAll(`{${parameter.name}}`, () => encodeURIComponent(value));
    } else if (parameter.in === "query") {
      if (value !== undefined) query.push(`${encodeURIComponent(parameter.name)}=${encodeURIComponent(value)}`);
      else if (parameter.required)
        throw refuse(operation, `query.${parameter.name} is missing: give it with --set query.${parameter.name}=…`);
    }
  }
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
};

const jsonBody = (
  operation: Operation,
  schema: Schema,
  example: string | undefined,
  values: Values,
  set: Sorted["body"],
): string => {
  const text = values.body ?? example;
  if (set.length === 0 && text !== undefined) return text;
  let value: unknown;
  try {
    value = text === undefined ? sampleOf(schema) : exactJson.parse(text);
  } catch {
    throw refuse(operation, "the body is not valid JSON, so that --set cannot change it");
  }
  for (const [path, given] of set) {
    if (path.some((part) => forbidden.has(part))) throw refuse(operation, `body.${path.join(".")} is no field`);
    value = withValue(value, path, typed(operation, `body.${path.join(".")}`, given, schemaAt(schema, path)));
  }
  return exactJson.stringify(value);
};

const partsOf = (operation: Operation, fields: readonly FormField[], set: Sorted["body"]): readonly FilledPart[] => {
  const given = new Map(set.map(([path, value]) => [path.join("."), value]));
  const stranger = [...given.keys()].find((name) => !fields.some((field) => field.name === name));
  if (stranger !== undefined) throw refuse(operation, `its form has no field "${stranger}"`);
  return fields.flatMap(({ name, kind, disabled, example, contentType }) => {
    const value = given.get(name) ?? (disabled === true ? undefined : example);
    return value === undefined ? [] : [{ name, kind, value, ...(contentType === undefined ? {} : { contentType }) }];
  });
};

interface FilledBody {
  readonly contentType?: string;
  readonly body?: string | readonly FilledPart[];
}

const bodyOf = (operation: Operation, values: Values, set: Sorted["body"]): FilledBody => {
  const { body } = operation;
  if (body === undefined)
    return values.body === undefined ? {} : { contentType: "application/json", body: values.body };
  switch (body.kind) {
    case "json":
      return { contentType: body.contentType, body: jsonBody(operation, body.schema, body.example, values, set) };
    case "raw":
      return { contentType: body.contentType, body: values.body ?? body.example ?? "" };
    case "multipart":
      return { body: partsOf(operation, body.fields, set) };
    case "urlencoded": {
      const parts = partsOf(operation, body.fields, set);
      const text = new URLSearchParams(parts.map(({ name, value }): [string, string] => [name, value])).toString();
      return { contentType: "application/x-www-form-urlencoded", body: values.body ?? text };
    }
  }
};

/**
 * Fills an operation with values: the request as it will be sent, without its secret. A value's type is that of the
 * schema, with every digit of large integers.
 * @throws RC_CATALOG_VALUES
 */
export const fillRequest = (operation: Operation, values: Values = {}): FilledRequest => {
  const { parameters, body: set } = sort(operation, values.set ?? {});
  const { contentType, body } = bodyOf(operation, values, set);
  const headers = operation.parameters.flatMap((parameter): readonly (readonly [string, string])[] => {
    const value = parameter.in === "header" ? valueOf(parameter, parameters) : undefined;
    return value === undefined ? [] : [[parameter.name, value]];
  });
  const hasAccept = headers.some(([name]) => name.toLowerCase() === "accept");
  return {
    method: operation.method,
    target: targetOf(operation, parameters),
    headers: [
      ...(hasAccept ? [] : [["Accept", "application/json"] as const]),
      ...(contentType === undefined ? [] : [["Content-Type", contentType] as const]),
      ...headers,
    ],
    auth: operation.auth,
    ...(body === undefined ? {} : { body }),
  };
};
