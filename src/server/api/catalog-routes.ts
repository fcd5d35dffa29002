import { sampleOf, describeOperation, type Operation } from "#catalog";
import { exactJson } from "#base";

import type { CatalogStore } from "../catalog-store.ts";
import {
  type ApiView,
  type ExampleView,
  importBody,
  type ImportedView,
  type OperationRow,
  type OperationView,
  searchQuery,
  type SearchView,
} from "./console-contract.ts";
import type { Route } from "./route.ts";

const rowOf = ({ id, api, method, path, name, folders, rateLabel }: Operation): OperationRow => ({
  id,
  api,
  method,
  path,
  name,
  folder: folders.join(" / "),
  label: rateLabel ?? "",
});

/** Pretty where no digit is lost by it. */
const pretty = (text: string): string => {
  try {
    return /\d{16}/.test(text) ? text : JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

const sampleBody = ({ body }: Operation): string => {
  if (body?.kind === "json") return pretty(body.example ?? exactJson.stringify(sampleOf(body.schema)));
  return body?.kind === "raw" ? (body.example ?? "") : "";
};

const examplesOf = ({ answers, errors }: Operation): readonly ExampleView[] => [
  ...answers.map(({ status, name, body, schema }) => ({
    status,
    code: "",
    name,
    body: pretty(body ?? (schema === undefined ? "" : exactJson.stringify(sampleOf(schema)))),
  })),
  ...errors.map(({ status, code, message }) => ({
    status,
    code: String(code ?? ""),
    name: message,
    body: JSON.stringify({ ...(code === undefined ? {} : { code }), message }, null, 2),
  })),
];

const apiRoutes = (store: CatalogStore, changed: () => void): readonly Route[] => [
  {
    method: "GET",
    path: "/api/apis",
    status: 200,
    handle: (): readonly ApiView[] =>
      store.catalog().apis.map(({ api, title, operations }, index) => ({
        api,
        title,
        operations: operations.length,
        builtIn: index === 0,
      })),
  },
  {
    method: "POST",
    path: "/api/apis",
    status: 201,
    handle: async ({ body }): Promise<readonly ImportedView[]> => {
      const { sources, name, as_saved: asSaved } = importBody.parse(body);
      const stored = await store.add(sources, { asSaved, ...(name === undefined ? {} : { name }) });
      // Who imports waits anyway; who types a search does not.
      store.catalog().prepareSearch();
      changed();
      return stored.map(({ imported: { api, title, operations, repaired, skipped }, replaced }) => ({
        api,
        title,
        operations: operations.length,
        repaired,
        skipped,
        replaced,
      }));
    },
  },
  {
    method: "DELETE",
    path: "/api/apis/{api}",
    status: 204,
    handle: async ({ id }) => {
      await store.remove(id);
      changed();
    },
  },
];

const operationRoutes = (store: CatalogStore): readonly Route[] => [
  {
    method: "GET",
    path: "/api/operations",
    status: 200,
    handle: ({ query }): SearchView => {
      const { q, api, limit } = searchQuery.parse(query);
      const catalog = store.catalog();
      const found = q.trim() === "" ? catalog.list(api) : catalog.search(q, api);
      return { total: found.length, operations: found.slice(0, limit).map(rowOf) };
    },
  },
  {
    method: "GET",
    path: "/api/operations/{id}",
    status: 200,
    handle: ({ id }): OperationView => {
      const operation = store.catalog().operation(id);
      return {
        operation,
        sections: describeOperation(operation),
        sampleBody: sampleBody(operation),
        examples: examplesOf(operation),
      };
    },
  },
];

/** The catalog: APIs, search, one operation. `changed` is told when APIs come or go. */
export const catalogRoutes = (store: CatalogStore, changed: () => void): readonly Route[] => [
  ...apiRoutes(store, changed),
  ...operationRoutes(store),
];
