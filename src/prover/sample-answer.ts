import { exactJson } from "#base";
import type { ResponseShape, Variable } from "#programs";

import { nastyTexts } from "./corpus/nasty.ts";
import type { ValueSet } from "./value-sets.ts";

/** What a program must print for one typed variable. */
export interface ExpectedLine {
  readonly label: string;
  readonly value: unknown;
}

export interface SampleAnswer {
  readonly text: string;
  readonly lines: readonly ExpectedLine[];
}

/** A tree that is filled path by path; never an object while it is filled, so that any key is only a key. */
type Tree = Map<string, unknown>;

const put = (tree: Tree, path: readonly string[], value: unknown): void => {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    tree.set(key, value);
    return;
  }
  const inner = tree.get(key);
  const next: Tree = inner instanceof Map ? new Map(inner) : new Map<string, unknown>();
  put(next, rest, value);
  tree.set(key, next);
};

const plainObject = (value: unknown): unknown => {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, item]) => [String(key), plainObject(item)]));
  return Array.isArray(value) ? value.map(plainObject) : value;
};

const largest: Readonly<Record<string, unknown>> = { 53: 2 ** 53 - 1, 64: 2n ** 59n, any: 2n ** 59n };

/** Values by type; strings nasty in turn. */
const makeValues = (values: ValueSet, integerBits: 53 | 64 | "any") => {
  let at = 0;
  const scalar = (type: Variable["type"]): unknown => {
    at += 1;
    if (type === "string") return values === "plain" ? `text ${at}` : nastyTexts[at % nastyTexts.length];
    if (type === "integer") return values === "plain" ? at : largest[integerBits];
    if (type === "number") return values === "plain" ? at + 0.5 : -0.125;
    return type === "boolean" ? at % 2 === 0 : { any: [1, null, "x"] };
  };
  return ({ type, isList }: Variable): unknown => (isList ? [scalar(type), scalar(type)] : scalar(type));
};

/** A successful answer that fills every variable, and what must be printed for it. */
export const sampleAnswer = (response: ResponseShape, values: ValueSet, integerBits: 53 | 64 | "any"): SampleAnswer => {
  if (response.kind === "text")
    return { text: values === "plain" ? "stored" : "stored: 王小明 $(x) 'y' \"z\"", lines: [] };
  const make = makeValues(values, integerBits);
  const tree: Tree = new Map();
  const lines: ExpectedLine[] = [];
  for (const variable of response.variables) {
    const value = make(variable);
    if (variable.path.length === 0)
      return { text: exactJson.stringify(value), lines: [{ label: variable.label, value }] };
    put(tree, variable.path, value);
    lines.push({ label: variable.label, value });
  }
  for (const { path, label, variables } of response.lists) {
    const items = [0, 1].map((index) => {
      const item: Tree = new Map();
      for (const variable of variables) {
        const value = make(variable);
        put(item, variable.path, value);
        lines.push({ label: `${label}[${index}].${variable.label}`, value });
      }
      return item;
    });
    if (path.length === 0) return { text: exactJson.stringify(plainObject(items)), lines };
    put(tree, path, items);
  }
  return { text: exactJson.stringify(plainObject(tree)), lines };
};
