import type { Schema } from "../contract.ts";

// A JSON body as text is the one truth of the form: fields read and write places in it.

interface RawJson {
  readonly rawJSON: string;
}

const raw = (text: string): unknown => {
  const { rawJSON } = JSON as typeof JSON & { readonly rawJSON?: (text: string) => RawJson };
  return rawJSON === undefined ? Number(text) : rawJSON(text);
};

const isRaw = (value: unknown): value is RawJson => typeof value === "object" && value !== null && "rawJSON" in value;

/** Integers beyond 2^53 keep their digits where the browser knows how (all current ones do). */
export const parseBody = (text: string): unknown => {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
      typeof value === "number" && !Number.isSafeInteger(value) && context?.source !== undefined
        ? raw(context.source)
        : value,
    );
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isRaw(value);

export const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inside, key) => {
    if (Array.isArray(inside)) return inside[Number(key)];
    return isObject(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined;
  }, value);

const replaced = (value: unknown, [key, ...rest]: readonly string[], given: unknown): unknown => {
  if (key === undefined) return given;
  const known = isObject(value) ? value : {};
  const { [key]: before, ...others } = known;
  const inside = replaced(before, rest, given);
  if (inside === undefined) return others;
  // The place of a field stays where it was.
  return Object.hasOwn(known, key)
    ? Object.fromEntries(Object.entries(known).map(([name, old]) => [name, name === key ? inside : old]))
    : { ...known, [key]: inside };
};

/** The body with the value at a path; undefined takes the field out. */
export const withValue = (text: string, path: readonly string[], given: unknown): string =>
  JSON.stringify(replaced(parseBody(text) ?? {}, path, given), null, 2);

/** What was typed, as the schema has it; what does not fit is sent as typed: the answer then says what is wrong. */
export const typedValue = (typed: string, type: Schema["type"]): unknown => {
  if (typed === "" && type !== "string") return undefined;
  if ((type === "integer" || type === "number") && /^-?\d+(?:\.\d+)?$/.test(typed))
    return Number.isSafeInteger(Number(typed)) || typed.includes(".") ? Number(typed) : raw(typed);
  if (type === "boolean") return typed === "true";
  if (type === "array" || type === "object" || type === "any") return parseBody(typed) ?? typed;
  return typed;
};

export const shownValue = (value: unknown): string => {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  return isRaw(value) ? value.rawJSON : JSON.stringify(value);
};

/** Leaves that differ from the sample, by dotted path: what `--set` says on the command line. */
export const changedLeaves = (now: unknown, before: unknown, path = "body"): readonly (readonly [string, string])[] => {
  if (isObject(now))
    return Object.entries(now).flatMap(([key, value]) =>
      changedLeaves(value, isObject(before) ? before[key] : undefined, `${path}.${key}`),
    );
  return shownValue(now) === shownValue(before) ? [] : [[path, shownValue(now)]];
};
