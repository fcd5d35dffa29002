import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, Variable } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { pathOf } from "./failures.ts";
import { literal } from "./literal.ts";

const reserved: ReadonlySet<string> = new Set(
  `abstract arguments await boolean break byte case catch char class const continue debugger default delete do double
  else enum eval export extends false final finally float for function goto if implements import in instanceof int
  interface let long native new null package private protected public return short static super switch synchronized this
  throw throws transient true try typeof undefined nan infinity var void volatile while with yield async of get set
  process console fetch headers response url urlsearchparams json object array string number bigint math date promise
  error settimeout buffer abortsignal attempts maxwait timeout failure environment fits read readlist show waitseconds
  errormessage send main answer text item index attempt wait status body request result retryafter`.split(/\s+/),
);

const filled = (from: Source, { path, type, isList }: Variable, name: Source): Source =>
  code`const ${name} = ${ours(isList ? "readList" : "read")}(${from}, ${pathOf(path)}, ${literal(type)});`;

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("camel", reserved);
  const named = shape.variables.map((variable) => ({ variable, name: identifier(variable.label) }));
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map((variable) => ({ variable, name: identifier(variable.label) }));
    return code`for (const [index, item] of (readList(answer, ${pathOf(path)}, "json") ?? []).entries()) {
  ${inner.map(({ variable, name }) => filled(ours("item"), variable, name))}
  ${inner.map(({ variable, name }) => code`show(${literal(label)} + \`[\${index}].\` + ${literal(variable.label)}, ${name});`)}
}`;
  });
  return [
    ...named.map(({ variable, name }) => filled(ours("answer"), variable, name)),
    ...named.map(({ variable, name }) => code`show(${literal(variable.label)}, ${name});`),
    ...lists,
  ];
});
