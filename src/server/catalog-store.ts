import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

import {
  type Catalog,
  createCatalog,
  groupSources,
  importApi,
  type ImportedApi,
  readStoredApi,
  type SourceText,
  storedApiText,
} from "#catalog";
import { writeFileAtomically } from "#system";

import { serverErrors } from "./errors.ts";

export interface ImportChoice {
  readonly name?: string;
  readonly asSaved: boolean;
}

export interface Stored {
  readonly imported: ImportedApi;
  readonly replaced: boolean;
}

/** Zoom's API and what was imported into the data directory, by this process or by `rollcall api import`. */
export interface CatalogStore {
  /** As the directory is now; read anew only when a file has come, gone or changed. */
  catalog(): Catalog;
  /** All sources are read before the first is stored. @throws what importApi throws */
  add(sources: readonly SourceText[], choice: ImportChoice): Promise<readonly Stored[]>;
  /** @throws RC_SERVER_NOT_FOUND */
  remove(api: string): Promise<void>;
}

/** @param prepare is called before the first file is written: for a directory that may be nobody's yet */
export const openCatalogStore = (
  directory: string,
  prepare: () => Promise<void> = () => Promise.resolve(),
): CatalogStore => {
  const folder = join(directory, "apis");
  let [seen, catalog] = ["", createCatalog()];
  const files = (): readonly string[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith(".json"))
          .toSorted()
      : [];
  const read = (): Catalog => {
    const paths = files().map((name) => join(folder, name));
    // A file is always replaced as a whole: another inode, or another time.
    const now = paths.map((path) => `${path} ${statSync(path).ino} ${statSync(path).mtimeMs}`).join("\n");
    if (now === seen) return catalog;
    catalog = createCatalog(paths.map((path) => readStoredApi(readFileSync(path, "utf8"), path)));
    seen = now;
    return catalog;
  };
  return {
    catalog: read,
    async add(sources, { name, asSaved }) {
      const options = { asSaved, ...(name === undefined ? {} : { name }) };
      const groups = groupSources(sources, name).map((group) => ({ group, imported: importApi(group, options) }));
      await prepare();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const stored: Stored[] = [];
      for (const { group, imported } of groups) {
        const { api, title } = imported;
        const path = join(folder, `${api}.json`);
        const replaced = existsSync(path);
        await writeFileAtomically(path, storedApiText({ api, title, asSaved, sources: group }), 0o600);
        stored.push({ imported, replaced });
      }
      return stored;
    },
    async remove(api) {
      if (!files().includes(`${api}.json`))
        throw serverErrors.make("RC_SERVER_NOT_FOUND", `no API called "${api}" was imported`);
      await rm(join(folder, `${api}.json`));
    },
  };
};
