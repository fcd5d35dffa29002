import { type DocumentObject, isList, isObject, memberOf, objectIn, textIn } from "./document-value.ts";
import { catalogErrors } from "./errors.ts";

/** What a parsed document is. */
export interface Recognised {
  readonly kind: "postman" | "openapi";
  readonly title: string;
  readonly document: DocumentObject;
}

const isItem = (value: unknown): boolean =>
  isObject(memberOf(value, "request")) ||
  (typeof memberOf(value, "request") === "string" && textIn(value, "name") !== undefined);

const isCollection = (value: unknown): boolean =>
  isList(memberOf(value, "item")) && (isObject(memberOf(value, "info")) || textIn(value, "name") !== undefined);

const refuse = (name: string, what: string): Error => catalogErrors.make("RC_CATALOG_VERSION", `${name} ${what}`);

const asOpenApi = (value: DocumentObject, name: string): Recognised | undefined => {
  const [openapi, swagger] = [textIn(value, "openapi"), textIn(value, "swagger")];
  if (openapi === undefined && swagger === undefined) return undefined;
  if (openapi !== undefined && !/^3\.[01](?:\.|$|-)/.test(openapi))
    throw refuse(name, `is OpenAPI ${openapi.slice(0, 20)}; 3.0 and 3.1 are read, and Swagger 2.0`);
  if (openapi === undefined && !/^2(?:\.0)?$/.test(swagger ?? ""))
    throw refuse(name, `is Swagger ${swagger?.slice(0, 20) ?? ""}; 2.0 is read, and OpenAPI 3.0 and 3.1`);
  return { kind: "openapi", title: textIn(objectIn(value, "info"), "title")?.trim() || name, document: value };
};

const asPostman = (value: DocumentObject, name: string): Recognised | undefined => {
  if (isList(memberOf(value, "requests")) && memberOf(value, "item") === undefined && isList(memberOf(value, "order")))
    throw refuse(name, "is a Postman collection v1; v2.0 and v2.1 are read");
  const schema = textIn(objectIn(value, "info"), "schema") ?? "";
  const version = /collection\/v?([\d.]+)/.exec(schema)?.[1] ?? /\/v([\d.]+)\//.exec(schema)?.[1];
  if (version !== undefined && !/^2\.[01](?:\.|$)/.test(version))
    throw refuse(name, `is a Postman collection v${version}; v2.0 and v2.1 are read`);
  if (isCollection(value)) {
    const title = textIn(objectIn(value, "info"), "name") ?? textIn(value, "name") ?? name;
    const folder = { info: { name: title }, item: [value] };
    return {
      kind: "postman",
      title: title.trim() || name,
      document: isObject(memberOf(value, "info")) ? value : folder,
    };
  }
  if (!isItem(value)) return undefined;
  const title = textIn(value, "name")?.trim() || name;
  return { kind: "postman", title, document: { info: { name: title }, item: [value] } };
};

const maxWrappers = 3;
const maxMembers = 50;

/** The document itself or, in its wrapper, the first member that is one. */
const search = (value: unknown, name: string, depth: number): Recognised | undefined => {
  if (isList(value)) {
    if (value.length > 0 && value.every((item) => isItem(item) || isCollection(item)))
      return { kind: "postman", title: name, document: { info: { name }, item: value } };
    return depth === 0 || value.length !== 1 ? undefined : search(value[0], name, depth - 1);
  }
  if (!isObject(value)) return undefined;
  const found = asOpenApi(value, name) ?? asPostman(value, name);
  if (found !== undefined || depth === 0) return found;
  for (const member of Object.values(value).slice(0, maxMembers)) {
    const inside = search(member, name, depth - 1);
    if (inside !== undefined) return inside;
  }
  return undefined;
};

/**
 * Says what a parsed document is, looking into wrappers (`{"collection": {…}}`).
 * @throws RC_CATALOG_VERSION for a known kind of an unknown version
 */
export const recognise = (value: unknown, name: string): Recognised | undefined => search(value, name, maxWrappers);

/** What a document that is none of ours looks like, for the error. */
export const outline = (value: unknown): string => {
  if (isList(value)) return `a list of ${value.length}`;
  const keys = isObject(value) ? Object.keys(value) : [];
  if (isList(memberOf(memberOf(value, "log"), "entries"))) return "a HAR log";
  if (keys.length === 0) return "an empty object";
  return `an object with ${keys
    .slice(0, 5)
    .map((key) => JSON.stringify(key.slice(0, 30)))
    .join(", ")}`;
};
