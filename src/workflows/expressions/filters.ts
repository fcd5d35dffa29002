import { isRecord, textOf } from "./values.ts";

/** What a filter does with a value and its arguments. Filters are total: what does not fit gives undefined or false. */
export interface Filter {
  readonly what: string;
  /** How many arguments it takes, at least and at most. */
  readonly args: readonly [least: number, most: number];
  readonly apply: (value: unknown, args: readonly unknown[]) => unknown;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const maxText = 1_000_000;

const text =
  (change: (value: string, args: readonly unknown[]) => unknown) => (value: unknown, args: readonly unknown[]) =>
    value === undefined || value === null ? undefined : change(textOf(value), args);

const compared =
  (test: (one: number, other: number) => boolean) =>
  (value: unknown, [other]: readonly unknown[]) => {
    const [left, right] = [Number(value), Number(other)];
    return !Number.isNaN(left) && !Number.isNaN(right) && test(left, right);
  };

const same = (one: unknown, other: unknown): boolean =>
  one === other || (one !== undefined && JSON.stringify(one) === JSON.stringify(other));

const lengthOf = (value: unknown): number => {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return isRecord(value) ? Object.keys(value).length : 0;
};

const contains = (value: unknown, wanted: unknown): boolean => {
  if (Array.isArray(value)) return value.some((item) => same(item, wanted));
  if (isRecord(value)) return Object.hasOwn(value, textOf(wanted));
  return typeof value === "string" && value.includes(textOf(wanted));
};

const number = (value: unknown): number | undefined => {
  const found = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(found) ? found : undefined;
};

const date = (value: unknown): string | undefined => {
  const time = typeof value === "number" ? value : Date.parse(textOf(value));
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : undefined;
};

const parsed = (value: unknown): unknown => {
  try {
    return JSON.parse(textOf(value));
  } catch {
    return undefined;
  }
};

const column = (value: unknown, key: unknown): unknown =>
  Array.isArray(value)
    ? value.map((item: unknown) => (isRecord(item) && Object.hasOwn(item, textOf(key)) ? item[textOf(key)] : null))
    : undefined;

const truthy = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && value !== "" && value !== 0;

/** Every filter, in alphabetical order; there are no others, and nothing else can be called. */
export const filters: Readonly<Record<string, Filter>> = {
  and: { what: "true when both are", args: [1, 1], apply: (value, [other]) => truthy(value) && truthy(other) },
  base64: {
    what: "UTF-8 as base64",
    args: [0, 0],
    apply: text((value) => Buffer.from(value, "utf8").toString("base64")),
  },
  boolean: { what: "false for nothing, an empty text, 0 and false", args: [0, 0], apply: truthy },
  contains: {
    what: "whether a text, list or object has it",
    args: [1, 1],
    apply: (value, [wanted]) => contains(value, wanted),
  },
  date: { what: "a time (ISO text or milliseconds since 1970) as ISO text", args: [0, 0], apply: date },
  default: {
    what: "the argument where there is nothing",
    args: [1, 1],
    apply: (value, [other]) => (value === undefined || value === null || value === "" ? other : value),
  },
  ends_with: {
    what: "whether a text ends so",
    args: [1, 1],
    apply: (value, [end]) => typeof value === "string" && value.endsWith(textOf(end)),
  },
  eq: { what: "whether both are the same", args: [1, 1], apply: (value, [other]) => same(value, other) },
  exists: {
    what: "whether there is a value",
    args: [0, 0],
    apply: (value) => value !== undefined && value !== null,
  },
  first: {
    what: "first item of a list",
    args: [0, 0],
    apply: (value) => (isList(value) ? value[0] : undefined),
  },
  from_json: { what: "JSON text as a value", args: [0, 0], apply: parsed },
  gt: { what: "greater than", args: [1, 1], apply: compared((one, other) => one > other) },
  gte: { what: "greater than or equal", args: [1, 1], apply: compared((one, other) => one >= other) },
  in: {
    what: "whether it is one of the arguments",
    args: [1, 20],
    apply: (value, choices) => choices.some((choice) => same(value, choice)),
  },
  join: {
    what: "items of a list as one text",
    args: [0, 1],
    apply: (value, [between = ","]) =>
      Array.isArray(value) ? value.map(textOf).join(textOf(between)).slice(0, maxText) : undefined,
  },
  json: { what: "the value as JSON text", args: [0, 0], apply: (value) => JSON.stringify(value ?? null) },
  keys: {
    what: "names of an object's fields",
    args: [0, 0],
    apply: (value) => (isRecord(value) ? Object.keys(value) : []),
  },
  last: {
    what: "last item of a list",
    args: [0, 0],
    apply: (value) => (isList(value) ? value.at(-1) : undefined),
  },
  length: { what: "characters, items or fields", args: [0, 0], apply: lengthOf },
  lower: { what: "in lower case", args: [0, 0], apply: text((value) => value.toLowerCase()) },
  lt: { what: "less than", args: [1, 1], apply: compared((one, other) => one < other) },
  lte: { what: "less than or equal", args: [1, 1], apply: compared((one, other) => one <= other) },
  map: { what: "one field of every item", args: [1, 1], apply: (value, [key]) => column(value, key) },
  ne: { what: "whether they differ", args: [1, 1], apply: (value, [other]) => !same(value, other) },
  not: { what: "the opposite", args: [0, 0], apply: (value) => !truthy(value) },
  number: { what: "as a number", args: [0, 0], apply: number },
  or: { what: "true when one of both is", args: [1, 1], apply: (value, [other]) => truthy(value) || truthy(other) },
  replace: {
    what: "every occurrence of one text by another",
    args: [2, 2],
    apply: text((value, [from, to]) => value.replaceAll(textOf(from), () => textOf(to)).slice(0, maxText)),
  },
  slice: {
    what: "part of a text or list, from and (not) to",
    args: [1, 2],
    apply: (value, [from, to]) =>
      typeof value === "string" || Array.isArray(value) ? value.slice(number(from) ?? 0, number(to)) : undefined,
  },
  split: {
    what: "a text as a list",
    args: [0, 1],
    apply: text((value, [between = ","]) => value.split(textOf(between)).slice(0, 10_000)),
  },
  starts_with: {
    what: "whether a text begins so",
    args: [1, 1],
    apply: (value, [start]) => typeof value === "string" && value.startsWith(textOf(start)),
  },
  string: { what: "as text", args: [0, 0], apply: text((value) => value) },
  trim: { what: "without spaces around it", args: [0, 0], apply: text((value) => value.trim()) },
  upper: { what: "in upper case", args: [0, 0], apply: text((value) => value.toUpperCase()) },
  url: { what: "encoded for a URL", args: [0, 0], apply: text((value) => encodeURIComponent(value.toWellFormed())) },
};

export { truthy };
