import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

const reserved: ReadonlySet<string> = new Set(
  `abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else
  enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock
  long namespace new null object operator out override params private protected public readonly ref return sbyte sealed
  short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using
  virtual void volatile while add alias and args ascending async await by descending dynamic equals field file from get
  global group init into join let managed nameof nint not notnull nuint on or orderby partial record remove required
  scoped select set unmanaged value var when where with yield system console program environment failure
  answer document item index text status url headers body attempt wait response client read readlist show send
  waitseconds errormessage error exception credentials retryafter`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("string"),
  integer: ours("long"),
  number: ours("double"),
  boolean: ours("bool"),
  json: ours("JsonElement"),
};

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const path = (keys: readonly string[]): Source => joined([ours(""), ...keys.map(literal)], ", ");

/** A list or a string may be null as it is; the type of a value is so only with a question mark. */
const filled = (from: Source, { variable: { type, isList, path: keys }, name }: Named): Source => {
  const item = types[type];
  const [declared, read] = isList
    ? [code`List<${item}>?`, code`List<${item}>`]
    : [code`${item}?`, type === "string" ? item : code`${item}?`];
  return code`${declared} ${name} = Read<${read}>(${from}${path(keys)});`;
};

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("camel", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path: keys, label, variables }) => {
    const inner = variables.map(name);
    return code`foreach (var (item, index) in (Read<List<JsonElement>>(answer${path(keys)}) ?? []).Select((item, index) => (item, index)))
{
    ${inner.map((one) => filled(ours("item"), one))}
    ${inner.map((one) => code`Show(${literal(`${label}[`)} + index + ${literal(`].${one.variable.label}`)}, ${one.name});`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`Show(${literal(one.variable.label)}, ${one.name});`),
    ...lists,
  ];
});
