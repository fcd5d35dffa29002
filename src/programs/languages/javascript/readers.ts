import { onceFor } from "../../once-for.ts";
import type { ResponseShape } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";

const exactParse = code`// Integers that a number cannot hold become BigInt.
const parse = (text) =>
  JSON.parse(text, (key, value, context) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
      ? BigInt(context.source)
      : value,
  );`;

const exactFits = code`const fits = {
  string: (value) => typeof value === "string",
  integer: (value) => typeof value === "bigint" || Number.isSafeInteger(value),
  number: (value) => typeof value === "number" || typeof value === "bigint",
  boolean: (value) => typeof value === "boolean",
  json: () => true,
};`;

const plainFits = code`const fits = {
  string: (value) => typeof value === "string",
  integer: Number.isSafeInteger,
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  json: () => true,
};`;

const read = code`// What stands at a path of the answer; null where it is missing. Another type than expected ends the program.
const read = (value, path, type) => {
  for (const key of path)
    value = typeof value === "object" && value !== null && Object.hasOwn(value, key) ? value[key] : null;
  if (value !== null && !fits[type](value)) throw new Failure(4, \`Unexpected value at \${path.join(".")}\`);
  return value;
};`;

const readList = code`const readList = (value, path, type) => {
  const list = read(value, path, "json");
  if (list !== null && !Array.isArray(list)) throw new Failure(4, \`No list at \${path.join(".")}\`);
  return list?.map((item) => read(item, [], type)) ?? null;
};`;

const exactShow = code`const show = (label, value) => {
  const text = JSON.stringify(value, (key, item) => (typeof item === "bigint" ? JSON.rawJSON(String(item)) : item));
  console.log(\`\${label} = \${text}\`);
};`;

const plainShow = code`const show = (label, value) => console.log(\`\${label} = \${JSON.stringify(value)}\`);`;

const readersOf = (shape: ResponseShape, integers: "exact" | "safe"): Source => {
  if (shape.kind === "text") return ours("");
  const hasLists = shape.lists.length > 0 || shape.variables.some(({ isList }) => isList);
  const lists = hasLists ? [readList] : [];
  return joined(
    integers === "exact" ? [exactParse, exactFits, read, ...lists, exactShow] : [plainFits, read, ...lists, plainShow],
    "\n\n",
  );
};

const known = {
  exact: onceFor((shape: ResponseShape) => readersOf(shape, "exact")),
  safe: onceFor((shape: ResponseShape) => readersOf(shape, "safe")),
};

/**
 * The functions that read and print typed variables; nothing where the answer is text.
 * @param integers exact: `parse` comes with them and makes BigInt; safe: up to 2^53, of an answer that is decoded already
 */
export const readers = (shape: ResponseShape, integers: "exact" | "safe"): Source => known[integers](shape);
