import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

/** Keywords, and names of the program itself. */
const reserved: ReadonlySet<string> = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends final
  finally float for goto if implements import instanceof int interface long native new package private protected public
  return short static strictfp super switch synchronized this throw throws transient try void volatile while true false
  null var record yield sealed permits _
  answer item items index text status retryafter headers body attempt wait url target base gson main read readlist show
  send exchange environment waitseconds errormessage parse at failure string object`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("String"),
  integer: ours("Long"),
  number: ours("Double"),
  boolean: ours("Boolean"),
  json: ours("JsonElement"),
};

const keys = (path: readonly string[]): Source => joined([ours(""), ...path.map(literal)], ", ");

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source => {
  const of = types[type];
  return isList
    ? code`List<${of}> ${name} = readList(${from}, ${of}.class${keys(path)});`
    : code`${of} ${name} = read(${from}, ${of}.class${keys(path)});`;
};

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("camel", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    const items = identifier(`${label} items`);
    return code`List<JsonElement> ${items} = readList(answer, JsonElement.class${keys(path)});
for (int index = 0; ${items} != null && index < ${items}.size(); index++) {
    JsonElement item = ${items}.get(index);
    ${inner.map((one) => filled(ours("item"), one))}
    ${inner.map((one) => code`show(${literal(label)} + "[" + index + "]." + ${literal(one.variable.label)}, ${one.name});`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show(${literal(one.variable.label)}, ${one.name});`),
    ...lists,
  ];
});
