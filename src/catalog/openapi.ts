import { exactJson, RollcallError } from "#base";

import {
  type DocumentObject,
  given,
  isList,
  isObject,
  isTrue,
  listIn,
  memberOf,
  objectIn,
  textIn,
  textOf,
} from "./document-value.ts";
import type { ImportContext } from "./import-context.ts";
import { authOf } from "./openapi-auth.ts";
import { answersOf, bodyOf } from "./openapi-body.ts";
import type { DocumentedError, Operation, Parameter } from "./operation.ts";
import { describe, errorsIn, factsIn, withValues } from "./prose.ts";
import { makeSchemaReader, type SchemaReader } from "./read-schema.ts";
import { type Documents, type Follow, makeFollow } from "./references.ts";
import { serversOf } from "./server-urls.ts";
import { swaggerServers, upgradeOperation } from "./swagger.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const ownHeaders = new Set(["accept", "content-type", "authorization"]);

/** One document being read. */
export interface OpenApi {
  readonly document: DocumentObject;
  readonly file: string;
  readonly isSwagger: boolean;
  readonly follow: Follow;
  readonly schemas: SchemaReader;
  readonly context: ImportContext;
}

const exampleText = (value: unknown): string | undefined =>
  textOf(value) ?? (value === undefined || value === null ? undefined : exactJson.stringify(value));

const schemaInContent = (parameter: unknown): unknown =>
  memberOf(Object.values(objectIn(parameter, "content"))[0], "schema");

const parameterOf = (api: OpenApi, given_: unknown): Parameter | undefined => {
  const { value, file } = api.follow(given_, api.file);
  const [name, place] = [textIn(value, "name"), textIn(value, "in")];
  if (name === undefined || (place !== "path" && place !== "query" && place !== "header")) return undefined;
  if (place === "header" && ownHeaders.has(name.toLowerCase())) return undefined;
  const prose = describe(textIn(value, "description"));
  const schema = api.schemas.read(memberOf(value, "schema") ?? schemaInContent(value), file);
  const [firstExample] = Object.values(objectIn(value, "examples"));
  const example = exampleText(memberOf(value, "example") ?? memberOf(firstExample, "value") ?? schema.example);
  return {
    name,
    in: place,
    required: place === "path" || isTrue(value, "required") || prose.required,
    schema: withValues(schema, prose.values),
    ...given("description", prose.description),
    ...given("example", example),
  };
};

/** Those of the operation win over those of the path; parameters in the path that nobody describes are strings. */
const parametersOf = (api: OpenApi, path: string, lists: readonly unknown[]): readonly Parameter[] => {
  const found = new Map<string, Parameter>();
  for (const value of lists) {
    const parameter = parameterOf(api, value);
    if (parameter !== undefined) found.set(`${parameter.in}:${parameter.name}`, parameter);
  }
  for (const [, name = ""] of path.matchAll(/\{([^{}]+)\}/g))
    if (!found.has(`path:${name}`))
      found.set(`path:${name}`, { name, in: "path", required: true, schema: { type: "string" } });
  return [...found.values()];
};

const documentedErrors = (api: OpenApi, operation: unknown): readonly DocumentedError[] =>
  Object.entries(objectIn(operation, "responses")).flatMap(([status, response]) => {
    const code = /^[45]\d\d$/.test(status) ? Number(status) : 0;
    return errorsIn(textIn(api.follow(response, api.file).value, "description") ?? "", code);
  });

const nameOf = (operation: unknown, method: string, path: string): string =>
  textIn(operation, "summary")?.trim() || textIn(operation, "operationId") || `${method.toUpperCase()} ${path}`;

const readOperation = (api: OpenApi, path: string, method: string, item: unknown, raw: DocumentObject): Operation => {
  const { document, file, isSwagger, context } = api;
  const shared = listIn(item, "parameters");
  const operation = isSwagger
    ? upgradeOperation(raw, shared, document, (value) => api.follow(value, file))
    : { ...raw, parameters: [...shared, ...listIn(raw, "parameters")] };
  const description = textIn(operation, "description")?.trim();
  const facts = factsIn(description);
  const servers = isSwagger
    ? serversOf(swaggerServers(document))
    : serversOf(listIn(operation, "servers"), listIn(item, "servers"), listIn(document, "servers"));
  const { auth, scopes } = authOf(api, operation, servers);
  return {
    id: context.idOf(textIn(operation, "operationId") ?? `${method} ${path}`),
    api: context.api,
    name: nameOf(operation, method, path),
    ...given("description", description === "" ? undefined : description),
    method: method.toUpperCase(),
    servers,
    path: path.startsWith("/") ? path : `/${path}`,
    folders: listIn(operation, "tags")
      .filter((tag) => typeof tag === "string")
      .slice(0, 1),
    parameters: parametersOf(api, path, listIn(operation, "parameters")),
    ...given("body", bodyOf(api, memberOf(operation, "requestBody"))),
    auth,
    answers: answersOf(api, operation),
    errors: documentedErrors(api, operation),
    prerequisites:
      scopes.length > 0 && facts.prerequisites.length === 0 ? [`Scopes: ${scopes.join(", ")}.`] : facts.prerequisites,
    ...given("rateLabel", textIn(operation, "x-rate-limit-label") ?? facts.rateLabel),
    source: { kind: isSwagger ? "swagger" : "openapi", where: file },
    repairs: [],
  };
};

const readPath = (api: OpenApi, path: string, given_: unknown): void => {
  const { context, schemas } = api;
  const item = api.follow(given_, api.file).value;
  for (const method of methods) {
    const raw = memberOf(item, method);
    if (!isObject(raw)) continue;
    const name = `${method.toUpperCase()} ${path}`;
    try {
      context.operations.push(readOperation(api, path, method, item, raw));
    } catch (error) {
      if (!(error instanceof RollcallError)) throw error;
      context.skip(name, error.message);
    }
    for (const cut of schemas.takeCuts()) context.skip(name, `imported, but a part of its schema is left out: ${cut}`);
  }
};

/** Reads OpenAPI 3.0 and 3.1 and Swagger 2.0. What cannot be read is skipped with the reason. */
export const readOpenApi = (
  document: DocumentObject,
  file: string,
  documents: Documents,
  context: ImportContext,
): void => {
  const follow = makeFollow(documents);
  const isSwagger = memberOf(document, "swagger") !== undefined;
  const api: OpenApi = { document, file, isSwagger, follow, schemas: makeSchemaReader(follow), context };
  for (const [path, item] of Object.entries(objectIn(document, "paths"))) {
    if (path.startsWith("x-")) continue;
    try {
      readPath(api, path, item);
    } catch (error) {
      if (!(error instanceof RollcallError)) throw error;
      context.skip(path, error.message);
    }
  }
  if (isList(memberOf(document, "paths"))) context.skip("paths", "is a list; it should be an object");
};
