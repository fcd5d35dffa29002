import { exactJson } from "#base";

import { toCurl } from "./export-curl.ts";
import type { Answer, Auth, Body, FormField, Operation, Parameter, Schema } from "./operation.ts";

/** A program for an operation, as documentation sites show it. */
export interface CodeSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

const schemaOf = ({ type, nullable, properties, items, example, ...rest }: Schema): object => ({
  ...(type === "any" ? {} : { type: nullable === true && type !== "null" ? [type, "null"] : type }),
  ...rest,
  ...(example === undefined ? {} : { examples: [example] }),
  ...(properties === undefined
    ? {}
    : { properties: Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schemaOf(schema)])) }),
  ...(items === undefined ? {} : { items: schemaOf(items) }),
});

const parameterOf = ({ name, in: place, required, schema, description, example }: Parameter): object => ({
  name,
  in: place,
  required,
  ...(description === undefined ? {} : { description }),
  schema: schemaOf(schema),
  ...(example === undefined ? {} : { example }),
});

const formSchema = (fields: readonly FormField[]): object => ({
  type: "object",
  properties: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field.schema)])),
  required: fields.filter((field) => field.required).map((field) => field.name),
});

const parsed = (text: string): unknown => {
  try {
    return exactJson.parse(text);
  } catch {
    return text;
  }
};

const contentOf = (body: Body): object => {
  switch (body.kind) {
    case "json":
      return {
        [body.contentType]: {
          schema: schemaOf(body.schema),
          ...(body.example === undefined ? {} : { example: parsed(body.example) }),
        },
      };
    case "multipart":
      return { "multipart/form-data": { schema: formSchema(body.fields) } };
    case "urlencoded":
      return { "application/x-www-form-urlencoded": { schema: formSchema(body.fields) } };
    case "raw":
      return { [body.contentType]: body.example === undefined ? {} : { example: body.example } };
  }
};

const responseOf = ({ name, contentType, body, schema }: Answer): object => ({
  description: name,
  ...(schema === undefined && (body ?? "") === ""
    ? {}
    : {
        content: {
          [contentType ?? "application/json"]: {
            ...(schema === undefined ? {} : { schema: schemaOf(schema) }),
            ...((body ?? "") === "" ? {} : { example: parsed(body ?? "") }),
          },
        },
      }),
});

/** Answers by status; errors that only prose documents are described as the prose did. */
const responsesOf = ({ answers, errors }: Operation): object => {
  const responses = new Map<string, object>();
  for (const status of new Set(errors.map((error) => error.status))) {
    const lines = errors
      .filter((error) => error.status === status)
      .map(({ code, message }) => (code === undefined ? message : `**Error Code:** \`${code}\` ${message}`));
    responses.set(String(status), { description: lines.join("\n\n") });
  }
  for (const answer of answers) {
    const known = responses.get(String(answer.status));
    responses.set(String(answer.status), { ...responseOf(answer), ...known });
  }
  if (responses.size === 0) responses.set("default", { description: "Not documented." });
  return Object.fromEntries(responses);
};

const schemeName: Readonly<Record<Exclude<Auth["scheme"], "none">, string>> = {
  bearer: "bearer",
  basic: "basic",
  apiKey: "apiKey",
};

const securityScheme = (auth: Exclude<Auth, { scheme: "none" }>): object =>
  auth.scheme === "apiKey" ? { type: "apiKey", in: auth.in, name: auth.name } : { type: "http", scheme: auth.scheme };

const operationOf = (operation: Operation, samples: readonly CodeSample[]): object => ({
  operationId: operation.id.slice(operation.api.length + 1),
  summary: operation.name,
  ...(operation.description === undefined ? {} : { description: operation.description }),
  ...(operation.folders.length === 0 ? {} : { tags: [operation.folders.join(" / ")] }),
  parameters: operation.parameters.map(parameterOf),
  ...(operation.body === undefined ? {} : { requestBody: { content: contentOf(operation.body) } }),
  responses: responsesOf(operation),
  ...(operation.auth.scheme === "none"
    ? { security: [] }
    : { security: [{ [schemeName[operation.auth.scheme]]: [] }] }),
  ...(operation.rateLabel === undefined ? {} : { "x-rate-limit-label": operation.rateLabel }),
  "x-codeSamples": samples,
});

const curlSample = (operation: Operation): readonly CodeSample[] => [
  { lang: "Shell", label: "curl", source: toCurl(operation) },
];

const serverOf = (given: string): object => {
  const url = given.replaceAll(/\{\{([^{}]+)\}\}/g, "{$1}");
  const names = [...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => [name, { default: name }] as const);
  return { url, ...(names.length === 0 ? {} : { variables: Object.fromEntries(names) }) };
};

/** Operations as an OpenAPI 3.1 document; `samples` gives the programs to show beside each. */
export const toOpenApi = (
  title: string,
  operations: readonly Operation[],
  samples: (operation: Operation) => readonly CodeSample[] = curlSample,
): object => {
  const paths = new Map<string, Map<string, object>>();
  const schemes = new Map<string, object>();
  const servers = operations[0]?.servers ?? [];
  for (const operation of operations) {
    const path = paths.get(operation.path) ?? new Map<string, object>();
    // An operation of other servers than the first one names them.
    const own = operation.servers.join() === servers.join() ? {} : { servers: operation.servers.map(serverOf) };
    path.set(operation.method.toLowerCase(), { ...operationOf(operation, samples(operation)), ...own });
    paths.set(operation.path, path);
    if (operation.auth.scheme !== "none")
      schemes.set(schemeName[operation.auth.scheme], securityScheme(operation.auth));
  }
  return {
    openapi: "3.1.0",
    info: { title, version: "1.0.0" },
    servers: servers.map(serverOf),
    paths: Object.fromEntries([...paths].map(([path, methods]) => [path, Object.fromEntries(methods)])),
    components: { securitySchemes: Object.fromEntries(schemes) },
  };
};
