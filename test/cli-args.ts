import { join } from "node:path";

const bundled = process.env["ROLLCALL_TEST_CLI"];

/**
 * What Node is given to start the command line. `npm test` bundles it first, as it is published: hundreds of starts then cost
 * half. A test file that is run by itself starts the source.
 */
export const cliArgs: readonly string[] =
  bundled === undefined ? ["--conditions=rollcall-source", join(import.meta.dirname, "../src/cli/bin.ts")] : [bundled];
