import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { errorCode, systemErrors } from "./errors.ts";
import { streamUserFile } from "./files.ts";

/** What a pipe held, to be read as often as one likes. Gone when it is disposed of, and when the process ends. */
export interface Spool extends AsyncDisposable {
  /** From the first byte on, in pieces. */
  open(): AsyncGenerator<Uint8Array>;
}

const pieceBytes = 65_536;

const readFrom = async function* (file: FileHandle): AsyncGenerator<Uint8Array> {
  let position = 0;
  for (;;) {
    const piece = Buffer.allocUnsafe(pieceBytes);
    const { bytesRead } = await file.read(piece, 0, pieceBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
};

const fill = async (file: FileHandle, path: string, maxBytes: number): Promise<void> => {
  let size = 0;
  for await (const chunk of streamUserFile(path)) {
    size += chunk.length;
    if (size > maxBytes)
      throw systemErrors.make("RC_SYSTEM_FILE_TOO_LARGE", `${path} is larger than the limit of ${maxBytes} bytes`);
    await file.appendFile(chunk);
  }
};

/**
 * Keeps what a pipe holds in a file of the system's directory for temporary files (TMPDIR), readable by its owner only.
 * @throws RC_SYSTEM_FILE_TOO_LARGE, _UNREADABLE (also when there is no space for it), and see streamUserFile
 */
export const spoolUserFile = async (path: string, maxBytes: number): Promise<Spool> => {
  const draft = join(tmpdir(), `rollcall-${randomUUID()}`);
  let file: FileHandle | undefined;
  try {
    file = await open(draft, "wx+", 0o600);
    // Without a name from here on, it cannot outlive the process, whatever ends that.
    await rm(draft);
    await fill(file, path, maxBytes);
  } catch (error) {
    await file?.close();
    if (errorCode(error)?.startsWith("RC_")) throw error;
    throw systemErrors.make("RC_SYSTEM_FILE_UNREADABLE", `${path} cannot be kept in ${tmpdir()}: ${String(error)}`, {
      cause: error,
      fix: "Write it to a file and name that, or set TMPDIR to a directory with space.",
    });
  }
  const spooled = file;
  return { open: () => readFrom(spooled), [Symbol.asyncDispose]: () => spooled.close() };
};
