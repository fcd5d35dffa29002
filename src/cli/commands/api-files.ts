import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { type Catalog, createCatalog, type ImportedApi, readStoredApi, type StoredApi, storedApiText } from "#catalog";
import { lockDataDirectory, writeFileAtomically } from "#system";

const directoryOf = (data: string): string => join(data, "apis");

/** Zoom's own API and everything that was imported into the data directory. */
export const openCatalog = async (data: string): Promise<Catalog> => {
  const directory = directoryOf(data);
  const names = existsSync(directory) ? (await readdir(directory)).filter((name) => name.endsWith(".json")) : [];
  const apis: ImportedApi[] = [];
  for (const name of names.toSorted()) {
    const path = join(directory, name);
    apis.push(readStoredApi(await readFile(path, "utf8"), path));
  }
  return createCatalog(apis);
};

/** Makes the data directory what it must be, so that other commands know it as theirs. */
const prepare = async (data: string): Promise<void> => {
  if (existsSync(join(data, "format"))) return;
  await (await lockDataDirectory(data, { command: "rollcall api import" })).close();
};

/** Stores an API, in place of one of the same name. True when there was one. Documents may hold secrets: mode 0600. */
export const storeApi = async (data: string, stored: StoredApi): Promise<boolean> => {
  await prepare(data);
  await mkdir(directoryOf(data), { recursive: true, mode: 0o700 });
  const path = join(directoryOf(data), `${stored.api}.json`);
  const isThere = existsSync(path);
  await writeFileAtomically(path, storedApiText(stored), 0o600);
  return isThere;
};
