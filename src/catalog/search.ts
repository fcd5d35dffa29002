import MiniSearch from "minisearch";

import type { Body, Operation, Schema } from "./operation.ts";

const maxNames = 2000;

/** The names of fields in a schema, at any depth. */
const namesIn = (schema: Schema | undefined, into: Set<string>, depth = 0): void => {
  if (schema === undefined || depth > 12 || into.size > maxNames) return;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    // Of a URN (SCIM) only the fields below it are names that anybody searches for.
    if (!name.startsWith("urn:")) into.add(name);
    namesIn(property, into, depth + 1);
  }
  namesIn(schema.items, into, depth + 1);
};

const bodyNames = (body: Body | undefined, into: Set<string>): void => {
  if (body?.kind === "json") namesIn(body.schema, into);
  else if (body?.kind === "multipart" || body?.kind === "urlencoded")
    for (const { name } of body.fields) into.add(name);
};

const fieldNames = ({ parameters, body, answers }: Operation): string => {
  const names = new Set(parameters.map(({ name }) => name));
  bodyNames(body, names);
  for (const { schema } of answers) namesIn(schema, names);
  return [...names].join(" ");
};

/** `userCreate`, `user_info.email` and `/users/{userId}` are found by their words and as they stand. */
const tokens = (text: string): string[] => {
  const rough = text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== "");
  const fine = rough.flatMap((word) => {
    const parts = word.replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").split(/[ _]+/);
    return parts.length > 1 ? [...parts, word] : [word];
  });
  return fine.filter((word) => word !== "");
};

/** Upper and lower case are one, and so are one user and several users. */
const fold = (term: string): string => {
  const lower = term.toLowerCase();
  return lower.length > 3 && /[^su]s$/.test(lower) ? lower.slice(0, -1) : lower;
};

const boost = { id: 3, api: 6, name: 12, path: 4, codes: 4, method: 2, fields: 3, folders: 2, text: 0.2 };
/** Typing errors that are forgiven, in letters (two swapped ones count twice); a code is right or wrong. */
const forgiven = (term: string): number => {
  if (term.length < 3 || /\d/.test(term)) return 0;
  return term.length === 3 ? 1 : 2;
};

/** Finds operations by name, path, field, error code and text. */
export interface OperationSearch {
  /** The best first. */
  find(query: string): readonly Operation[];
}

const documentOf = (operation: Operation, key: number): Record<string, string | number> => ({
  key,
  id: operation.id,
  api: operation.api,
  name: operation.name,
  method: operation.method,
  path: operation.path,
  folders: operation.folders.join(" "),
  fields: fieldNames(operation),
  codes: operation.errors.map(({ status, code }) => `${status} ${code ?? ""}`).join(" "),
  text: [
    operation.description ?? "",
    ...operation.prerequisites,
    ...operation.errors.map(({ message }) => message),
  ].join(" "),
});

export const searchOperations = (operations: readonly Operation[]): OperationSearch => {
  const index = new MiniSearch({
    idField: "key",
    fields: Object.keys(boost),
    tokenize: tokens,
    processTerm: fold,
    searchOptions: {
      boost,
      prefix: (term) => !/^\d+$/.test(term),
      fuzzy: forgiven,
      weights: { fuzzy: 0.3, prefix: 0.6 },
      // A long name is hardly a worse match than a short one.
      bm25: { k: 1.2, b: 0.2, d: 0.5 },
    },
  });
  index.addAll(operations.map(documentOf));
  const byKey = (key: unknown): Operation[] => {
    const operation = typeof key === "number" ? operations[key] : undefined;
    return operation === undefined ? [] : [operation];
  };
  return {
    find(query) {
      const all = index.search(query, { combineWith: "AND" });
      const hits = all.length > 0 ? all : index.search(query, { combineWith: "OR" });
      return hits.flatMap(({ id }) => byKey(id));
    },
  };
};
