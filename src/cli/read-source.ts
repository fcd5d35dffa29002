import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";

import { allOf, atMost, type BytePieces } from "#base";
import { maxStreamedBytes, type Source } from "#roster";
import { fileTooLarge, spoolBytes, streamUserFile } from "#system";

import type { Io } from "./io.ts";

const maxBytes = 50 * 1_048_576;

const isDevice = (path: string): boolean => path.startsWith("/dev/") || path.startsWith("/proc/");

interface Named {
  /** What the user calls it. */
  readonly name: string;
  readonly path: string | undefined;
  /** Can be read once only when it is a pipe. */
  readonly open: () => BytePieces;
}

const find = (io: Io, file: string): Named => {
  if (file === "-") return { name: "standard input", path: undefined, open: io.stdin };
  const path = resolve(io.cwd, file);
  return { name: isDevice(path) ? file : basename(path), path, open: () => streamUserFile(path) };
};

/** The file that was named, `-` for standard input: all of it, for what is small. */
export const readSource = async (
  io: Io,
  file: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> => {
  const { name, path, open } = find(io, file);
  const bytes = await allOf(atMost(open(), maxBytes, () => fileTooLarge(path ?? name, maxBytes)));
  return { name, bytes };
};

/** What a pipe held is gone after reading: nobody can come back for a password. */
const isPipe = async (path: string): Promise<boolean> => {
  if (isDevice(path)) return true;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
};

const nothingToClose = async (): Promise<void> => undefined;

/**
 * The people file that was named, `-` for standard input: to be read as often as one likes until it is disposed of. A
 * file stays where it is; what a pipe holds is kept for so long.
 */
export const openSource = async (io: Io, file: string): Promise<Source & AsyncDisposable> => {
  const { name, path, open } = find(io, file);
  if (path === undefined || (await isPipe(path)))
    return {
      name,
      ...(await spoolBytes(
        atMost(open(), maxStreamedBytes, () => fileTooLarge(path ?? name, maxStreamedBytes)),
        name,
      )),
    };
  // A file that is not there is told before anything else is opened.
  for await (const _ of open()) break;
  return { name, path, open, [Symbol.asyncDispose]: nothingToClose };
};
