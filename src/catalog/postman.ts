import { type DocumentObject, given, isList, isObject, listIn, memberOf, textIn, textOf } from "./document-value.ts";
import type { ImportContext } from "./import-context.ts";
import { environmentPrefix, plainText } from "./names.ts";
import type { Answer, Auth, DocumentedError, Operation, Parameter } from "./operation.ts";
import { authOf, authOfHeader } from "./postman-auth.ts";
import { bodyOf, parseJson } from "./postman-body.ts";
import { descriptionOf, parameterOf, readUrl } from "./postman-url.ts";
import { errorsIn, factsIn, statusIn, withoutStatus } from "./prose.ts";
import { schemaOfSample } from "./sample.ts";
import { type Variables, variablesOf } from "./variables.ts";
import { mendForm, zoomForm, zoomOperation } from "./zoom-match.ts";
import { isZoomServer, zoomServerOf } from "./zoom-servers.ts";
import { zoomToken } from "./credential.ts";

/** Where in a collection one is. */
interface Scope {
  /** Collection and folders, outermost first. */
  readonly holders: readonly unknown[];
  readonly folders: readonly string[];
  readonly auth: unknown;
  readonly file: string;
  readonly speaksOfZoom: boolean;
}

const maxFolders = 30;
const dropped = new Set(["content-type", "authorization", "content-length", "host"]);

/** Headers are a list, or text as in HTTP. */
const headersOf = (value: unknown): readonly unknown[] => {
  if (isList(value)) return value;
  if (typeof value !== "string") return [];
  return value.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(":");
    return colon < 1 ? [] : [{ key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
  });
};

const headerNamed = (headers: readonly unknown[], name: string): string | undefined => {
  const header = headers.find(
    (one) => textIn(one, "key")?.toLowerCase() === name && memberOf(one, "disabled") !== true,
  );
  const value = textIn(header, "value")?.trim();
  return value === "" ? undefined : value;
};

const previews: Readonly<Record<string, string>> = {
  json: "application/json",
  xml: "application/xml",
  html: "text/html",
  text: "text/plain",
};

const answerOf = (response: unknown): Answer | undefined => {
  const name = textIn(response, "name") ?? "";
  const code = memberOf(response, "code");
  const status = typeof code === "number" ? code : (statusIn(name) ?? Number(textOf(code)));
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  const headers = headersOf(memberOf(response, "header")).flatMap((header): readonly (readonly [string, string])[] => {
    const key = textIn(header, "key");
    return key === undefined ? [] : [[key, textIn(header, "value") ?? ""]];
  });
  const body = textIn(response, "body");
  const preview = textIn(response, "_postman_previewlanguage") ?? "";
  const contentType = headers.find(([key]) => key.toLowerCase() === "content-type")?.[1] ?? previews[preview];
  const parsed = body === undefined || body === "" ? undefined : parseJson(body);
  return {
    name: plainText(withoutStatus(name)) || `HTTP ${status}`,
    status,
    headers,
    ...given("body", body),
    ...given("contentType", contentType),
    ...(parsed === undefined ? {} : { schema: schemaOfSample(parsed.value) }),
  };
};

const errorsOf = (responses: readonly unknown[]): readonly DocumentedError[] => {
  const found = responses.flatMap((response) => {
    const status = answerOf(response)?.status;
    return status === undefined ? [] : errorsIn(textIn(response, "name") ?? "", status);
  });
  return [...new Map(found.map((error) => [`${error.status} ${error.code} ${error.message}`, error])).values()];
};

interface Sent {
  readonly parameters: readonly Parameter[];
  readonly auth: Auth;
  readonly contentType: string | undefined;
  readonly unknownAuth: string | undefined;
}

const readHeaders = (request: unknown, scope: Scope, prefix: string, variables: Variables): Sent => {
  const headers = headersOf(memberOf(request, "header"));
  const own = memberOf(request, "auth");
  const stated = authOf(isObject(own) ? own : scope.auth, prefix);
  const authorization = headerNamed(headers, "authorization");
  const contentType = headerNamed(headers, "content-type");
  return {
    parameters: headers
      .filter((header) => !dropped.has((textIn(header, "key") ?? "").toLowerCase()))
      .flatMap((header) => parameterOf(header, "header", variables) ?? []),
    auth:
      stated.auth.scheme === "none" && authorization !== undefined ? authOfHeader(authorization, prefix) : stated.auth,
    contentType: contentType === undefined ? undefined : variables.fill(contentType),
    unknownAuth: stated.unknown,
  };
};

