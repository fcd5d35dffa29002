import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

const reserved: ReadonlySet<string> = new Set(
  `this globals server get post files cookie session request env argc argv http_response_header php_errormsg
  answer item index text status url headers body attempt wait retryafter exception error code message handle`.split(
    /\s+/,
  ),
);

const pathOf = (path: readonly string[]): Source => code`[${joined(path.map(literal), ", ")}]`;

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`$${name} = ${ours(isList ? "readList" : "read")}($${from}, ${pathOf(path)}, ${literal(type)});`;

/** The lines that fill typed variables from `$answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("camel", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`foreach (readList($answer, ${pathOf(path)}, 'json') ?? [] as $index => $item) {
    ${inner.map((one) => filled(ours("item"), one))}
    ${inner.map((one) => code`show(${literal(label)} . "[$index]." . ${literal(one.variable.label)}, $${one.name});`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show(${literal(one.variable.label)}, $${one.name});`),
    ...lists,
  ];
});
