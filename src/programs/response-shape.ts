import { exactJson } from "#base";
import { type Answer, type Schema, schemaOfSample } from "#catalog";

import { interning } from "./interned.ts";

export type ValueType = "string" | "integer" | "number" | "boolean" | "json";

/** One typed variable that a program fills from the answer. */
export interface Variable {
  /** Keys from the answer's root, or from the record of a list. */
  readonly path: readonly string[];
  /** What it is called where it is printed; no line ends. */
  readonly label: string;
  readonly type: ValueType;
  /** A list of such values. */
  readonly isList: boolean;
}

/** A list of records, each with variables of its own. */
export interface RecordList {
  readonly path: readonly string[];
  readonly label: string;
  readonly variables: readonly Variable[];
}

/** The typed variables of a JSON text. */
export interface JsonShape {
  readonly kind: "json";
  readonly variables: readonly Variable[];
  readonly lists: readonly RecordList[];
}

/** What a program makes of a successful answer. */
export type ResponseShape = JsonShape | { readonly kind: "text" };

/** The schema of an answer's saved text; undefined when that is no JSON. */
const schemaOfText = (text: string): Schema | undefined => {
  try {
    return schemaOfSample(exactJson.parse(text));
  } catch {
    return undefined;
  }
};

const maxDepth = 5;

const labelOf = (path: readonly string[]): string =>
  path.length === 0 ? "answer" : path.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key))).join(".");

const scalarType = ({ type }: Schema): ValueType | undefined =>
  type === "string" || type === "integer" || type === "number" || type === "boolean" ? type : undefined;

interface Found {
  readonly variables: readonly Variable[];
  readonly lists: readonly RecordList[];
}

const find = (schema: Schema, path: readonly string[], allowsLists: boolean): Found => {
  const variable = (type: ValueType, isList: boolean): Found => ({
    variables: [{ path, label: labelOf(path), type, isList }],
    lists: [],
  });
  const scalar = scalarType(schema);
  if (scalar !== undefined) return variable(scalar, false);
  const properties = Object.entries(schema.properties ?? {});
  if (schema.type === "object" && properties.length > 0 && path.length < maxDepth) {
    const parts = properties.map(([key, item]) => find(item, [...path, key], allowsLists));
    return { variables: parts.flatMap(({ variables }) => variables), lists: parts.flatMap(({ lists }) => lists) };
  }
  if (schema.type !== "array" || schema.items === undefined) return variable("json", false);
  const ofItems = scalarType(schema.items);
  if (ofItems !== undefined) return variable(ofItems, true);
  const { variables } = find(schema.items, [], false);
  const isRecord = schema.items.type === "object" && variables.some((item) => item.path.length > 0);
  return isRecord && allowsLists
    ? { variables: [], lists: [{ path, label: labelOf(path), variables }] }
    : variable("json", false);
};

const isJson = ({ contentType, schema, body }: Answer): boolean =>
  contentType === undefined
    ? schema !== undefined || (body !== undefined && schemaOfText(body) !== undefined)
    : /[/+]json\b/i.test(contentType);

const interned = interning<ResponseShape>();

const text: ResponseShape = { kind: "text" };

/** What a program reads from the first documented success; text when it is not JSON or not known. */
export const responseShape = (answers: readonly Answer[]): ResponseShape => {
  const successes = answers.filter(({ status }) => status >= 200 && status < 300);
  const answer = successes.find(isJson);
  if (answer === undefined) return text;
  const schema = answer.schema ?? (answer.body === undefined ? undefined : schemaOfText(answer.body));
  if (schema === undefined) return text;
  return interned({ kind: "json", ...find(schema, [], true) });
};
