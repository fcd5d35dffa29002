import { accountCredentials, knownOperations } from "#zoom";

/** An operation with where it lies: parts in braces are parameters. */
export interface Place {
  readonly operation: string;
  readonly method: string;
  /** Whole paths: `/v2/users/{userId}`, `/scim2/Users`, `/oauth/token`. */
  readonly path: string;
}

interface Known extends Place {
  readonly parts: readonly string[];
}

const partsOf = (path: string): readonly string[] => path.split("/").filter((part) => part !== "");

const known: readonly Known[] = [
  ...knownOperations.map(([method, path, operation]): readonly [string, string, string] => [
    method,
    // SCIM is beside /v2, not below it.
    path.startsWith("/scim2") ? path : `/v2${path}`,
    operation,
  ]),
  ["POST", accountCredentials.path, "token"] as const,
].map(([method, path, operation]) => ({ operation, method, path, parts: partsOf(path) }));

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length && pattern.every((part, at) => part.startsWith("{") || part === parts[at]);

const literals = ({ parts }: Known): number => parts.filter((part) => !part.startsWith("{")).length;

/** Which of Zoom's operations a call is, by the facts; undefined when Zoom documents none there. */
export const operationOf = (method: string, path: string): Place | undefined => {
  const parts = partsOf(path);
  let best: Known | undefined;
  // `/users/email` is an operation of its own and not the user "email".
  for (const one of known)
    if (one.method === method && fits(one.parts, parts) && (best === undefined || literals(one) > literals(best)))
      best = one;
  return best;
};
