import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

/** Keywords, predeclared names, packages, and names of the program itself. */
const reserved: ReadonlySet<string> = new Set(
  `break case chan const continue default defer else fallthrough for func go goto if import interface map package range
  return select struct switch type var any append bool byte cap close comparable complex complex64 complex128 copy delete
  error false float32 float64 imag int int8 int16 int32 int64 iota len make new nil panic print println real recover rune
  string true uint uint8 uint16 uint32 uint64 uintptr clear max min
  bytes errors fmt io json http os strconv strings time url main init attempts maxwait timeout fail environment parse at
  read readlist convert show redirect send waittime errormessage answer item index text status retryafter headers body
  attempt wait err target base separator key`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("string"),
  integer: ours("int64"),
  number: ours("float64"),
  boolean: ours("bool"),
  json: ours("any"),
};

const keys = (path: readonly string[]): Source => joined([ours(""), ...path.map(literal)], ", ");

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`${name} := ${ours(isList ? "readList" : "read")}[${types[type]}](${from}${keys(path)})`;

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("camel", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`for index, item := range readList[any](answer${keys(path)}) {
	${inner.map((one) => filled(ours("*item"), one))}
	${inner.map((one) => code`show(${literal(label)}+fmt.Sprintf("[%d].", index)+${literal(one.variable.label)}, ${one.name})`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show(${literal(one.variable.label)}, ${one.name})`),
    ...lists,
  ];
});
