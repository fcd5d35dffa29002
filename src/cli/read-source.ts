import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";

import { maxStreamedBytes, type Source } from "#roster";
import { readUserFile, spoolUserFile, streamUserFile } from "#system";

import type { Io } from "./io.ts";

const maxBytes = 50 * 1_048_576;

const isDevice = (path: string): boolean => path.startsWith("/dev/") || path.startsWith("/proc/");

const nameOf = (file: string, path: string): string => {
  if (file === "-") return "standard input";
  return isDevice(path) ? file : basename(path);
};

const pathOf = (io: Io, file: string): string => (file === "-" ? "/dev/stdin" : resolve(io.cwd, file));

/** The file that was named, `-` for standard input: all of it, for what is small. */
export const readSource = async (
  io: Io,
  file: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> => {
  const path = pathOf(io, file);
  return { name: nameOf(file, path), bytes: await readUserFile(path, maxBytes) };
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
  const path = pathOf(io, file);
  const name = nameOf(file, path);
  if (await isPipe(path)) return { name, ...(await spoolUserFile(path, maxStreamedBytes)) };
  const open = (): AsyncIterable<Uint8Array> => streamUserFile(path);
  // A file that is not there is told before anything else is opened.
  for await (const _ of open()) break;
  return { name, path, open, [Symbol.asyncDispose]: nothingToClose };
};
