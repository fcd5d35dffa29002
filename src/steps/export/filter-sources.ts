import { code, joined, ours, type Source } from "#programs";
import type { Expression, Operand } from "#workflows";

import { CannotCarry } from "./cannot-carry.ts";

/** A filter as JavaScript of 2009, which Conductor's evaluator and Pipedream both run. A test compares it with ours. */
interface FilterSource {
  readonly source: string;
  /** Works on texts, numbers and truth only: in Conductor lists and objects are Java's. */
  readonly isPlain?: true;
}

const plain = (source: string): FilterSource => ({ source, isPlain: true });
const rich = (source: string): FilterSource => ({ source });

const compare = (operator: string): FilterSource =>
  plain(`function (v, a) { var l = Number(v), r = Number(a); return !isNaN(l) && !isNaN(r) && l ${operator} r; }`);

const changed = (expression: string): string =>
  `function (v, a, b) { if (v === undefined || v === null) return undefined; var t = textOf(v); return ${expression}; }`;

const sources: ReadonlyMap<string, FilterSource> = new Map([
  ["and", plain("function (v, a) { return truthy(v) && truthy(a); }")],
  ["boolean", plain("truthy")],
  ["default", plain('function (v, a) { return v === undefined || v === null || v === "" ? a : v; }')],
  [
    "ends_with",
    plain(
      'function (v, a) { var t = textOf(a); return typeof v === "string" && v.length >= t.length && v.slice(v.length - t.length) === t; }',
    ),
  ],
  ["eq", plain("same")],
  ["exists", plain("function (v) { return v !== undefined && v !== null; }")],
  ["first", rich("function (v) { return Array.isArray(v) ? v[0] : undefined; }")],
  ["gt", compare(">")],
  ["gte", compare(">=")],
  [
    "in",
    plain(
      "function (v) { for (var i = 1; i < arguments.length; i += 1) if (same(v, arguments[i])) return true; return false; }",
    ),
  ],
  [
    "join",
    rich(
      'function (v, a) { return Array.isArray(v) ? v.map(textOf).join(textOf(a === undefined ? "," : a)) : undefined; }',
    ),
  ],
  ["json", rich("function (v) { return JSON.stringify(v === undefined ? null : v); }")],
  ["last", rich("function (v) { return Array.isArray(v) ? v[v.length - 1] : undefined; }")],
  [
    "length",
    rich(
      'function (v) { return typeof v === "string" || Array.isArray(v) ? v.length : typeof v === "object" && v !== null ? Object.keys(v).length : 0; }',
    ),
  ],
  ["lower", plain(changed("t.toLowerCase()"))],
  ["lt", compare("<")],
  ["lte", compare("<=")],
  ["ne", plain("function (v, a) { return !same(v, a); }")],
  ["not", plain("function (v) { return !truthy(v); }")],
  [
    "number",
    plain(
      'function (v) { var n = typeof v === "string" && v.trim() === "" ? NaN : Number(v); return isFinite(n) ? n : undefined; }',
    ),
  ],
  ["or", plain("function (v, a) { return truthy(v) || truthy(a); }")],
  ["replace", plain(changed("replaced(t, textOf(a), textOf(b))"))],
  [
    "starts_with",
    plain('function (v, a) { var t = textOf(a); return typeof v === "string" && v.slice(0, t.length) === t; }'),
  ],
  ["string", plain(changed("t"))],
  ["trim", plain(changed("t.trim()"))],
  ["upper", plain(changed("t.toUpperCase()"))],
  ["url", plain(changed("encodeURIComponent(t)"))],
]);

/** What the filters share, and templates too. */
export const filterBasics =
  ours(`function truthy(v) { return v !== undefined && v !== null && v !== false && v !== "" && v !== 0; }
function textOf(v) { return typeof v === "string" ? v : v === undefined || v === null ? "" : typeof v === "object" ? JSON.stringify(v) : String(v); }
function replaced(t, a, b) { return a !== "" ? t.split(a).join(b) : t === "" ? b : b + t.split("").join(b) + b; }
function same(v, a) { return v === a || (v !== undefined && JSON.stringify(v) === JSON.stringify(a)); }`);

/** Every filter that can be carried over. */
export const carriedFilters: readonly string[] = [...sources.keys()];

/** The filters of these names as fields of an object. */
export const filterFields = (names: Iterable<string>): Source =>
  joined(
    [...new Set(names)].toSorted().flatMap((name) => {
      const found = sources.get(name);
      return found === undefined ? [] : [code`${ours(name)}: ${ours(found.source)}`];
    }),
    ",\n",
  );

/**
 * An expression as calls of `filters.<name>`. Names are those of the table; operands are the caller's to write.
 * @param used takes the names that were needed
 * @throws CannotCarry
 */
export const chain = (
  { operand, filters }: Expression,
  write: (operand: Operand) => Source,
  used: Set<string>,
  { plainOnly }: { readonly plainOnly: boolean },
): Source => {
  let made = write(operand);
  for (const { name, args } of filters) {
    const found = sources.get(name);
    if (found === undefined || (plainOnly && found.isPlain !== true))
      throw new CannotCarry(`the filter "${name}" has no counterpart there`);
    used.add(name);
    made = code`filters.${ours(name)}(${joined([made, ...args.map(write)], ", ")})`;
  }
  return made;
};
