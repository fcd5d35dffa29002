import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Catalog } from "#catalog";
import { type CatalogStore, openCatalogStore } from "#server";
import { lockDataDirectory } from "#system";

/** Zoom's own API and everything that was imported into the data directory. */
export const openCatalog = (data: string): Catalog => openCatalogStore(data).catalog();

/** For those who import: makes the data directory what it must be, so that other commands know it as theirs. */
export const catalogToFill = (data: string): CatalogStore =>
  openCatalogStore(data, async () => {
    if (existsSync(join(data, "format"))) return;
    await (await lockDataDirectory(data, { command: "rollcall api import" })).close();
  });
