import { cliErrors } from "./errors.ts";

/** A file that the user named cannot be written. */
export const cannotWrite = (path: string, error: unknown): Error =>
  cliErrors.make(
    "RC_CLI_WRITE",
    `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    {
      cause: error,
    },
  );
