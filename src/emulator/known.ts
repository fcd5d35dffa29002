import { knownOperations } from "#zoom";

const patterns = knownOperations
  .filter(([, path]) => !path.startsWith("/scim2"))
  .map(([method, path, id]) => ({
    method,
    id,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}/?$`),
  }));

/** The operationId of a call that Zoom is known to have, emulated or not. */
export const knownOperation = (method: string, path: string): string | undefined =>
  patterns.find((known) => known.method === method && known.pattern.test(path))?.id;
