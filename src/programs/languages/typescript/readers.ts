import { onceFor } from "../../once-for.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";

/** Guards by type; what is `json` needs none. */
const guards: Readonly<Record<Exclude<ValueType, "json">, Source>> = {
  string: code`const isString = (value: unknown): value is string => typeof value === "string";`,
  integer: code`const isInteger = (value: unknown): value is number | bigint =>
  typeof value === "bigint" || Number.isSafeInteger(value);`,
  number: code`const isNumber = (value: unknown): value is number | bigint =>
  typeof value === "number" || typeof value === "bigint";`,
  boolean: code`const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";`,
};

/** What TypeScript does not know of JSON, and reading it to the last digit. */
const exactJson = code`declare global {
  // Node.js has both; TypeScript's library does not name them yet.
  interface JSON {
    rawJSON(text: string): unknown;
    parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  }
}

// Integers that a number cannot hold become BigInt.
const parse = (text: string): unknown =>
  JSON.parse(text, (_key, value, { source }) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source)
      ? BigInt(source)
      : value,
  );`;

const read = code`// What stands at a path of the answer; null where it is missing. Another type than expected ends the program.
const read = <Type>(json: unknown, path: readonly string[], is: (value: unknown) => value is Type): Type | null => {
  const value = at(json, path);
  if (value === null) return null;
  if (!is(value)) throw new Failure(4, \`Unexpected value at \${path.join(".")}\`);
  return value;
};`;

const readItems = code`const readItems = (json: unknown, path: readonly string[]): readonly unknown[] | null => {
  const list = at(json, path);
  if (list !== null && !Array.isArray(list)) throw new Failure(4, \`No list at \${path.join(".")}\`);
  return list;
};`;

const readList = code`const readList = <Type>(
  json: unknown,
  path: readonly string[],
  is: (value: unknown) => value is Type,
): readonly (Type | null)[] | null => readItems(json, path)?.map((item) => read(item, [], is)) ?? null;`;

const show = code`const show = (label: string, value: unknown): void => {
  const text = JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "bigint" ? JSON.rawJSON(String(item)) : item,
  );
  console.log(\`\${label} = \${text}\`);
};`;

const everyVariable = (shape: ResponseShape): readonly Variable[] =>
  shape.kind === "text" ? [] : [...shape.variables, ...shape.lists.flatMap(({ variables }) => variables)];

/** The functions that this program's typed variables are read with. */
export const readers = onceFor((shape: ResponseShape): Source => {
  if (shape.kind === "text") return ours("");
  const variables = everyVariable(shape);
  const types = new Set(variables.map(({ type }) => type));
  const hasList = variables.some(({ isList }) => isList);
  const used = Object.entries(guards).flatMap(([type, guard]) =>
    variables.some((variable) => variable.type === type) ? [guard] : [],
  );
  const isRead = [...types].some((type) => type !== "json");
  return joined(
    [
      exactJson,
      ...(used.length === 0 ? [] : [joined(used, "\n")]),
      ...(isRead ? [read] : []),
      ...(hasList || shape.lists.length > 0 ? [readItems] : []),
      ...(hasList ? [readList] : []),
      ...(variables.length === 0 ? [] : [show]),
    ],
    "\n\n",
  );
});
