import { scimPaging } from "#zoom";

interface Window {
  /** Counts from 1. */
  readonly startIndex: number;
  readonly count: number;
}

const whole = (text: string | null, otherwise: number): number => {
  const number = text === null || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? Math.trunc(number) : otherwise;
};

/** The part of a list that a query asks for; what is out of range is the nearest value in it (RFC 7644). */
export const windowOf = (query: URLSearchParams): Window => ({
  startIndex: Math.max(1, whole(query.get("startIndex"), 1)),
  count: Math.min(Math.max(0, whole(query.get("count"), scimPaging.defaultCount)), scimPaging.maxCount),
});

/** The resources inside the window, and how many there are in all. */
export const takeWindow = <Item>(
  items: Iterable<Item>,
  { startIndex, count }: Window,
): { readonly items: readonly Item[]; readonly total: number } => {
  const taken: Item[] = [];
  let total = 0;
  for (const item of items) {
    total += 1;
    if (total >= startIndex && taken.length < count) taken.push(item);
  }
  return { items: taken, total };
};

/** `attribute eq value`; the value with or without quotation marks. */
export interface Filter {
  readonly attribute: string;
  /** undefined = the filter is none that is understood. */
  readonly value: string | undefined;
}

const equals = /^\s*(\S+)\s+eq\s+(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))\s*$/i;

/** The filter of a query; undefined = there is none. */
export const filterOf = (query: URLSearchParams): Filter | undefined => {
  const text = query.get("filter");
  if (text === null || text.trim() === "") return undefined;
  const found = equals.exec(text);
  const [first = ""] = text.trim().split(/\s+/);
  if (found === null) return { attribute: first, value: undefined };
  const [, attribute = "", quoted, bare] = found;
  return { attribute, value: quoted?.replaceAll(/\\(.)/g, "$1") ?? bare };
};

/** Attribute names are compared without regard to case (RFC 7644). */
export const isAbout = (filter: Filter, attribute: string): boolean =>
  filter.value !== undefined && filter.attribute.toLowerCase() === attribute.toLowerCase();
