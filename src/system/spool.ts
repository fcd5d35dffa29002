import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type BytePieces, RollcallError } from "#base";

import { systemErrors } from "./errors.ts";
import { readPieces } from "./files.ts";

/** What a pipe held, to be read as often as one likes. Gone when it is disposed of, and when the process ends. */
export interface Spool extends AsyncDisposable {
  /** From the first byte on, in pieces as `readPieces` gives them. */
  open(): AsyncGenerator<Uint8Array>;
}

/**
 * Keeps what can be read only once, such as what a pipe holds, in a file of the system's directory for temporary files
 * (TMPDIR), readable by its owner only. `name` is what it is called in messages.
 * @throws RC_SYSTEM_FILE_UNREADABLE when it cannot be kept there; what reading `bytes` throws is passed on
 */
export const spoolBytes = async (bytes: BytePieces, name: string): Promise<Spool> => {
  const draft = join(tmpdir(), `rollcall-${randomUUID()}`);
  let file: FileHandle | undefined;
  try {
    file = await open(draft, "wx+", 0o600);
    // Without a name from here on, it cannot outlive the process, whatever ends that.
    await rm(draft);
    for await (const piece of bytes) await file.appendFile(piece);
  } catch (error) {
    await file?.close();
    if (error instanceof RollcallError) throw error;
    throw systemErrors.make("RC_SYSTEM_FILE_UNREADABLE", `${name} cannot be kept in ${tmpdir()}: ${String(error)}`, {
      cause: error,
      fix: "Write it to a file and name that, or set TMPDIR to a directory with space.",
    });
  }
  const spooled = file;
  return { open: () => readPieces(spooled, 0), [Symbol.asyncDispose]: () => spooled.close() };
};
