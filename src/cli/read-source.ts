import { basename, resolve } from "node:path";

import type { Source } from "#roster";
import { readUserFile } from "#system";

import type { Io } from "./io.ts";

const maxBytes = 50 * 1_048_576;
// What a pipe held is gone after reading: nobody can come back for a password.
const isPipe = (path: string): boolean => path.startsWith("/dev/") || path.startsWith("/proc/");

/** The file that was named, `-` for standard input. */
export const readSource = async (io: Io, file: string): Promise<Source> => {
  const path = file === "-" ? "/dev/stdin" : resolve(io.cwd, file);
  const bytes = await readUserFile(path, maxBytes);
  return isPipe(path) ? { name: file === "-" ? "standard input" : file, bytes } : { name: basename(path), path, bytes };
};
