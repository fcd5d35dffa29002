import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { reserved } from "./reserved.ts";

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("String"),
  integer: ours("Long"),
  number: ours("Double"),
  boolean: ours("Boolean"),
  json: ours("JsonElement"),
};

/** A list or a string may be Nothing as it is; the type of a value is so only with a question mark. */
const typeOf = ({ type, isList }: Variable): Source => {
  if (isList) return code`List(Of ${types[type]})`;
  return type === "string" ? types.string : code`${types[type]}?`;
};

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const path = (keys: readonly string[]): Source => joined([ours(""), ...keys.map(literal)], ", ");

const filled = (from: Source, { variable, name }: Named): Source =>
  code`Dim ${name} As ${typeOf(variable)} = Read(Of ${typeOf(variable)})(${from}${path(variable.path)})`;

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("camel", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path: keys, label, variables }) => {
    const inner = variables.map(name);
    const items = identifier(`${label} items`);
    return code`Dim ${items} = If(Read(Of List(Of JsonElement))(answer${path(keys)}), New List(Of JsonElement))
For index = 0 To ${items}.Count - 1
    ${inner.map((one) => filled(code`${items}(index)`, one))}
    ${inner.map((one) => code`Show(${literal(`${label}[`)} & index & ${literal(`].${one.variable.label}`)}, ${one.name})`)}
Next`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`Show(${literal(one.variable.label)}, ${one.name})`),
    ...lists,
  ];
});
