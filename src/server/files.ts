import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** What ships beside the code: the same distance from src/server and from dist/server. */
const shipped = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The people file that a fresh data directory begins with. */
export const sampleFile = shipped("examples/new-hires.csv");

/** The built console, in a clone and in the package alike. */
export const consoleDirectory = shipped("dist/ui");
/** The workflow templates. */
export const templateFolder = shipped("examples/workflows");

/** The shipped workflows, by name; none where there are none. */
export const templates = (): readonly { readonly name: string; readonly source: string }[] => {
  const folder = shipped("examples/workflows");
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map((name) => ({ name: name.slice(0, -5), source: readFileSync(`${folder}/${name}`, "utf8") }));
};

const packageSchema = z.object({ version: z.string() });

/** The version of this package. */
export const version = (): string =>
  packageSchema.parse(JSON.parse(readFileSync(shipped("package.json"), "utf8"))).version;

/** The text of a file that may be missing. */
export const textIfThere = (path: string): string | undefined =>
  statSync(path, { throwIfNoEntry: false }) === undefined ? undefined : readFileSync(path, "utf8");
