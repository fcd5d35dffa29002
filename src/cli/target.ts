import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import type { Api } from "#server";
import { readHolder } from "#system";

import type { Io } from "./io.ts";
import { remoteApi } from "./remote-api.ts";

/** Whom a command talks to. */
export interface Target extends AsyncDisposable {
  readonly api: Api;
  /** The server's address; undefined when this process does the work itself. */
  readonly url: string | undefined;
  close(): Promise<void>;
}

const startMs = 5000;

/** Where the process that holds the directory listens; a server that is just starting is waited for. */
const findServer = async (directory: string): Promise<string | undefined> => {
  const deadline = Date.now() + startMs;
  for (;;) {
    const holder = await readHolder(directory);
    if (holder === undefined || holder.url !== undefined) return holder?.url;
    if (holder.command !== "rollcall start" || Date.now() > deadline) return undefined;
    await delay(50);
  }
};

/** Each question is a connection of its own. */
const nothingToClose = async (): Promise<void> => undefined;

const remote = (url: string, io: Io): Target => ({
  api: remoteApi(url, io.env["ROLLCALL_ADMIN_TOKEN"]),
  url,
  close: nothingToClose,
  [Symbol.asyncDispose]: nothingToClose,
});

export const dataDirectory = (io: Io, data: string): string => resolve(io.cwd, data);

/**
 * A running server (ROLLCALL_URL, or the one that holds the data directory), else the directory itself in this process.
 * @throws RC_SYSTEM_DIRECTORY_HELD when another process holds the directory and does not serve it
 */
export const openTarget = async (io: Io, data: string, command: string): Promise<Target> => {
  const directory = dataDirectory(io, data);
  const given = io.env["ROLLCALL_URL"]?.trim() ?? "";
  const url = given === "" ? await findServer(directory) : given;
  if (url !== undefined) return remote(url, io);
  const { createApi, openHouse } = await import("#server");
  const house = await openHouse({ directory, command: `rollcall ${command}`, env: io.env });
  const close = (): Promise<void> => house.close();
  return { api: createApi(house), url: undefined, close, [Symbol.asyncDispose]: close };
};
