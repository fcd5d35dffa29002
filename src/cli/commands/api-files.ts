import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

import { type Catalog, createCatalog, importApi, type ImportedApi, type SourceText } from "#catalog";
import { lockDataDirectory, writeFileAtomically } from "#system";

import { cliErrors } from "../errors.ts";

/** An imported API as it lies in `<data>/apis/<api>.json`: its sources, to be read anew each time. */
const storedSchema = z.object({
  format: z.literal(1),
  api: z.string(),
  title: z.string(),
  as_saved: z.boolean(),
  sources: z.array(z.object({ name: z.string(), text: z.string() })).min(1),
});

export interface StoredApi {
  readonly api: string;
  readonly title: string;
  readonly asSaved: boolean;
  readonly sources: readonly SourceText[];
}

const directoryOf = (data: string): string => join(data, "apis");

const readStored = async (path: string): Promise<ImportedApi> => {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch {
    value = undefined;
  }
  const stored = storedSchema.safeParse(value);
  if (!stored.success)
    throw cliErrors.make("RC_CLI_USAGE", `${path} is not what \`rollcall api import\` writes`, {
      fix: "Delete it and import the document again.",
    });
  const { api, title, as_saved: asSaved, sources } = stored.data;
  return { ...importApi(sources, { name: title, asSaved }), api };
};

/** Zoom's own API and everything that was imported into the data directory. */
export const openCatalog = async (data: string): Promise<Catalog> => {
  const directory = directoryOf(data);
  const names = existsSync(directory) ? (await readdir(directory)).filter((name) => name.endsWith(".json")) : [];
  const apis: ImportedApi[] = [];
  for (const name of names.toSorted()) apis.push(await readStored(join(directory, name)));
  return createCatalog(apis);
};

/** Makes the data directory what it must be, so that other commands know it as theirs. */
const prepare = async (data: string): Promise<void> => {
  if (existsSync(join(data, "format"))) return;
  await (await lockDataDirectory(data, { command: "rollcall api import" })).close();
};

/** Stores an API, in place of one of the same name. True when there was one. Documents may hold secrets: mode 0600. */
export const storeApi = async (data: string, { api, title, asSaved, sources }: StoredApi): Promise<boolean> => {
  await prepare(data);
  await mkdir(directoryOf(data), { recursive: true, mode: 0o700 });
  const path = join(directoryOf(data), `${api}.json`);
  const isThere = existsSync(path);
  await writeFileAtomically(path, `${JSON.stringify({ format: 1, api, title, as_saved: asSaved, sources })}\n`, 0o600);
  return isThere;
};
