import { exactJson } from "#base";

import { zoomApi } from "./built-in.ts";
import type { Body, FormField, Operation, Schema } from "./operation.ts";
import { parseJson } from "./postman-body.ts";
import { isZoomServer } from "./zoom-servers.ts";

type JsonBody = Extract<Body, { readonly kind: "json" }>;

/** True when a server is somebody: a placeholder contradicts nothing. */
const isNamed = (server: string): boolean => !server.startsWith("{{");

/** A path with its parameters nameless, below `/v2`. */
const shapeOf = (path: string): string =>
  path
    .replace(/^\/v2(?=\/)/, "")
    .replace(/\/$/, "")
    .replaceAll(/\{[^{}]*\}/g, "{}");

const byShape = new Map(zoomApi.map((operation) => [`${operation.method} ${shapeOf(operation.path)}`, operation]));

/** Zoom's operation with this method and path. */
export const zoomOperation = (method: string, path: string): Operation | undefined =>
  byShape.get(`${method} ${shapeOf(path)}`);

const rootOf = (operation: Operation): Schema | undefined =>
  operation.body?.kind === "json" ? operation.body.schema : undefined;

/** True when fields are those of a JSON body: all known, none of the required ones missing. */
const fieldsFit = (fields: readonly FormField[], schema: Schema): boolean => {
  const names = new Set(fields.map(({ name }) => name));
  const known = new Set(Object.keys(schema.properties ?? {}));
  return (
    names.size > 0 &&
    [...names].every((name) => known.has(name)) &&
    (schema.required ?? []).every((name) => names.has(name)) &&
    fields.every(({ kind }) => kind === "text")
  );
};

export interface Candidate {
  readonly method: string;
  readonly path: string;
  readonly server: string;
  readonly body: Body | undefined;
  /** True when the words around the request speak of Zoom. */
  readonly speaksOfZoom: boolean;
}

/** The form of a request that Zoom takes as JSON: method, path and fields match, and no other host contradicts. */
export const zoomForm = ({ method, path, server, body, speaksOfZoom }: Candidate): Operation | undefined => {
  if (isNamed(server) && !isZoomServer(server)) return undefined;
  const operation = zoomOperation(method, path);
  const schema = operation === undefined ? undefined : rootOf(operation);
  if (schema === undefined || (body?.kind !== "multipart" && body?.kind !== "urlencoded")) return undefined;
  if (!fieldsFit(body.fields, schema)) return undefined;
  // Fields that many vendors have, none of them required, prove nothing by themselves.
  const isTelling = (schema.required ?? []).length > 1;
  return isTelling || speaksOfZoom || isZoomServer(server) ? operation : undefined;
};

/** Some generators put the values of the fields before it in front of a field's own: `create{"email":…}`. */
const withoutEarlier = (text: string, earlier: readonly FormField[]): string => {
  const start = text.search(/[[{]/);
  const prefix = earlier.map(({ example = "" }) => example).join("");
  return start > 0 && text.slice(0, start) === prefix ? text.slice(start) : text;
};

const valueOf = (field: FormField, schema: Schema | undefined, earlier: readonly FormField[]): unknown => {
  const text = field.example ?? "";
  if (schema === undefined || schema.type === "string") return text;
  const parsed = parseJson(withoutEarlier(text, earlier));
  return parsed === undefined ? text : parsed.value;
};

/** The JSON body that a form was meant to be, with the values of the form. */
const jsonOfForm = (fields: readonly FormField[], schema: Schema): JsonBody => {
  const shown = fields.filter(({ disabled, example }) => disabled === undefined && example !== undefined);
  const value = Object.fromEntries(
    shown.map((field, index) => [field.name, valueOf(field, schema.properties?.[field.name], shown.slice(0, index))]),
  );
  const described = new Map(fields.map((field) => [field.name, field]));
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const description = described.get(name)?.description;
    return [name, description === undefined ? property : { ...property, description }] as const;
  });
  return {
    kind: "json",
    contentType: "application/json",
    schema: { ...schema, properties: Object.fromEntries(properties) },
    ...(shown.length === 0 ? {} : { example: exactJson.stringify(value) }),
  };
};

export interface Mended {
  readonly body: Body | undefined;
  readonly repairs: readonly string[];
}

/** The form as the JSON that `operation` takes; left as it is where none was recognised. */
export const mendForm = (body: Body | undefined, operation: Operation | undefined): Mended => {
  const isForm = body?.kind === "multipart" || body?.kind === "urlencoded";
  if (operation?.body?.kind !== "json" || !isForm) return { body, repairs: [] };
  const what = body.kind === "multipart" ? "a multipart form" : "an urlencoded form";
  const names = body.fields.map(({ name }) => name).join(", ");
  const takes = `${operation.method} ${operation.path} of Zoom takes (${operation.id})`;
  return {
    body: jsonOfForm(body.fields, operation.body.schema),
    repairs: [`body: saved as ${what} (${names}), sent as JSON, which is what ${takes}`],
  };
};