const readRequest = (item: unknown, request: unknown, scope: Scope, context: ImportContext): Operation => {
  const variables = variablesOf(...scope.holders);
  const name = (textIn(item, "name") ?? "").trim();
  const url = readUrl(memberOf(request, "url"), variables);
  const method = (textIn(request, "method") ?? "GET").trim().toUpperCase();
  const isOpen = url.server.startsWith("{{");
  const description = (descriptionOf(request) ?? descriptionOf(item))?.trim();
  const speaksOfZoom = scope.speaksOfZoom || /\bzoom\.us\b/i.test(description ?? "");
  const headerType = headerNamed(headersOf(memberOf(request, "header")), "content-type");
  const saved = bodyOf(
    memberOf(request, "body"),
    headerType === undefined ? undefined : variables.fill(headerType),
    variables,
  );
  const form = zoomForm({ method, path: url.path, server: url.server, body: saved, speaksOfZoom });
  const isZoom =
    isZoomServer(url.server) ||
    form !== undefined ||
    (isOpen && speaksOfZoom && zoomOperation(method, url.path) !== undefined) ||
    (isOpen && scope.speaksOfZoom);
  const sent = readHeaders(request, scope, isZoom ? "ZOOM" : environmentPrefix(context.api), variables);
  const { body, repairs } = mendForm(saved, context.asSaved ? undefined : form);
  const path = isZoom ? url.path.replace(/^\/v2(?=\/)/, "") : url.path;
  const facts = factsIn(description);
  const responses = listIn(item, "response");
  return {
    id: context.idOf(name || `${method} ${path}`),
    api: context.api,
    name: name || `${method} ${path}`,
    ...given("description", description === "" ? undefined : description),
    method,
    servers: [isZoom ? zoomServerOf(path) : url.server],
    path,
    folders: scope.folders,
    parameters: [...url.parameters, ...sent.parameters],
    ...given("body", body),
    auth: isZoom && sent.auth.scheme === "none" ? { scheme: "bearer", environment: zoomToken } : sent.auth,
    answers: responses.flatMap((response) => answerOf(response) ?? []),
    errors: errorsOf(responses),
    prerequisites: [
      ...facts.prerequisites,
      ...(sent.unknownAuth === undefined
        ? []
        : [`The collection signs requests with "${sent.unknownAuth}", which is not imported.`]),
    ],
    ...given("rateLabel", facts.rateLabel),
    source: { kind: "postman", where: scope.file },
    repairs,
  };
};

const readItem = (item: unknown, scope: Scope, context: ImportContext): void => {
  const name = textIn(item, "name") ?? "(without a name)";
  const children = memberOf(item, "item");
  if (isList(children)) {
    if (scope.folders.length >= maxFolders) {
      context.skip(name, `folders are nested more than ${maxFolders} deep`);
      return;
    }
    const auth = memberOf(item, "auth");
    const inner = {
      ...scope,
      holders: [...scope.holders, item],
      folders: [...scope.folders, name],
      auth: isObject(auth) ? auth : scope.auth,
    };
    for (const child of children) readItem(child, inner, context);
    return;
  }
  const request = memberOf(item, "request");
  if (typeof request === "string") context.operations.push(readRequest(item, { url: request }, scope, context));
  else if (!isObject(request)) context.skip(name, "has neither a request nor items");
  else if (request["url"] === undefined || request["url"] === null || request["url"] === "")
    context.skip(name, "its request has no URL");
  else context.operations.push(readRequest(item, request, scope, context));
};

/** Reads a collection of Postman's, v2.1 or v2.0. */
export const readCollection = (collection: DocumentObject, file: string, context: ImportContext): void => {
  const info = memberOf(collection, "info");
  const words = `${textIn(info, "name") ?? ""} ${descriptionOf(info) ?? ""}`;
  const scope: Scope = {
    holders: [collection],
    folders: [],
    auth: memberOf(collection, "auth"),
    file,
    speaksOfZoom: /\bzoom\.us\b/i.test(words) || /\bzoom\b.*\bAPI\b/i.test(textIn(info, "name") ?? ""),
  };
  for (const item of listIn(collection, "item")) readItem(item, scope, context);
};
