import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

/** Variables of Perl and of the program; its functions have no sigil and cannot be meant. */
const reserved: ReadonlySet<string> = new Set(
  "a b _ answer item index json url headers body response status text wait attempt env argv inc stdin stdout stderr".split(
    " ",
  ),
);

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`my $${name} = ${ours(isList ? "read_list" : "read_at")}(${joined([ours(`'${type}'`), from, ...path.map(literal)], ", ")});`;

/** The lines that fill typed variables from `$answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    const items = identifier(`${label} items`);
    return code`my $${items} = read_list(${joined([ours("'json'"), ours("$answer"), ...path.map(literal)], ", ")}) // [];
for my $index (0 .. $#$${items}) {
    my $item = $${items}->[$index];
    ${inner.map((one) => filled(ours("$item"), one))}
    ${inner.map((one) => code`show(${literal(label)} . "[$index]." . ${literal(one.variable.label)}, $${one.name});`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("$answer"), one)),
    ...named.map((one) => code`show(${literal(one.variable.label)}, $${one.name});`),
    ...lists,
  ];
});
