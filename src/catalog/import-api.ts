import { RollcallError } from "#base";

import { isCurl, readCurl } from "./curl.ts";
import { catalogErrors } from "./errors.ts";
import { type ImportContext, makeContext, type Skipped } from "./import-context.ts";
import { slugOf } from "./names.ts";
import { readOpenApi } from "./openapi.ts";
import type { Operation } from "./operation.ts";
import { readCollection } from "./postman.ts";
import { readText, type SourceText } from "./read-text.ts";
import { outline, type Recognised, recognise } from "./recognise.ts";

export interface ImportOptions {
  /** What the API is called; its title when absent. */
  readonly name?: string;
  /** Keep forms where a known schema says JSON. */
  readonly asSaved?: boolean;
}

/** One API as it was read. */
export interface ImportedApi {
  /** The name that its operations' ids begin with. */
  readonly api: string;
  readonly title: string;
  readonly operations: readonly Operation[];
  readonly repaired: readonly { readonly operation: string; readonly what: string }[];
  /** What was left out, whole or in part. */
  readonly skipped: readonly Skipped[];
}

interface Parsed {
  readonly source: SourceText;
  readonly value: unknown;
  readonly found: Recognised | undefined;
}

const builtIn = "zoom";

/** Zoom's own name is taken: what is imported under it is another API. */
const apiName = (title: string): string => {
  const slug = slugOf(title, 40) || "api";
  return slug === builtIn ? `${builtIn}-imported` : slug;
};

const parse = (source: SourceText, dropped: Skipped[]): Parsed => {
  const value = readText(source, (path) =>
    dropped.push({ name: path, reason: "a key that could reach into the program is left out" }),
  );
  return { source, value, found: recognise(value, source.name) };
};

const readMain = ({ source, found }: Parsed, all: readonly Parsed[], context: ImportContext): void => {
  if (found === undefined) return;
  if (found.kind === "postman") {
    readCollection(found.document, source.name, context);
    return;
  }
  const documents = new Map(all.map((one) => [one.source.name, one.found?.document ?? one.value]));
  readOpenApi(found.document, source.name, documents, context);
};

const result = (context: ImportContext, title: string): ImportedApi => {
  const { api, operations, skipped } = context;
  const repaired = operations.flatMap((operation) =>
    operation.repairs.map((what) => ({ operation: operation.id, what })),
  );
  return { api, title, operations, repaired, skipped };
};

const refuseEmpty = (name: string, [first]: readonly Skipped[]): Error =>
  catalogErrors.make(
    "RC_CATALOG_EMPTY",
    first === undefined
      ? `${name} has no operations`
      : `${name}: nothing could be imported: ${first.name}: ${first.reason}`,
  );

/** An operation that is refused alone is skipped; when nothing is left, its reason is the document's. */
const refuseAll = (name: string, skipped: readonly Skipped[]): Error => {
  const reference = skipped.find(({ reason }) => reason.includes("$ref"));
  if (reference === undefined) return refuseEmpty(name, skipped);
  return catalogErrors.make("RC_CATALOG_REFERENCE", `${reference.name}: ${reference.reason}`);
};

const importCurl = (source: SourceText, options: ImportOptions): ImportedApi => {
  const title = options.name ?? "curl";
  const context = makeContext(apiName(title), options.asSaved ?? false);
  context.operations.push(readCurl(source, context));
  return result(context, title);
};

/**
 * Reads an API: Postman v2.1 or v2.0, one Postman item, OpenAPI 3.0 or 3.1, Swagger 2.0, or a curl command. Several
 * texts are one API; those that are no documents themselves are what its references lead to. Pure: fetches nothing.
 * @throws RC_CATALOG_DOCUMENT, _SYNTAX, _VERSION, _TOO_LARGE, _REFERENCE, _EMPTY, _CURL
 * @example
 * const { operations } = importApi([{ name: "petstore.yaml", text }]);
 */
export const importApi = (sources: readonly SourceText[], options: ImportOptions = {}): ImportedApi => {
  const [first] = sources;
  if (first === undefined) throw catalogErrors.make("RC_CATALOG_EMPTY", "no document was given");
  if (sources.length === 1 && isCurl(first.text)) return importCurl(first, options);
  const dropped: Skipped[] = [];
  const parsed = sources.map((source) => parse(source, dropped));
  const main = parsed.find(({ found }) => found !== undefined);
  if (main?.found === undefined)
    throw catalogErrors.make(
      "RC_CATALOG_DOCUMENT",
      `${first.name} is ${outline(parsed[0]?.value)}: neither a Postman collection or item, nor OpenAPI, nor Swagger`,
    );
  const title = options.name ?? main.found.title;
  const context = makeContext(apiName(title), options.asSaved ?? false);
  for (const { name, reason } of dropped) context.skip(name, reason);
  for (const one of parsed) readMain(one, parsed, context);
  if (context.operations.length === 0) throw refuseAll(main.source.name, context.skipped);
  return result(context, title);
};

/** Which texts are documents of their own; the others are parts of them. One that cannot be read counts as its own. */
export const isDocument = (source: SourceText): boolean => {
  if (isCurl(source.text)) return true;
  try {
    return recognise(readText(source), source.name) !== undefined;
  } catch (error) {
    if (error instanceof RollcallError) return true;
    throw error;
  }
};
