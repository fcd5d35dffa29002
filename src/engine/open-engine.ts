import { join } from "node:path";

import type { Engine } from "./engine.ts";
import { makeEngine } from "./make-engine.ts";
import { openSqliteStore } from "./sqlite-store.ts";

/** Where runs are recorded. */
type Place =
  /** An existing directory that this process alone uses; the engine's file there is `<name>.db`. */
  | { readonly directory: string }
  /** A PostgreSQL database, for any number of processes; the engine's schema there is `rollcall_<name>`. */
  | { readonly postgres: string };

interface Settings {
  /** Each engine sees its own runs only; `engine` unless told. Letters, digits and `_`. */
  readonly name?: string;
  /** Runs at work at the same time; keep it moderate (up to about 50). Runs that wait do not count. */
  readonly concurrency: number;
  /** Receives errors of the engine itself (a full disk); those of workflows are recorded with their run. */
  readonly onError?: (error: unknown) => void;
}

export type EngineOptions = Place & Settings;

/**
 * Opens the durable runs of a directory or a database. Define the workflows, then call start().
 * @example
 * await using engine = await openEngine({ directory, concurrency: 10 });
 * const greet = engine.define({
 *   name: "greet",
 *   input: z.object({ name: z.string() }),
 *   run: ({ name }, { step }) => step("say", async () => `Hello ${name}`),
 * });
 * await engine.start();
 * await engine.run(greet, { name: "Ada" }, { id: "greet-ada" });
 */
export const openEngine = async (options: EngineOptions): Promise<Engine> => {
  const { name = "engine", concurrency, onError } = options;
  const store =
    "postgres" in options
      ? // Its driver is loaded by those only who use it.
        await (await import("./postgres-store.ts")).openPostgresRuns(options.postgres, name)
      : await openSqliteStore(join(options.directory, `${name}.db`));
  return makeEngine(store, { concurrency, onError: (error) => onError?.(error) });
};
