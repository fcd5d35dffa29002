import type { Operation } from "#catalog";
import { corpus } from "#prover";

import { cliErrors } from "./errors.ts";

/** Operations that programs can be made of. */
export const knownOperations = (): readonly Operation[] => corpus;

/**
 * The operation that was named.
 * @throws RC_CLI_USAGE when there is none of that id
 */
export const findOperation = (id: string): Operation => {
  const found = knownOperations().find((operation) => operation.id === id);
  if (found !== undefined) return found;
  throw cliErrors.make("RC_CLI_USAGE", `there is no operation "${id}"`, {
    fix: `Operations are: ${knownOperations()
      .map((operation) => operation.id)
      .join(", ")}.`,
  });
};
