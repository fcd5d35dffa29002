import { exactJson } from "#base";

import { type DocumentObject, given, memberOf, objectIn, textIn, textOf } from "./document-value.ts";
import { plainText } from "./names.ts";
import type { OpenApi } from "./openapi.ts";
import type { Answer, Body, FormField, Schema } from "./operation.ts";
import { describe, withValues } from "./prose.ts";
import { schemaOfSample } from "./sample.ts";

const isJsonType = (type: string): boolean => /^application\/(?:[\w.+-]+\+)?json\b/i.test(type) || type === "*/*";

/** The media type to use: JSON if there is one, else the first. */
const chooseMedia = (content: DocumentObject): readonly [type: string, media: unknown] | undefined => {
  const entries = Object.entries(content);
  return entries.find(([type]) => isJsonType(type)) ?? entries[0];
};

const exampleOf = ({ follow, file }: OpenApi, media: unknown): unknown => {
  const own = memberOf(media, "example");
  if (own !== undefined) return own;
  const [first] = Object.values(objectIn(media, "examples"));
  return first === undefined ? undefined : memberOf(follow(first, file).value, "value");
};

const asText = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === "string" ? value : exactJson.stringify(value);

const isFile = (schema: Schema): boolean =>
  ["binary", "byte", "base64"].includes(schema.format ?? "") ||
  (schema.type === "array" && ["binary", "byte"].includes(schema.items?.format ?? ""));

const fieldsOf = (schema: Schema, media: unknown): readonly FormField[] =>
  Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const prose = describe(property.description);
    const type = textIn(objectIn(objectIn(media, "encoding"), name), "contentType");
    const shown = textOf(property.example) ?? textOf(property.default);
    return {
      name,
      kind: isFile(property) ? "file" : "text",
      required: schema.required?.includes(name) === true || prose.required,
      schema: withValues(property, prose.values),
      ...given("description", prose.description),
      ...given("example", shown),
      ...given("contentType", type),
    };
  });

export const bodyOf = (api: OpenApi, value: unknown): Body | undefined => {
  if (value === undefined) return undefined;
  const place = api.follow(value, api.file);
  const chosen = chooseMedia(objectIn(place.value, "content"));
  if (chosen === undefined) return undefined;
  const [type, media] = chosen;
  const schema = api.schemas.read(memberOf(media, "schema"), place.file);
  if (type.startsWith("multipart/")) return { kind: "multipart", fields: fieldsOf(schema, media) };
  if (type.startsWith("application/x-www-form-urlencoded"))
    return { kind: "urlencoded", fields: fieldsOf(schema, media) };
  const example = exampleOf(api, media);
  if (!isJsonType(type)) return { kind: "raw", contentType: type, ...given("example", asText(example)) };
  const parsed = typeof example === "string" ? parseJson(example) : example;
  return {
    kind: "json",
    contentType: type === "*/*" ? "application/json" : type,
    schema: schema.type === "any" && parsed !== undefined ? schemaOfSample(parsed) : schema,
    ...given("example", parsed === undefined ? undefined : exactJson.stringify(parsed)),
  };
};

/** Some documents write examples as JSON in a string. */
const parseJson = (text: string): unknown => {
  try {
    return exactJson.parse(text);
  } catch {
    return text;
  }
};

const statusOf = (code: string): number | undefined => {
  if (/^[1-5]\d\d$/.test(code)) return Number(code);
  return /^[1-5]XX$/i.test(code) ? Number(code.slice(0, 1)) * 100 : undefined;
};

const answerOf = (api: OpenApi, status: number, value: unknown): Answer => {
  const place = api.follow(value, api.file);
  const chosen = chooseMedia(objectIn(place.value, "content"));
  const headers = Object.keys(objectIn(place.value, "headers")).map((name) => [name, ""] as const);
  const name = plainText(textIn(place.value, "description") ?? "") || `HTTP ${status}`;
  if (chosen === undefined) return { name, status, headers };
  const [contentType, media] = chosen;
  const example = exampleOf(api, media);
  const stated = memberOf(media, "schema");
  const schema = stated === undefined ? undefined : api.schemas.read(stated, place.file);
  const parsed = typeof example === "string" && isJsonType(contentType) ? parseJson(example) : example;
  const inferred = example === undefined || !isJsonType(contentType) ? undefined : schemaOfSample(parsed);
  return {
    name,
    status,
    headers,
    contentType,
    ...given("body", asText(parsed)),
    ...given("schema", schema === undefined || schema.type === "any" ? (inferred ?? schema) : schema),
  };
};

/** The answers by status; `default` tells nothing of a status and is left out. */
export const answersOf = (api: OpenApi, operation: unknown): readonly Answer[] =>
  Object.entries(objectIn(operation, "responses")).flatMap(([code, response]) => {
    const status = statusOf(code);
    return status === undefined ? [] : [answerOf(api, status, response)];
  });
