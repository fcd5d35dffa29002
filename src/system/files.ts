import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";

import { allOf, atMost } from "#base";

import { errorCode, systemErrors } from "./errors.ts";

const refuse = (path: string, error: unknown): Error => {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR")
    return systemErrors.make("RC_SYSTEM_FILE_MISSING", `${path} does not exist`, { cause: error });
  if (code === "EISDIR")
    return systemErrors.make("RC_SYSTEM_FILE_NOT_A_FILE", `${path} is a directory`, { cause: error });
  const why = code === "EACCES" || code === "EPERM" ? "permission denied" : String(error);
  return systemErrors.make("RC_SYSTEM_FILE_UNREADABLE", `${path} cannot be read: ${why}`, { cause: error });
};

const pieceBytes = 65_536;

/**
 * The bytes of an open file in pieces, from a position on, or from where the last reading of it ended. Each piece is
 * written over by the next one: whoever keeps one copies it.
 */
export const readPieces = async function* (file: FileHandle, from?: number): AsyncGenerator<Uint8Array> {
  // One buffer for all: a new one for each would be a second copy of a large file in memory, until it is collected.
  const piece = Buffer.allocUnsafe(pieceBytes);
  let position = from;
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, pieceBytes, position ?? null);
    if (bytesRead === 0) return;
    if (position !== undefined) position += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
};

/**
 * The bytes of a file that the user named, in pieces as `readPieces` gives them, however many. Pipes such as /dev/stdin
 * and <(…) are welcome. The file is open only while it is read.
 * @throws RC_SYSTEM_FILE_MISSING, _NOT_A_FILE, _UNREADABLE, also in the middle
 */
export const streamUserFile = async function* (path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, "r").catch((error: unknown) => {
    throw refuse(path, error);
  });
  try {
    yield* readPieces(file);
  } catch (error) {
    throw refuse(path, error);
  } finally {
    await file.close();
  }
};

/** The error for a file, or what a pipe holds, of more bytes than are read. */
export const fileTooLarge = (name: string, maxBytes: number): Error =>
  systemErrors.make("RC_SYSTEM_FILE_TOO_LARGE", `${name} is larger than the limit of ${maxBytes} bytes`);

/**
 * Reads a file that the user named. Pipes are welcome here too.
 * @throws RC_SYSTEM_FILE_MISSING, _NOT_A_FILE, _TOO_LARGE, _UNREADABLE
 */
export const readUserFile = async (path: string, maxBytes: number): Promise<Uint8Array> =>
  await allOf(atMost(streamUserFile(path), maxBytes, () => fileTooLarge(path, maxBytes)));

/**
 * Writes a file so that readers see the old content or the new, never a part: temporary file, flush, rename.
 * @param content whole, or in pieces
 * @param mode permissions of the new file, 0o644 unless told
 */
export const writeFileAtomically = async (
  path: string,
  content: string | Uint8Array | Iterable<string>,
  mode = 0o644,
): Promise<void> => {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, "wx", mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
};
