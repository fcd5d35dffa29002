import { exactJson } from "#base";

import { readErrors } from "./errors.ts";
import type { RawRecord } from "./records.ts";

/** Text that begins as JSON does and no table ever would. */
export const looksLikeJson = (text: string): boolean => /^\s*(?:\[\s*[[{\]]|\{\s*["}])/.test(text.slice(0, 1000));

type Cells = Map<string, string>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const maxDepth = 6;
const maxFields = 200;

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" || typeof value === "bigint"
    ? String(value)
    : "";

/** `{"name": {"givenName": "Mona"}}` becomes a column `name.givenName`; lists of texts are joined. */
const flatten = (value: unknown, path: string, cells: Cells, depth = 0): void => {
  if (depth > maxDepth || cells.size >= maxFields) return;
  if (Array.isArray(value)) {
    if (value.some((item) => typeof item === "object")) {
      value.slice(0, 3).forEach((item: unknown, at) => flatten(item, `${path}.${at}`, cells, depth + 1));
    } else cells.set(path, value.map(textOf).join("; "));
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value))
      flatten(inner, path === "" ? key : `${path}.${key}`, cells, depth + 1);
  } else cells.set(path, textOf(value));
};

interface Person {
  readonly line: number;
  readonly value: unknown;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

const parse = (text: string, name: string, line: number): unknown => {
  try {
    return exactJson.parse(text);
  } catch (error) {
    const at = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const where = line + (at === undefined ? 0 : lineAt(text, Number(at)) - 1);
    throw readErrors.make("RC_ROSTER_JSON", `${name} is no valid JSON (line ${where}).`, { cause: error });
  }
};

/** The line on which each element of a list begins; `open` is the offset of its bracket. */
const elementLines = (text: string, open: number): number[] => {
  const lines: number[] = [];
  let line = lineAt(text, open);
  let depth = 0;
  let inString = false;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\n") line += 1;
    else if (inString) {
      if (character === "\\") at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      if (depth === 2) lines.push(line);
    } else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return lines;
    }
  }
  return lines;
};

const listed = (items: readonly unknown[], text: string, open: number): Person[] => {
  const lines = elementLines(text, open);
  return items.map((value, at) => ({ value, line: lines[at] ?? at + 1 }));
};

const escaped = (key: string): string => key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** One person, or a wrapper such as `{"value": […]}` (Graph), `{"users": […]}` (Google, Zoom), `{"Resources": […]}` (SCIM). */
const fromObject = (value: Readonly<Record<string, unknown>>, text: string): Person[] => {
  const lists = Object.entries(value).flatMap(([key, list]) =>
    Array.isArray(list) && list.some(isObject) ? [[key, list] as const] : [],
  );
  const [key = "", list = []] = lists.toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
  if (lists.length === 0) return [{ line: 1, value }];
  const found = new RegExp(`"${escaped(key)}"\\s*:\\s*\\[`).exec(text);
  return listed(list, text, found === null ? 0 : found.index + found[0].length - 1);
};

/** JSON, one object a line: blank lines are left out. */
const fromLines = (text: string, name: string): Person[] =>
  text
    .split(/\r\n|\n|\r/)
    .flatMap((line, at) => (line.trim() === "" ? [] : [{ line: at + 1, value: parse(line, name, at + 1) }]));

const isLines = (text: string): boolean => {
  const [first = "", second] = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  return (
    first.trim().startsWith("{") &&
    first.trim().endsWith("}") &&
    (second === undefined || second.trim().startsWith("{"))
  );
};

const peopleIn = (text: string, name: string): Person[] => {
  if (isLines(text)) {
    const people = fromLines(text, name);
    const [only] = people;
    return people.length === 1 && isObject(only?.value) ? fromObject(only.value, text) : people;
  }
  const value = parse(text, name, 1);
  if (Array.isArray(value)) return listed(value, text, text.indexOf("["));
  return isObject(value) ? fromObject(value, text) : [];
};

/**
 * The records of JSON or NDJSON, the header first: every key of every object is a column, nested ones with dots.
 * @throws RC_ROSTER_JSON
 */
export const readJsonRecords = (text: string, name: string, maxRecords: number): RawRecord[] => {
  const people = peopleIn(text, name);
  const columns = new Map<string, number>();
  const rows = people.map(({ line, value }) => {
    if (!isObject(value))
      throw readErrors.make("RC_ROSTER_JSON", `${name}, line ${line}: this is no object with fields.`);
    const cells: Cells = new Map();
    flatten(value, "", cells);
    for (const key of cells.keys()) if (!columns.has(key)) columns.set(key, columns.size);
    return { line, cells };
  });
  if (rows.length >= maxRecords)
    throw readErrors.make("RC_ROSTER_TOO_BIG", `${name} has more than ${(maxRecords - 1).toLocaleString("en")} rows.`);
  const header = [...columns.keys()];
  return [
    { line: 1, cells: header, misquoted: [] },
    ...rows.map(({ line, cells }) => ({ line, cells: header.map((key) => cells.get(key) ?? ""), misquoted: [] })),
  ];
};
