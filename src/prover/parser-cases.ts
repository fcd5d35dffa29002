import { exactJson } from "#base";
import type { Operation } from "#catalog";
import type { JsonShape, ValueType, Variable } from "#programs";

import type { Case, Expected } from "./cases.ts";
import { type ExpectedLine, sampleAnswer } from "./sample-answer.ts";

const at = (value: unknown, path: readonly string[]): unknown => {
  let found = value;
  for (const key of path)
    found = typeof found === "object" && found !== null && Object.hasOwn(found, key) ? Reflect.get(found, key) : null;
  return found ?? null;
};

interface TypedLine extends ExpectedLine {
  readonly type: ValueType;
}

const lineOf = (value: unknown, { path, label, type }: Variable, before = ""): TypedLine => ({
  label: before + label,
  value: at(value, path),
  type,
});

/** What must be printed for a value of this shape. */
const linesOf = ({ variables, lists }: JsonShape, value: unknown): readonly TypedLine[] => [
  ...variables.map((variable) => lineOf(value, variable)),
  ...lists.flatMap(({ path, label, variables: ofItem }) => {
    const items = at(value, path);
    if (!Array.isArray(items)) return [];
    return items.flatMap((item, index) => ofItem.map((variable) => lineOf(item, variable, `${label}[${index}].`)));
  }),
];

const nested = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

/** A value of another type than the shape says, and one with nothing in it; for shapes with a field of their own. */
const misshapen = (
  shape: JsonShape,
): readonly { readonly name: string; readonly value: unknown; readonly exit: 0 | 4 }[] => {
  const isRooted = [...shape.variables, ...shape.lists].some(({ path }) => path.length === 0);
  const typed = shape.variables.find(({ type, isList }) => type !== "json" && !isList);
  const listed = shape.variables.find(({ isList }) => isList) ?? shape.lists[0];
  return [
    ...(isRooted ? [] : [{ name: "fields missing", value: {}, exit: 0 as const }]),
    ...(isRooted || typed === undefined
      ? []
      : [
          {
            name: "field of another type",
            value: nested(typed.path, typed.type === "string" ? 1 : "1"),
            exit: 4 as const,
          },
        ]),
    ...(listed === undefined
      ? []
      : [{ name: "no list where one belongs", value: nested(listed.path, "x"), exit: 4 as const }]),
  ];
};

/** False for a sample whose leaves are names of types, and for integers beyond what the language holds. */
const isReadable = (value: unknown, type: ValueType, integerBits: 53 | 64 | "any"): boolean => {
  if (Array.isArray(value)) return value.every((item) => isReadable(item, type, integerBits));
  if (value === null || type === "json") return true;
  if (typeof value !== "bigint") return type === "integer" ? typeof value === "number" : typeof value === type;
  return integerBits === "any" || (integerBits === 64 && BigInt.asIntN(64, value) === value);
};

/** The saved answer itself. */
const savedCase = (shape: JsonShape, { answers }: Operation, integerBits: 53 | 64 | "any"): readonly Case[] => {
  const body = answers.find(({ status }) => status >= 200 && status < 300)?.body;
  if (body === undefined) return [];
  const lines = linesOf(shape, exactJson.parse(body));
  if (!lines.every(({ value, type }) => isReadable(value, type, integerBits))) return [];
  return [{ name: "as saved", script: undefined, input: body, expected: printing(lines) }];
};

const printing = (lines: readonly ExpectedLine[]): Expected => ({ exit: 0, sends: 0, printed: { text: "", lines } });

const unreadable = (name: string, input: string): Case => ({
  name,
  script: undefined,
  input,
  expected: { exit: 4, sends: 0, mayPrint: true },
});

/** Every case for a program that reads JSON of one shape. */
export const parserCases = (shape: JsonShape, operation: Operation, integerBits: 53 | 64 | "any"): readonly Case[] => {
  const plain = sampleAnswer(shape, "plain", integerBits);
  const nasty = sampleAnswer(shape, "nasty", integerBits);
  return [
    { name: "plain values", script: undefined, input: plain.text, expected: printing(plain.lines) },
    { name: "nasty values", script: undefined, input: nasty.text, expected: printing(nasty.lines) },
    ...savedCase(shape, operation, integerBits),
    ...misshapen(shape).map(({ name, value, exit }): Case => {
      const input = exactJson.stringify(value);
      return exit === 4
        ? unreadable(name, input)
        : { name, script: undefined, input, expected: printing(linesOf(shape, value)) };
    }),
    unreadable("no input", ""),
    unreadable("a page", "<html><body>Bad gateway</body></html>"),
    unreadable("cut off", plain.text.slice(0, -1)),
  ];
};
