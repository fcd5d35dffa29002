import type { Auth, Body, Operation, Parameter, Schema } from "./operation.ts";

/** One part of the reference of an operation: rows of cells, ready for a table. */
export interface Section {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

const maxFields = 400;
const maxValues = 12;
const maxDepth = 12;

const typeOf = (schema: Schema): string => {
  const type = schema.type === "array" && schema.items !== undefined ? `${schema.items.type}[]` : schema.type;
  return schema.format === undefined ? type : `${type} (${schema.format})`;
};

const firstLine = (text: string | undefined): string => (text ?? "").trim().split("\n")[0]?.trim() ?? "";

const show = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "bigint" ? value.toString() : JSON.stringify(value);

const valuesOf = (schema: Schema): string[] => {
  const values = schema.enum ?? schema.items?.enum;
  if (values === undefined) return [];
  const more = values.length > maxValues ? `, … (${values.length} in all)` : "";
  return [`one of ${values.slice(0, maxValues).map(show).join(", ")}${more}`];
};

const limitsOf = (schema: Schema): string =>
  [
    ...valuesOf(schema),
    ...(schema.minLength === undefined ? [] : [`at least ${schema.minLength} characters`]),
    ...(schema.maxLength === undefined ? [] : [`at most ${schema.maxLength} characters`]),
    ...(schema.minimum === undefined ? [] : [`at least ${schema.minimum}`]),
    ...(schema.maximum === undefined ? [] : [`at most ${schema.maximum}`]),
    ...(schema.maxItems === undefined ? [] : [`at most ${schema.maxItems} items`]),
    ...(schema.default === undefined ? [] : [`default ${show(schema.default)}`]),
    ...(schema.nullable === undefined ? [] : ["may be null"]),
    ...(schema.deprecated === undefined ? [] : ["deprecated"]),
  ].join("; ");

/** Limits and prose share the last column: it is the only one that may be long. */
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(". ");

const fieldRow = (name: string, schema: Schema, required: boolean): string[] => [
  name,
  typeOf(schema),
  required ? "required" : "",
  joined(limitsOf(schema), firstLine(schema.description)),
];

const fieldRows = (schema: Schema, base: string, rows: string[][], depth = 0): void => {
  if (depth > maxDepth || rows.length > maxFields) return;
  if (schema.items !== undefined) fieldRows(schema.items, `${base}[]`, rows, depth + 1);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const path = base === "" ? name : `${base}.${name}`;
    rows.push(fieldRow(path, property, schema.required?.includes(name) === true));
    fieldRows(property, path, rows, depth + 1);
  }
};

/** The fields of a schema, one a row, by dotted path. */
const rowsOf = (schema: Schema): readonly (readonly string[])[] => {
  const rows: string[][] = [];
  fieldRows(schema, "", rows);
  if (rows.length > maxFields) return [...rows.slice(0, maxFields), [`… and more`]];
  return rows.length === 0 && schema.type !== "any" ? [fieldRow("(the whole body)", schema, true)] : rows;
};

const bodySection = (body: Body | undefined): readonly Section[] => {
  if (body === undefined) return [];
  if (body.kind === "raw") return [{ title: "Body", rows: [[body.contentType, "sent byte by byte"]] }];
  if (body.kind === "json") return [{ title: `Body (${body.contentType})`, rows: rowsOf(body.schema) }];
  const type = body.kind === "multipart" ? "multipart/form-data" : "application/x-www-form-urlencoded";
  const rows = body.fields.map((field) => [
    field.name,
    field.kind === "file" ? "file" : typeOf(field.schema),
    field.required ? "required" : field.disabled === undefined ? "" : "disabled",
    joined(limitsOf(field.schema), firstLine(field.description)),
  ]);
  return [{ title: `Body (${type})`, rows }];
};

const parameterRow = ({ name, schema, required, disabled, description, example }: Parameter): string[] => [
  name,
  typeOf(schema),
  required ? "required" : disabled === undefined ? "" : "disabled",
  joined(limitsOf(schema), example === undefined ? "" : `e.g. ${example}`, firstLine(description)),
];

const authText = (auth: Auth): string => {
  switch (auth.scheme) {
    case "none":
      return "none";
    case "bearer":
      return `Authorization: Bearer, the token from ${auth.environment}`;
    case "basic":
      return `Authorization: Basic, from ${auth.userEnvironment} and ${auth.passwordEnvironment}`;
    case "apiKey":
      return `${auth.in} ${auth.name}, from ${auth.environment}`;
  }
};

const headerRows = ({ body, parameters }: Operation): readonly (readonly string[])[] => [
  ...(body?.kind === "json" || body?.kind === "raw" ? [["Content-Type", body.contentType]] : []),
  ...(body?.kind === "multipart" ? [["Content-Type", "multipart/form-data"]] : []),
  ...(body?.kind === "urlencoded" ? [["Content-Type", "application/x-www-form-urlencoded"]] : []),
  ...parameters.filter((one) => one.in === "header").map(parameterRow),
];

/** The reference of an operation: prerequisites, servers, headers, parameters, body, answers, error codes. */
export const describeOperation = (operation: Operation): readonly Section[] => {
  const { parameters, answers, errors, prerequisites, repairs, rateLabel } = operation;
  const inPlace = (place: Parameter["in"]): readonly (readonly string[])[] =>
    parameters.filter((one) => one.in === place).map(parameterRow);
  const sections: readonly Section[] = [
    { title: "Prerequisites", rows: prerequisites.map((text) => [text]) },
    { title: "Rate limit", rows: rateLabel === undefined ? [] : [[`label ${rateLabel}`]] },
    { title: "Servers", rows: operation.servers.map((url) => [url]) },
    { title: "Authentication", rows: [[authText(operation.auth)]] },
    { title: "Headers", rows: headerRows(operation) },
    { title: "Path parameters", rows: inPlace("path") },
    { title: "Query parameters", rows: inPlace("query") },
    ...bodySection(operation.body),
    ...answers.map(({ status, name, schema }) => ({
      title: `Answer ${status}`,
      rows: schema === undefined ? [[name]] : rowsOf(schema),
    })),
    {
      title: "Error codes",
      rows: errors.map(({ status, code, message }) => [`HTTP ${status}`, String(code ?? ""), message]),
    },
    { title: "Mended on import", rows: repairs.map((what) => [what]) },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
};
