import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { literal } from "./literal.ts";

const reserved: ReadonlySet<string> = new Set(
  `alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class compl
  concept const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do
  double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace
  new noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires return
  short signed sizeof static static_assert static_cast struct switch template this thread_local throw true try typedef
  typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq unix linux errno stdin stdout stderr
  assert null eof std json path optional string vector answer item items index value text headers url body response
  wait attempt main fail environment read read_list show send wait_seconds error_message log time exit`.split(/\s+/),
);

const types: Readonly<Record<ValueType, Source>> = {
  string: ours("std::string"),
  integer: ours("std::int64_t"),
  number: ours("double"),
  boolean: ours("bool"),
  json: ours("json"),
};

const pathOf = (path: readonly string[]): Source => code`{${joined(path.map(literal), ", ")}}`;

interface Named {
  readonly variable: Variable;
  readonly name: Source;
}

const filled = (from: Source, { variable: { path, type, isList }, name }: Named): Source =>
  code`const auto ${name} = ${ours(isList ? "read_list" : "read")}<${types[type]}>(${from}, ${pathOf(path)});`;

/** The lines that fill typed variables from `answer` and print them. */
export const variableLines = onceFor((shape: ResponseShape) => {
  if (shape.kind === "text") return [];
  const identifier = makeIdentifiers("snake", reserved);
  const name = (variable: Variable): Named => ({ variable, name: identifier(variable.label) });
  const named = shape.variables.map(name);
  const lists = shape.lists.map(({ path, label, variables }) => {
    const inner = variables.map(name);
    const items = identifier(`${label} items`);
    return code`const auto ${items} = read_list<json>(answer, ${pathOf(path)}).value_or(std::vector<json>{});
for (std::size_t index = 0; index < ${items}.size(); ++index) {
    const json &item = ${items}[index];
    ${inner.map((one) => filled(ours("item"), one))}
    ${inner.map((one) => code`show(${literal(label)} + "[" + std::to_string(index) + "]." + ${literal(one.variable.label)}, ${one.name});`)}
}`;
  });
  return [
    ...named.map((one) => filled(ours("answer"), one)),
    ...named.map((one) => code`show(${literal(one.variable.label)}, ${one.name});`),
    ...lists,
  ];
});
