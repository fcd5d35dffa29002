import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, Variable } from "../../response-shape.ts";
import { code, ours, type Source } from "../../source.ts";
import { list, literal } from "./literal.ts";

/** Variables of Tcl and of the program; procedures have names of their own. */
const reserved: ReadonlySet<string> = new Set(
  `env argv argc argv0 auto_path auto_index auto_oldpath errorinfo errorcode tcl_version tcl_patchlevel tcl_platform
  tcl_library tcl_pkgpath tcl_interactive tcl_rcfilename tcl_traceexec tcl_tracecompile tcl_wordchars tcl_nonwordchars
  attempts attempt max_wait timeout body_file answer problem item index label url headers response text status wait
  _`.split(/\s+/),
);

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`${ours(isList ? "read_list" : "read_at")} ${name} ${from} ${list(path)} ${ours(type)}`;

const shown = (label: Source, { variable: { type, isList }, name }: Named): Source =>
  code`${ours(isList ? "show_list" : "show")} ${label} ${name} ${ours(type)}`;

/** The lines that fill variables from `$answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    return code`set index 0
foreach item [items $answer ${list(path)}] {
    set label [string cat ${literal(label)} "\[$index\]."]
    ${inner.map((one) => filled(ours("$item"), one))}
    ${inner.map((one) => shown(code`[string cat $label ${literal(one.variable.label)}]`, one))}
    incr index
}`;
  });
  return [
    ...named.map((one) => filled(ours("$answer"), one)),
    ...named.map((one) => shown(literal(one.variable.label), one)),
    ...lists,
  ];
});
