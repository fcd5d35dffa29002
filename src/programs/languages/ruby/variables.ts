import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

const reserved: ReadonlySet<string> = new Set(
  `begin end alias and break case class def defined do else elsif ensure false for if in module next nil not or redo
  rescue retry return self super then true undef unless until when while yield raise fail puts print p require proc
  lambda loop catch throw format sleep exit abort test system exec fork open rand warn
  answer item index text status url uri headers body attempt wait response environment read_at read_list show send_request
  wait_seconds error_message net json time base64`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours(", String"),
  integer: ours(", Integer"),
  number: ours(", Numeric"),
  boolean: ours(", TrueClass, FalseClass"),
  json: ours(""),
};

const pathOf = (path: readonly string[]): Source => code`[${joined(path.map(literal), ", ")}]`;

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`${name} = ${ours(isList ? "read_list" : "read_at")}(${from}, ${pathOf(path)}${types[type]})`;

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`(read_list(answer, ${pathOf(path)}) || []).each_with_index do |item, index|
  ${inner.map((one) => filled(ours("item"), one))}
  ${inner.map((one) => code`show(${literal(label)} + "[#{index}]." + ${literal(one.variable.label)}, ${one.name})`)}
end`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show(${literal(one.variable.label)}, ${one.name})`),
    ...lists,
  ];
});
