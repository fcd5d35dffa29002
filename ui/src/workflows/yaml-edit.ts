import { CORE_SCHEMA, dump, load } from "js-yaml";

import { nodeAt, treeOf, type YamlEntry, type YamlNode } from "./yaml-tree.ts";

// Changes one place of a YAML text and leaves the rest as it was written, comments included. Whatever is done to the text
// is checked by reading it again: what did not come out as meant is not done at all.

type Path = readonly string[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const lineStart = (source: string, offset: number): number => source.lastIndexOf("\n", offset - 1) + 1;
const lineEnd = (source: string, offset: number): number => {
  const end = source.indexOf("\n", offset);
  return end === -1 ? source.length : end;
};
const columnOf = (source: string, offset: number): number => offset - lineStart(source, offset);

/** Behind a value and the comment on its line. */
const behind = (source: string, { end }: YamlNode): number => lineEnd(source, end);

const written = (value: unknown, column: number): string =>
  dump(value, { lineWidth: -1, schema: CORE_SCHEMA })
    .trimEnd()
    .replaceAll(/\n(?=[^\n])/g, `\n${" ".repeat(column)}`);

const splice = (source: string, from: number, to: number, text: string): string =>
  source.slice(0, from) + text + source.slice(to);

const dashColumn = (source: string, list: YamlNode): number => columnOf(source, list.start);

const replaceEntry = (source: string, parent: YamlNode, entry: YamlEntry, value: unknown): string => {
  const { key, keyStart, value: old } = entry;
  const text = written(parent.kind === "list" ? value : { [key]: value }, columnOf(source, keyStart));
  return splice(source, keyStart, old.end, text);
};

const removeEntry = (source: string, parent: YamlNode, entry: YamlEntry): string => {
  const [from, to] = [lineStart(source, entry.keyStart), behind(source, entry.value)];
  const before = source.slice(from, entry.keyStart);
  const isFirstOfItem = parent.kind === "map" && before.trim() !== "";
  if (!isFirstOfItem) return splice(source, from, Math.min(source.length, to + 1), "");
  const next = parent.entries[parent.entries.indexOf(entry) + 1];
  return next === undefined ? source : splice(source, entry.keyStart, next.keyStart, "");
};

const addEntry = (source: string, parent: YamlNode, key: string, value: unknown): string => {
  const last = parent.entries.at(-1);
  if (last === undefined) return source;
  const column = parent.kind === "list" ? dashColumn(source, parent) : columnOf(source, last.keyStart);
  const text = parent.kind === "list" ? `- ${written(value, column + 2)}` : written({ [key]: value }, column);
  const end = behind(source, last.value);
  return splice(source, end, end, `\n${" ".repeat(column)}${text}`);
};

/** A value with another one inside; undefined takes it out. */
const changed = (value: unknown, [key, ...rest]: Path, given: unknown): unknown => {
  if (key === undefined) return given;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const inside = changed(items[Number(key)], rest, given);
    const next = inside === undefined ? items.toSpliced(Number(key), 1) : items.toSpliced(Number(key), 1, inside);
    return next;
  }
  const known = isObject(value) ? value : {};
  const inside = changed(known[key], rest, given);
  const entries = Object.entries(known);
  if (inside === undefined) return Object.fromEntries(entries.filter(([name]) => name !== key));
  return Object.hasOwn(known, key)
    ? Object.fromEntries(entries.map(([name, old]) => [name, name === key ? inside : old]))
    : { ...known, [key]: inside };
};

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inside, key) => {
    if (Array.isArray(inside)) return inside[Number(key)];
    return isObject(inside) ? inside[key] : undefined;
  }, value);

const attempt = (source: string, path: Path, given: unknown): string => {
  const [above, key = ""] = [path.slice(0, -1), path.at(-1)];
  const parent = nodeAt(treeOf(source), above);
  const entry = parent?.entries.find((one) => one.key === key);
  const isBlock = parent !== undefined && parent.kind !== "scalar" && !parent.isFlow && parent.entries.length > 0;
  const empties = given === undefined && parent?.entries.length === 1;
  if (!isBlock || empties) {
    const inside = changed(valueAt(load(source), above), [key], given);
    return above.length === 0 ? `${written(inside, 0)}\n` : attempt(source, above, inside);
  }
  if (entry === undefined) return given === undefined ? source : addEntry(source, parent, key, given);
  return given === undefined ? removeEntry(source, parent, entry) : replaceEntry(source, parent, entry, given);
};

/**
 * The text with the value at the path; undefined takes it out, an index behind the last one adds to a list. Gives
 * undefined where the text is written in a way that this cannot change.
 */
export const withYamlValue = (source: string, path: Path, given: unknown): string | undefined => {
  try {
    const next = attempt(source, path, given);
    const meant = JSON.stringify(changed(load(source), path, given));
    return JSON.stringify(load(next)) === meant ? next : undefined;
  } catch {
    return undefined;
  }
};
