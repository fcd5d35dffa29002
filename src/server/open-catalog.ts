import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

import { type Catalog, createCatalog, importApi } from "#catalog";

/** An imported API as `rollcall api import` keeps it in `<data>/apis/<api>.json`. */
const storedSchema = z.object({
  api: z.string(),
  title: z.string(),
  as_saved: z.boolean(),
  sources: z.array(z.object({ name: z.string(), text: z.string() })).min(1),
});

/** Zoom's own API and what was imported into the data directory; a file that is no API is left out. */
export const openCatalog = async (directory: string): Promise<Catalog> => {
  const folder = join(directory, "apis");
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(".json")) : [];
  const texts = await Promise.all(names.toSorted().map((name) => readFile(join(folder, name), "utf8")));
  return createCatalog(
    texts.flatMap((text) => {
      const stored = storedSchema.safeParse(JSON.parse(text));
      if (!stored.success) return [];
      const { api, title, as_saved: asSaved, sources } = stored.data;
      return [{ ...importApi(sources, { name: title, asSaved }), api }];
    }),
  );
};
