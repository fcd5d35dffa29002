import { readHolder } from "#system";

import type { Io } from "../io.ts";

/** The running server: ROLLCALL_URL, or the one that holds the data directory. */
export const findServerUrl = async (io: Io, directory: string): Promise<string | undefined> => {
  const given = io.env["ROLLCALL_URL"]?.trim() ?? "";
  return given === "" ? (await readHolder(directory))?.url : given;
};
