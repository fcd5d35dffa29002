import { cellsOf, columnsOf, isObject, lineAt, parseJson } from "./json-cells.ts";
import type { RawRecord } from "./records.ts";

/** Text that begins as JSON does and no table ever would. */
export const looksLikeJson = (text: string): boolean => /^\s*(?:\[\s*[[{\]]|\{\s*["}])/.test(text.slice(0, 1000));

interface Person {
  readonly line: number;
  readonly value: unknown;
}

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

const peopleIn = (text: string, name: string): Person[] => {
  const value = parseJson(text, name, 1);
  if (Array.isArray(value)) return listed(value, text, text.indexOf("["));
  return isObject(value) ? fromObject(value, text) : [];
};

/**
 * The records of one JSON value, the header first: every key of every object is a column, nested ones with dots.
 * @throws RC_ROSTER_JSON, RC_ROSTER_TOO_BIG
 */
export const readJsonRecords = function* (text: string, name: string): Generator<RawRecord> {
  const people = peopleIn(text, name);
  const columns = columnsOf(name);
  for (const { line, value } of people) columns.add(cellsOf(value, name, line), line);
  const header = columns.header();
  yield { line: 1, cells: header, misquoted: [] };
  for (const { line, value } of people) {
    const cells = cellsOf(value, name, line);
    yield { line, cells: header.map((key) => cells.get(key) ?? ""), misquoted: [] };
  }
};
