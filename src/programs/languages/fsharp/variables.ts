import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

/** Keywords, reserved words, and names of the program itself. */
const reserved: ReadonlySet<string> = new Set(
  `abstract and as assert asr base begin class const default delegate do done downcast downto elif else end exception
  extern false finally fixed for fun function global if in inherit inline interface internal land lazy let lor lsl lsr
  lxor match member mod module mutable namespace new null of open or override private public rec return select sig static
  struct then to true try type upcast use val void when while with yield atomic break checked component constraint
  constructor continue event external include mixin parallel process protected pure sealed tailcall trait virtual
  answer item index items path value read show at fail failure send sendonce environment waittime errormessage run main
  url uri headers body status text attempt wait option list string int not box id ref fst snd ignore printfn sprintf
  failwith raise exit typeof sizeof nameof`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("string"),
  integer: ours("int64"),
  number: ours("float"),
  boolean: ours("bool"),
  json: ours("JsonElement"),
};

/** A list may hold null. */
const items: Readonly<Record<ValueType, Source>> = {
  string: ours("string"),
  integer: ours("Nullable<int64>"),
  number: ours("Nullable<float>"),
  boolean: ours("Nullable<bool>"),
  json: ours("JsonElement"),
};

const keys = (path: readonly string[]): Source => code`[ ${joined(path.map(literal), "; ")} ]`;

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`let ${name} = read<${isList ? code`${items[type]} list` : types[type]}> ${keys(path)} ${from}`;

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("camel", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`for index, item in read<JsonElement list> ${keys(path)} answer |> Option.defaultValue [] |> List.indexed do
    ${inner.map((one) => filled(ours("item"), one))}
    ${inner.map((one) => code`show (${literal(`${label}[`)} + string index + ${literal(`].${one.variable.label}`)}) ${one.name}`)}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show ${literal(one.variable.label)} ${one.name}`),
    ...lists,
  ];
});
