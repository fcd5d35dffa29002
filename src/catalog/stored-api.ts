import { z } from "zod";

import { catalogErrors } from "./errors.ts";
import { importApi, type ImportedApi } from "./import-api.ts";
import type { SourceText } from "./read-text.ts";

/** An imported API as it is kept: its sources, to be read anew each time. */
export interface StoredApi {
  readonly api: string;
  readonly title: string;
  readonly asSaved: boolean;
  readonly sources: readonly SourceText[];
}

const storedSchema = z.object({
  format: z.literal(1),
  api: z.string(),
  title: z.string(),
  as_saved: z.boolean(),
  sources: z.array(z.object({ name: z.string(), text: z.string() })).min(1),
});

/** One line of JSON. Documents may hold secrets. */
export const storedApiText = ({ api, title, asSaved, sources }: StoredApi): string =>
  `${JSON.stringify({ format: 1, api, title, as_saved: asSaved, sources })}\n`;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The operations of a kept API. `where` is named in the error.
 * @throws RC_CATALOG_STORED for a text that storedApiText did not write
 */
export const readStoredApi = (text: string, where: string): ImportedApi => {
  const stored = storedSchema.safeParse(parsed(text));
  if (!stored.success)
    throw catalogErrors.make("RC_CATALOG_STORED", `${where} is not what \`rollcall api import\` writes`);
  const { api, title, as_saved: asSaved, sources } = stored.data;
  return { ...importApi(sources, { name: title, asSaved }), api };
};
