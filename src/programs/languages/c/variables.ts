import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { pathOf } from "./readers.ts";

/** Keywords, names of the standard library that matter, and names of the program itself. */
const reserved: ReadonlySet<string> = new Set(
  `auto break case char const continue default do double else enum extern float for goto if inline int long register
  restrict return short signed sizeof static struct switch typedef union unsigned void volatile while bool true false
  null errno stdin stdout stderr assert eof exit printf puts abs labs div time index log floor y0 y1 yn j0 j1 jn gamma
  signal linux unix cjson integer number boolean main fail at unexpected read_string read_integer read_number
  read_boolean read_list show show_string show_integer show_number show_boolean is_string is_integer is_number is_boolean
  is_any format environment response send wait_seconds error_message take_body take_header answer item items label url
  headers body attempt wait text base status path value list`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("const char *"),
  integer: ours("Integer "),
  number: ours("Number "),
  boolean: ours("Boolean "),
  json: ours("const cJSON *"),
};

const predicates: Readonly<Record<ValueType, Source>> = {
  string: ours("is_string"),
  integer: ours("is_integer"),
  number: ours("is_number"),
  boolean: ours("is_boolean"),
  json: ours("is_any"),
};

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source => {
  if (isList) return code`const cJSON *${name} = read_list(${from}, ${predicates[type]}, ${pathOf(path)});`;
  return type === "json"
    ? code`const cJSON *${name} = at(${from}, ${pathOf(path)});`
    : code`${types[type]}${name} = read_${ours(type)}(${from}, ${pathOf(path)});`;
};

const shower = ({ type, isList }: Variable): Source => ours(isList || type === "json" ? "show" : `show_${type}`);

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    const [items, index] = [identifier(`${label} items`), identifier(`${label} index`)];
    return code`const cJSON *${items} = read_list(answer, is_any, ${pathOf(path)});
for (int ${index} = 0; ${index} < cJSON_GetArraySize(${items}); ${index}++) {
    const cJSON *item = cJSON_GetArrayItem(${items}, ${index});
    ${inner.map((one) => filled(ours("item"), one))}
    ${inner.map((one) => code`${shower(one.variable)}(format("%s[%d].%s", ${literal(label)}, ${index}, ${literal(one.variable.label)}), ${one.name});`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`${shower(one.variable)}(${literal(one.variable.label)}, ${one.name});`),
    ...lists,
  ];
});
