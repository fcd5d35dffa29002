import { onceFor } from "../../once-for.ts";
import { makeIdentifiers } from "../../identifiers.ts";
import type { RecordList, ResponseShape, ValueType, Variable } from "../../response-shape.ts";
import { code, joined, ours, type Source } from "../../source.ts";
import { pathOf } from "../javascript/failures.ts";
import { literal } from "../javascript/literal.ts";

/** Interfaces stand beside these names of the program and of the language. */
const reserved: ReadonlySet<string> = new Set(
  `answer array array bigint boolean date error failure json map number object promise record reply set string symbol
  readonly required partial pick omit exclude extract buffer`.split(/\s+/),
);

const types: Readonly<Record<ValueType, { readonly type: Source; readonly guard: Source }>> = {
  string: { type: ours("string"), guard: ours("isString") },
  integer: { type: ours("number | bigint"), guard: ours("isInteger") },
  number: { type: ours("number | bigint"), guard: ours("isNumber") },
  boolean: { type: ours("boolean"), guard: ours("isBoolean") },
  json: { type: ours("unknown"), guard: ours("") },
};

interface Member {
  readonly declared: Source;
  readonly filled: Source;
}

const memberOf = ({ path, type, isList }: Variable, name: Source): Member => {
  const { type: declared, guard } = types[type];
  if (type === "json")
    return { declared: code`readonly ${name}: unknown;`, filled: code`${name}: at(json, ${pathOf(path)}),` };
  return isList
    ? {
        declared: code`readonly ${name}: readonly (${declared} | null)[] | null;`,
        filled: code`${name}: readList(json, ${pathOf(path)}, ${guard}),`,
      }
    : {
        declared: code`readonly ${name}: ${declared} | null;`,
        filled: code`${name}: read(json, ${pathOf(path)}, ${guard}),`,
      };
};

const shapeLines = (name: Source, members: readonly Member[]): Source => code`interface ${name} {
  ${members.map(({ declared }) => declared)}
}

const to${name} = (json: unknown): ${name} => ({
  ${members.map(({ filled }) => filled)}
});`;

interface NamedList {
  readonly list: RecordList;
  readonly name: Source;
  readonly item: Source;
  readonly fields: readonly NamedVariable[];
}

interface NamedVariable {
  readonly variable: Variable;
  readonly name: Source;
}

const namedAll = (shape: Extract<ResponseShape, { kind: "json" }>) => {
  const identifier = makeIdentifiers("camel", new Set());
  const typeName = makeIdentifiers("pascal", reserved);
  const variables = shape.variables.map((variable) => ({ variable, name: identifier(variable.label) }));
  const lists = shape.lists.map((list): NamedList => {
    const field = makeIdentifiers("camel", new Set());
    return {
      list,
      name: identifier(list.label),
      item: typeName(`${list.label} item`),
      fields: list.variables.map((variable) => ({ variable, name: field(variable.label) })),
    };
  });
  return { variables, lists };
};

/** Interfaces for what is read of the answer, and the functions that make them of JSON. */
export const answerTypes = onceFor((shape: ResponseShape): Source => {
  if (shape.kind === "text") return ours("");
  const { variables, lists } = namedAll(shape);
  const members = [
    ...variables.map(({ variable, name }) => memberOf(variable, name)),
    ...lists.map(({ list, name, item }) => ({
      declared: code`readonly ${name}: readonly ${item}[];`,
      filled: code`${name}: (readItems(json, ${pathOf(list.path)}) ?? []).map(to${item}),`,
    })),
  ];
  return joined(
    [
      ...lists.map(({ item, fields }) =>
        shapeLines(
          item,
          fields.map(({ variable, name }) => memberOf(variable, name)),
        ),
      ),
      code`// What this program reads of the answer; null where a field is missing.
${shapeLines(ours("Answer"), members)}`,
    ],
    "\n\n",
  );
});

/** The lines that print what was read. */
export const printLines = onceFor((shape: ResponseShape): readonly Source[] => {
  if (shape.kind === "text") return [];
  const { variables, lists } = namedAll(shape);
  return [
    code`const answer = toAnswer(json);`,
    ...variables.map(({ variable, name }) => code`show(${literal(variable.label)}, answer.${name});`),
    ...lists.map(
      ({ list, name, fields }) => code`for (const [index, item] of answer.${name}.entries()) {
  ${fields.map((field) => code`show(${literal(list.label)} + \`[\${index}].\` + ${literal(field.variable.label)}, item.${field.name});`)}
}`,
    ),
  ];
});
