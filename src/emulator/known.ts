import { knownOperations } from "#zoom";

interface Known {
  readonly method: string;
  readonly id: string;
  readonly pattern: RegExp;
}
let patterns: readonly Known[] | undefined;

/** Compiled when the first call misses: most processes never need them. */
const compile = (): readonly Known[] =>
  knownOperations
    .filter(([, path]) => !path.startsWith("/scim2"))
    .map(([method, path, id]) => ({
      method,
      id,
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}/?$`),
    }));

/** The operationId of a call that Zoom is known to have, emulated or not. */
export const knownOperation = (method: string, path: string): string | undefined => {
  patterns ??= compile();
  return patterns.find((known) => known.method === method && known.pattern.test(path))?.id;
};
