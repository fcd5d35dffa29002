import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

const reserved: ReadonlySet<string> = new Set(
  `if then else elif fi case esac for select while until do done in function time coproc
  answer item items index attempt wait status retry_after url base_url work body fail send value show code message headers
  wait_seconds error_field send_once answer_header echo printf read exit test local return set trap curl jq date sleep rm cat sed wget http`.split(
    /\s+/,
  ),
);

const pathOf = (path: readonly string[]): Source => literal(JSON.stringify(path));

const typeOf = ({ type, isList }: Variable): Source => ours(isList ? `'${type}[]'` : type);

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable, name }: Named): Source =>
  code`${name}=$(value ${pathOf(variable.path)} ${typeOf(variable)} <<<"$${from}")`;

/** The lines that fill variables from `answer`, each holding JSON of the documented type, and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`items=$(value ${pathOf(path)} 'json[]' <<<"$answer")
index=0
while read -r item; do
  ${inner.map((one) => filled(ours("item"), one))}
  ${inner.map((one) => code`show ${joined([literal(label), ours('"[$index]."'), literal(one.variable.label)], "")} "$${one.name}"`)}
  index=$((index + 1))
done < <(jq --compact-output '.[]?' <<<"$items")`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show ${literal(one.variable.label)} "$${one.name}"`),
    ...lists,
  ];
});
