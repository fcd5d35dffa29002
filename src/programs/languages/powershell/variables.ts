import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";
import { keys } from "./readers.ts";

/** PowerShell's own variables, and the program's; without regard to case. */
const reserved: ReadonlySet<string> = new Set(
  `true false null args error event eventargs eventsubscriber executioncontext foreach home host input is_core_clr
  islinux ismacos iswindows lastexitcode matches myinvocation nestedpromptlevel ofs pid profile psboundparameters
  pscmdlet pscommandpath psculture psdebugcontext psedition pshome psitem psscriptroot pssenderinfo psuiculture
  psversiontable pwd sender shellid stacktrace switch this env function global local private script using variable
  workflow confirmpreference debugpreference erroractionpreference informationpreference progresspreference
  verbosepreference warningpreference whatifpreference
  attempts maxwait timeout url headers body attempt wait response status text answer item index credentials`.split(
    /\s+/,
  ),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours(" @([string])"),
  integer: ours(" @([long], [bigint])"),
  number: ours(" @([double], [decimal], [long], [bigint])"),
  boolean: ours(" @([bool])"),
  json: ours(""),
};

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`$${name} = ${ours(isList ? "Read-List" : "Read-At")} ${from} ${keys(path)}${types[type]}`;

/** The lines that fill typed variables from `$answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("camel", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`$index = 0
foreach ($item in (Read-List $answer ${keys(path)} @())) {
    ${inner.map((one) => filled(ours("$item"), one))}
    ${inner.map((one) => code`Show-Value (${literal(label)} + "[$index]." + ${literal(one.variable.label)}) $${one.name}`)}
    $index++
}`;
  });
  return [
    ...named.map((one) => filled(ours("$answer"), one)),
    ...named.map((one) => code`Show-Value ${literal(one.variable.label)} $${one.name}`),
    ...lists,
  ];
});
