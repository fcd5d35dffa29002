import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { reserved } from "./reserved.ts";

const types: Readonly<Record<ValueType, { readonly hint: Source; readonly accepted: Source }>> = {
  string: { hint: ours("str"), accepted: ours(", str") },
  integer: { hint: ours("int"), accepted: ours(", int") },
  number: { hint: ours("float"), accepted: ours(", float, int") },
  boolean: { hint: ours("bool"), accepted: ours(", bool") },
  json: { hint: ours("object"), accepted: ours("") },
};

const pathOf = (path: readonly string[]): Source => code`[${joined(path.map(literal), ", ")}]`;

const filled = (from: Source, variable: Variable, name: Source): Source => {
  const { hint, accepted } = types[variable.type];
  return variable.isList
    ? code`${name}: list[${hint}] | None = read_list(${from}, ${pathOf(variable.path)}${accepted})`
    : code`${name}: ${hint} | None = read(${from}, ${pathOf(variable.path)}${accepted})`;
};

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const named = shape.variables.map((variable) => ({ variable, name: identifier(variable.label) }));
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map((variable) => ({ variable, name: identifier(variable.label) }));
    return code`
for index, item in enumerate(read_list(answer, ${pathOf(path)}) or []):
    ${inner.map(({ variable, name }) => filled(ours("item"), variable, name))}
    ${inner.map(({ variable, name }) => code`show(${literal(label)} + f"[{index}]." + ${literal(variable.label)}, ${name})`)}`;
  });
  return [
    ...named.map(({ variable, name }) => filled(ours("answer"), variable, name)),
    ...named.map(({ variable, name }) => code`show(${literal(variable.label)}, ${name})`),
    ...lists.map(({ text }) => ours(text.trim())),
  ];
});
