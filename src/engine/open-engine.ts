import { join } from "node:path";

import type { Engine } from "./engine.ts";
import { makeEngine } from "./make-engine.ts";
import { openSqliteStore } from "./sqlite-store.ts";

export interface EngineOptions {
  /** An existing directory that this process alone uses; the engine's file there is `<name>.db`. */
  readonly directory: string;
  /** Each engine sees its own runs only; `engine` unless told. */
  readonly name?: string;
  /** Runs at work at the same time; keep it moderate (up to about 50). Runs that wait do not count. */
  readonly concurrency: number;
  /** Receives errors of the engine itself (a full disk); those of workflows are recorded with their run. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Opens the durable runs of a directory. Define the workflows, then call start().
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
export const openEngine = async ({
  directory,
  name = "engine",
  concurrency,
  onError,
}: EngineOptions): Promise<Engine> =>
  makeEngine(await openSqliteStore(join(directory, `${name}.db`)), {
    concurrency,
    onError: (error) => onError?.(error),
  });
