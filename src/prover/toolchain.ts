import { tmpdir } from "node:os";

import type { Language } from "#programs";

import { buildEnvironment, runCommand } from "./run-command.ts";

/** The versions of a language's tools, or which of them is missing. */
export type Toolchain =
  | { readonly found: true; readonly versions: string }
  | { readonly found: false; readonly missing: string; readonly install: string };

const firstLine = (text: string): string => text.trim().split("\n")[0]?.trim() ?? "";

/**
 * Looks for what a language is built and run with.
 * @param vendors with the vendor's own library, not its stand-in
 */
export const findToolchain = async ({ toolchain, standIn }: Language, vendors = false): Promise<Toolchain> => {
  const versions: string[] = [];
  for (const command of toolchain.versions) {
    const ran = await runCommand(command, { cwd: tmpdir(), env: buildEnvironment(tmpdir()), timeoutMs: 60_000 });
    if (ran.exit !== 0) return { found: false, missing: command.join(" "), install: toolchain.install };
    versions.push(firstLine(ran.stdout.length > 0 ? ran.stdout.toString() : ran.stderr));
  }
  if (standIn !== undefined && !vendors) versions.push("stand-in, not the vendor's library");
  return { found: true, versions: versions.filter((version) => version !== "").join("; ") };
};
