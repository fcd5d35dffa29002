import { exactJson } from "#base";

import { given, isObject, isTrue, listIn, objectIn, textIn } from "./document-value.ts";
import type { Body, FormField } from "./operation.ts";
import { descriptionOf, shown } from "./postman-url.ts";
import { describe, withValues } from "./prose.ts";
import { schemaOfSample } from "./sample.ts";
import type { Variables } from "./variables.ts";

const fieldOf = (entry: unknown, { fill }: Variables): FormField | undefined => {
  const name = textIn(entry, "key");
  if (name === undefined || name === "") return undefined;
  const prose = describe(descriptionOf(entry));
  const isFile = textIn(entry, "type") === "file";
  const value = textIn(entry, "value");
  const { schema, example } = shown(isFile || value === undefined ? undefined : fill(value));
  return {
    name: fill(name),
    kind: isFile ? "file" : "text",
    required: prose.required,
    schema: isFile ? { type: "string", format: "binary" } : withValues(schema, prose.values),
    ...given("description", prose.description),
    ...given("example", example),
    ...given("contentType", textIn(entry, "contentType")),
    ...(isTrue(entry, "disabled") ? { disabled: true as const } : {}),
  };
};

const fieldsOf = (body: unknown, mode: string, variables: Variables): readonly FormField[] =>
  listIn(body, mode).flatMap((entry) => fieldOf(entry, variables) ?? []);

export const parseJson = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: exactJson.parse(text) };
  } catch {
    return undefined;
  }
};

/** JSON in which a variable stands where a value belongs: `{"id": {{id}}}`. */
const withoutBareVariables = (text: string): string =>
  text.replaceAll(/([:[,]\s*)\{\{[^{}]+\}\}(?=\s*[,}\]])/g, "$1null");

const languages: Readonly<Record<string, string>> = {
  json: "application/json",
  xml: "application/xml",
  html: "text/html",
  javascript: "application/javascript",
  text: "text/plain",
};

const rawBody = (body: unknown, headerType: string | undefined, variables: Variables): Body | undefined => {
  const text = variables.fill(textIn(body, "raw") ?? "");
  if (text.trim() === "") return undefined;
  const language = textIn(objectIn(objectIn(body, "options"), "raw"), "language");
  const stated = headerType ?? (language === undefined ? undefined : languages[language]);
  const isJson = stated === undefined || stated === "text/plain" || /\bjson\b/i.test(stated);
  const parsed = isJson ? (parseJson(text) ?? parseJson(withoutBareVariables(text))) : undefined;
  if (parsed !== undefined && (isObject(parsed.value) || Array.isArray(parsed.value)))
    return {
      kind: "json",
      contentType: stated === undefined || stated === "text/plain" ? "application/json" : stated,
      schema: schemaOfSample(parsed.value),
      example: parseJson(text) === undefined ? withoutBareVariables(text) : text,
    };
  return { kind: "raw", contentType: stated ?? "text/plain", example: text };
};

const graphqlBody = (body: unknown, { fill }: Variables): Body => {
  const query = fill(textIn(objectIn(body, "graphql"), "query") ?? "");
  const text = fill(textIn(objectIn(body, "graphql"), "variables") ?? "");
  const variables = parseJson(text)?.value;
  const value = { query, ...(isObject(variables) ? { variables } : {}) };
  return {
    kind: "json",
    contentType: "application/json",
    schema: { ...schemaOfSample(value), required: ["query"] },
    example: exactJson.stringify(value),
  };
};

/** Reads the body of a request; the content type is that of its header, if it has one. */
export const bodyOf = (body: unknown, headerType: string | undefined, variables: Variables): Body | undefined => {
  if (!isObject(body) || isTrue(body, "disabled")) return undefined;
  switch (textIn(body, "mode") ?? "") {
    case "raw":
      return rawBody(body, headerType, variables);
    case "formdata": {
      const fields = fieldsOf(body, "formdata", variables);
      return fields.length === 0 ? undefined : { kind: "multipart", fields };
    }
    case "urlencoded": {
      const fields = fieldsOf(body, "urlencoded", variables);
      return fields.length === 0 ? undefined : { kind: "urlencoded", fields };
    }
    case "graphql":
      return graphqlBody(body, variables);
    case "file":
      return { kind: "raw", contentType: headerType ?? "application/octet-stream" };
    default:
      return undefined;
  }
};
