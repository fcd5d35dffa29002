import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";

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

/**
 * The bytes of a file that the user named, in pieces, with no limit of their number. Pipes such as /dev/stdin and <(…)
 * are welcome. The file is open only while it is read.
 * @throws RC_SYSTEM_FILE_MISSING, _NOT_A_FILE, _UNREADABLE, also in the middle
 */
export const streamUserFile = async function* (path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, "r").catch((error: unknown) => {
    throw refuse(path, error);
  });
  try {
    if ((await file.stat()).isDirectory())
      throw systemErrors.make("RC_SYSTEM_FILE_NOT_A_FILE", `${path} is a directory`);
    const chunks = file.createReadStream({ autoClose: false });
    try {
      for await (const chunk of chunks) if (chunk instanceof Uint8Array) yield chunk;
    } catch (error) {
      throw refuse(path, error);
    }
  } finally {
    await file.close();
  }
};

/**
 * Reads a file that the user named. Pipes are welcome here too.
 * @throws RC_SYSTEM_FILE_MISSING, _NOT_A_FILE, _TOO_LARGE, _UNREADABLE
 */
export const readUserFile = async (path: string, maxBytes: number): Promise<Uint8Array> => {
  // A pipe has no size and a file may grow: count what arrives.
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of streamUserFile(path)) {
    size += chunk.length;
    if (size > maxBytes)
      throw systemErrors.make("RC_SYSTEM_FILE_TOO_LARGE", `${path} is larger than the limit of ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};

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
