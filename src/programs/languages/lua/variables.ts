import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, Variable } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { keys } from "./readers.ts";

const reserved: ReadonlySet<string> = new Set(
  `and break do else elseif end false for function goto if in local nil not or repeat return then true until while _`.split(
    /\s+/,
  ),
);

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`${name} = ${ours(isList ? "read_list" : "read")}(${from}, ${keys(path)}, ${ours(`"${type}"`)}),`;

const record = (name: Source, from: Source, fields: readonly Named[]): readonly Source[] =>
  fields.length === 0
    ? []
    : [
        code`local ${name} = {
  ${fields.map((one) => filled(from, one))}
}`,
      ];

/** The lines that fill records of typed values from `answer` and print them; a function has at most 200 variables. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`for index, item in ipairs(read_list(answer, ${keys(path)}, "json") or {}) do
  ${record(ours("fields"), ours("item"), inner)}
  local label = ${literal(label)} .. "[" .. index - 1 .. "]."
  ${inner.map((one) => code`show(label .. ${literal(one.variable.label)}, fields.${one.name})`)}
end`;
  });
  return [
    ...record(ours("fields"), ours("answer"), named),
    ...named.map((one) => code`show(${literal(one.variable.label)}, fields.${one.name})`),
    ...lists,
  ];
});
