import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { keys } from "./readers.ts";

/** Keywords, and names of the program itself. */
const reserved: ReadonlySet<string> = new Set(
  `abstract as assert boolean break byte case catch char class const continue def default do double else enum extends
  false final finally float for goto if implements import in instanceof int interface it long native new null package
  private protected public return short static strictfp super switch synchronized this threadsafe throw throws trait
  transient true try var void volatile while _
  answer item items index text status retryafter headers body attempt wait url target base gson main read readlist show
  send exchange environment waittime errormessage parse at failure string object run response metaclass property owner
  delegate`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("String"),
  integer: ours("Long"),
  number: ours("Double"),
  boolean: ours("Boolean"),
  json: ours("JsonElement"),
};

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source => {
  const of = types[type];
  return isList
    ? code`List<${of}> ${name} = readList(${from}, ${of}${keys(path)})`
    : code`${of} ${name} = read(${from}, ${of}${keys(path)})`;
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
    return code`List<JsonElement> ${items} = readList(answer, JsonElement${keys(path)})
for (int index = 0; ${items} != null && index < ${items}.size(); index++) {
    JsonElement item = ${items}.get(index)
    ${inner.map((one) => filled(ours("item"), one))}
    ${inner.map((one) => code`show(${literal(label)} + "[$index]." + ${literal(one.variable.label)}, ${one.name})`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show(${literal(one.variable.label)}, ${one.name})`),
    ...lists,
  ];
});
