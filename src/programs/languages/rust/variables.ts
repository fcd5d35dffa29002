import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { keys } from "./readers.ts";

/** Keywords, and names of the program itself. */
const reserved: ReadonlySet<string> = new Set(
  `as async await break const continue crate dyn else enum extern false fn for gen if impl in let loop match mod move mut
  pub ref return self static struct super trait true type unsafe use where while abstract become box do final macro
  override priv try typeof unsized virtual yield union raw safe main std str string option some none ok err vec value json
  exit fail environment at read show send send_once wait_seconds moment error_message percent_encoded answer item items
  index url target headers body agent response status text attempt wait`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("String"),
  integer: ours("i64"),
  number: ours("f64"),
  boolean: ours("bool"),
  json: ours("Value"),
};

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`let ${name}: Option<${isList ? code`Vec<Option<${types[type]}>>` : types[type]}> = read(${from}, ${keys(path)});`;

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`for (index, item) in read::<Vec<Value>>(&answer, ${keys(path)}).unwrap_or_default().iter().enumerate() {
    ${inner.map((one) => filled(ours("item"), one))}
    ${inner.map((one) => code`show(&format!("{}[{index}].{}", ${literal(label)}, ${literal(one.variable.label)}), &${one.name});`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("&answer"), one)),
    ...named.map((one) => code`show(${literal(one.variable.label)}, &${one.name});`),
    ...lists,
  ];
});
