import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { keys } from "./readers.ts";

/** Keywords, and names of the standard library and the program that a variable would hide. */
const reserved: ReadonlySet<string> = new Set(
  `addr and as asm bind block break case cast concept const continue converter defer discard distinct div do elif else end
  enum except export finally for from func if import in include interface is isnot iterator let macro method mixin mod nil
  not notin object of or out proc ptr raise ref return shl shr static template try tuple type using var when while xor
  yield result true false some none option echo quit string int int64 float bool seq len add it json jsonnode
  fail environment at read readlist tojson show sendonce send moment waitseconds errormessage main answer item items index
  url target headers body client response status text attempt wait stdin stdout stderr key`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("string"),
  integer: ours("int64"),
  number: ours("float"),
  boolean: ours("bool"),
  json: ours("JsonNode"),
};

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`let ${name} = ${ours(isList ? "readList" : "read")}[${types[type]}](${from}, ${keys(path)})`;

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  // Nim does not tell user_id from userid; in camel case nobody does.
  const identifier = makeIdentifiers("camel", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`for index, item in readList[JsonNode](answer, ${keys(path)}).get(@[]):
  ${inner.map((one) => filled(ours("item.get"), one))}
  ${inner.map((one) => code`show(${literal(label)} & "[" & $index & "]." & ${literal(one.variable.label)}, ${one.name})`)}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show(${literal(one.variable.label)}, ${one.name})`),
    ...lists,
  ];
});
