import { exactJson } from "#base";

import { readErrors } from "./errors.ts";

/** An object as a row: a cell for each of its values, by the name of its column. */
export type Cells = Map<string, string>;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const maxDepth = 6;
const maxFields = 200;

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" || typeof value === "bigint"
    ? String(value)
    : "";

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

/**
 * `{"name": {"givenName": "Mona"}}` becomes a column `name.givenName`; lists of texts are joined.
 * @throws RC_ROSTER_JSON for what is no object
 */
export const cellsOf = (value: unknown, name: string, line: number): Cells => {
  if (!isObject(value))
    throw readErrors.make("RC_ROSTER_JSON", `${name}, line ${line}: this is no object with fields.`);
  const cells: Cells = new Map();
  flatten(value, "", cells);
  return cells;
};

const maxColumns = 2000;

/** The columns that rows have among them, in the order in which they are first met. */
export const columnsOf = (name: string) => {
  const columns = new Set<string>();
  return {
    add(cells: Cells, line: number): void {
      for (const key of cells.keys()) columns.add(key);
      if (columns.size <= maxColumns) return;
      const what = `${name} has more than ${maxColumns.toLocaleString("en")} different fields (line ${line}).`;
      throw readErrors.make("RC_ROSTER_TOO_BIG", what, { fix: "Leave out the fields that are not about people." });
    },
    header: (): readonly string[] => [...columns],
  };
};

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** JSON that begins on a line. @throws RC_ROSTER_JSON naming the line of the fault where it is known */
export const parseJson = (text: string, name: string, line: number): unknown => {
  try {
    return exactJson.parse(text);
  } catch (error) {
    const at = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const where = line + (at === undefined ? 0 : lineAt(text, Number(at)) - 1);
    throw readErrors.make("RC_ROSTER_JSON", `${name} is no valid JSON (line ${where}).`, { cause: error });
  }
};
