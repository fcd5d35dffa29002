import type { SourceText } from "#catalog";

import type { Io } from "./io.ts";
import { readSource } from "./read-source.ts";

/** The text of the file that was named, `-` for standard input. */
export const readText = async (io: Io, file: string): Promise<SourceText> => {
  const { bytes } = await readSource(io, file);
  return { name: file === "-" ? "standard input" : file, text: new TextDecoder().decode(bytes) };
};
