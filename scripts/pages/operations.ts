import { adjacentOperations, type ErrorTemplate, type Operation, operations } from "#zoom";

import { code, count, page, plain, prose, table } from "./markdown.ts";

const evidence = ({ confidence, where }: { readonly confidence: string; readonly where: string }): string =>
  `${confidence}: ${plain(where)}`;

const errorRow = (error: ErrorTemplate): string[] => [
  String(error.status),
  String(error.code),
  code(error.message),
  `${prose(error.trigger)}${error.leftover ? " (documented; nothing here causes it)" : ""}`,
  evidence(error.source),
];

const limitsOf = (field: NonNullable<Operation["request"]>[number]): string =>
  [
    ...(field.values === undefined
      ? []
      : [`one of ${field.values.length > 8 ? count(field.values.length, "code") : field.values.join(", ")}`]),
    ...(field.minLength === undefined ? [] : [`at least ${field.minLength} characters`]),
    ...(field.maxLength === undefined ? [] : [`at most ${field.maxLength} characters`]),
    ...(field.maxHan === undefined ? [] : [`${field.maxHan} of them Chinese`]),
    ...(field.minimum === undefined ? [] : [`at least ${field.minimum}`]),
    ...(field.maximum === undefined ? [] : [`at most ${field.maximum}`]),
    ...(field.maxItems === undefined ? [] : [`at most ${field.maxItems} items`]),
    ...(field.deprecated ? ["deprecated"] : []),
  ].join(", ");

const requestTable = (operation: Operation): string[] => {
  // Settings have a page of their own.
  if (operation.byOption !== undefined)
    return ["Fields, and the documents that `option` picks: [settings.md](settings.md)."];
  return operation.request === undefined
    ? []
    : [
        table(
          ["field", "type", "limits", "note"],
          operation.request
            .filter((field) => !field.path.endsWith("[]"))
            .map((field) => [
              `${code(field.path)}${field.required ? " **required**" : ""}`,
              field.type,
              plain(limitsOf(field)),
              `${prose(field.note ?? "")}${field.source === undefined ? "" : ` (${evidence(field.source)})`}`,
            ]),
        ),
      ];
};

const parameterTable = (operation: Operation): string[] =>
  operation.parameters.length === 0
    ? []
    : [
        table(
          ["parameter", "in", "type", "values", "note"],
          operation.parameters.map((parameter) => [
            `${code(parameter.name)}${parameter.required ? " **required**" : ""}`,
            parameter.in,
            parameter.type,
            plain(
              [
                ...(parameter.values ?? []),
                ...(parameter.default === undefined ? [] : [`default ${parameter.default}`]),
                ...(parameter.maximum === undefined ? [] : [`at most ${parameter.maximum}`]),
              ].join(", "),
            ),
            prose(parameter.note ?? ""),
          ]),
        ),
      ];

const section = (operation: Operation): string =>
  [
    `## ${operation.summary}`,
    `${code(`${operation.method} ${operation.path}`)} · operationId ${code(operation.id)} · ${operation.label} · answers ${operation.success.status} · ${evidence(operation.source)}`,
    `Any one of these scopes: ${[...operation.scopes.granular, ...operation.scopes.classic].map((scope) => code(scope)).join(" ")}.${operation.permissions.length === 0 ? "" : ` The acting user's role needs ${operation.permissions.map((permission) => code(permission)).join(" ")}.`}`,
    ...parameterTable(operation),
    ...requestTable(operation),
    ...(operation.notes.length === 0
      ? []
      : [operation.notes.map(({ text, source }) => `- ${prose(text)} (${evidence(source)})`).join("\n")]),
    ...(Object.keys(operation.errors).length === 0
      ? []
      : [table(["HTTP", "code", "message", "when", "evidence"], Object.values(operation.errors).map(errorRow))]),
  ].join("\n\n");

/** docs/reference/operations.md */
export const operationsPage = (): string =>
  page(
    "# Operations",
    "What Rollcall knows of each operation that the emulator answers and the client calls, straight from `src/zoom/operations/`. The words before the colon of an evidence say how sure we are, those after it where it stands ([sources.md](sources.md)). `{name}` in a message is filled in. Compare on the code, never on the text: Zoom translates it.",
    "Which of Zoom's documented operations are emulated: [SUPPORTED.md](../../SUPPORTED.md).",
    ...operations.map(section),
    "The following belong to other products of Zoom's; a tool that provisions users may meet them.",
    ...adjacentOperations.map(section),
  );
