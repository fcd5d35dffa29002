import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, Variable } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { keys } from "./readers.ts";

/** Keywords, and names of base R and the program that a variable would hide. */
const reserved: ReadonlySet<string> = new Set(
  `if else repeat while function for next break in true false null inf nan na t f c cat paste quit message list names
  at fail environment fits as_json read_at read_items show_value send wait_seconds error_message answer item items index
  url headers body request response status text attempt attempts wait max_wait timeout base key keys path value type`.split(
    /\s+/,
  ),
);

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`${name} <- ${ours(isList ? "read_items" : "read_at")}(${from}, ${keys(path)}, "${ours(type)}")`;

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    const items = identifier(`${label} items`);
    return code`${items} <- read_items(answer, ${keys(path)}, "json")
for (index in seq_along(${items})) {
  item <- ${items}[[index]]
  ${inner.map((one) => filled(ours("item"), one))}
  ${inner.map((one) => code`show_value(paste0(${literal(label)}, "[", index - 1, "].", ${literal(one.variable.label)}), ${one.name})`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show_value(${literal(one.variable.label)}, ${one.name})`),
    ...lists,
  ];
});
