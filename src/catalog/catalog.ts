import { zoomApi } from "./built-in.ts";
import { catalogErrors } from "./errors.ts";
import type { Operation } from "./operation.ts";
import { type OperationSearch, searchOperations } from "./search.ts";

/** One API of a catalog. */
export interface CatalogApi {
  readonly api: string;
  readonly title: string;
  readonly operations: readonly Operation[];
}

/** Operations of several APIs. */
export interface Catalog {
  readonly apis: readonly CatalogApi[];
  /** @throws RC_CATALOG_UNKNOWN */
  api(name: string): CatalogApi;
  list(api?: string): readonly Operation[];
  /** The best first. */
  search(query: string, api?: string): readonly Operation[];
  /** Makes what searching needs, which the first search does otherwise: a quarter of a second for 400 operations. */
  prepareSearch(): void;
  /**
   * The operation with this id; without an API's name when only one has such an operation.
   * @throws RC_CATALOG_UNKNOWN
   */
  operation(id: string): Operation;
}

const builtIn: CatalogApi = { api: "zoom", title: "Zoom", operations: zoomApi };

const unknown = (what: string, similar: readonly string[]): Error =>
  catalogErrors.make(
    "RC_CATALOG_UNKNOWN",
    what,
    similar.length === 0 ? {} : { fix: `Did you mean ${similar.join(", ")}? \`rollcall api list\` shows all.` },
  );

/** A catalog of Zoom's own API and what was imported. */
export const createCatalog = (imported: readonly CatalogApi[] = []): Catalog => {
  const apis = [builtIn, ...imported];
  const all = apis.flatMap(({ operations }) => operations);
  const api = (name: string): CatalogApi => {
    const found = apis.find((one) => one.api === name);
    if (found !== undefined) return found;
    throw unknown(`no API is called "${name}"; known are: ${apis.map((one) => one.api).join(", ")}`, []);
  };
  const list = (name?: string): readonly Operation[] => (name === undefined ? all : api(name).operations);
  // Made at the first search and kept: a page searches with every key that is pressed.
  const indexes = new Map<string | undefined, OperationSearch>();
  const indexOf = (name: string | undefined): OperationSearch => {
    const index = indexes.get(name) ?? searchOperations(list(name));
    indexes.set(name, index);
    return index;
  };
  return {
    apis,
    api,
    list,
    search: (query, name) => indexOf(name).find(query),
    prepareSearch() {
      indexOf(undefined);
    },
    operation(id) {
      const exact = all.find((operation) => operation.id === id);
      if (exact !== undefined) return exact;
      const loose = all.filter((operation) => operation.id.split(":")[1] === id);
      const [only] = loose;
      if (only !== undefined && loose.length === 1) return only;
      const similar = loose.length > 0 ? loose : indexOf(undefined).find(id);
      throw unknown(
        loose.length > 0 ? `several APIs have an operation "${id}"` : `no operation is called "${id}"`,
        similar.slice(0, 3).map((operation) => operation.id),
      );
    },
  };
};
