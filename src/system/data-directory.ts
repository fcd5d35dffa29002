import { mkdir, stat } from "node:fs/promises";
import { resolve } from "node:path";

import { type Clock, RollcallError, systemClock } from "#base";

import { dataKey, peopleKey } from "./data-key.ts";
import { type DirectoryMigration, directoryMigrations, migrateDirectory, refuseForeign } from "./directory-format.ts";
import { takeLock } from "./directory-lock.ts";
import { systemErrors } from "./errors.ts";
import { type Holder, readHolder, removeHolderFile, writeHolderFile } from "./holder.ts";

/** A directory that this process alone uses. */
export interface DataDirectory extends AsyncDisposable {
  /** Absolute. */
  readonly path: string;
  /** Tells other processes where this one listens. */
  announce(url: string): Promise<void>;
  /** The 32 bytes that seal this directory's secrets; made at first use, in the file `key` (mode 0600). */
  dataKey(): Uint8Array;
  /** The 32 bytes by which people are known without their names: the first key that the directory had. */
  peopleKey(): Uint8Array;
  /** Lets the next process in. */
  close(): Promise<void>;
}

const makeDirectory = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    if (!(await stat(path)).isDirectory()) throw new Error("it is not a directory");
    await refuseForeign(path);
  } catch (error) {
    if (error instanceof RollcallError) throw error;
    const isFile = await stat(path).then(
      (found) => !found.isDirectory(),
      () => false,
    );
    const reason = isFile ? "it is a file, not a directory" : String(error instanceof Error ? error.message : error);
    throw systemErrors.make("RC_SYSTEM_DIRECTORY_UNUSABLE", `cannot use ${path} as data directory: ${reason}`, {
      cause: error,
    });
  }
};

const heldError = (path: string, holder: Holder | undefined): RollcallError => {
  if (holder === undefined)
    return systemErrors.make("RC_SYSTEM_DIRECTORY_HELD", `${path} is in use by another process`);
  const where = holder.url === undefined ? "" : `, at ${holder.url}`;
  return systemErrors.make(
    "RC_SYSTEM_DIRECTORY_HELD",
    `${path} is in use by process ${holder.pid} (${holder.command}) since ${holder.startedAt.toISOString()}${where}`,
    { fix: `Stop it (kill ${holder.pid}), use it, or name another directory.` },
  );
};

/**
 * Takes a data directory for this process: creates it (mode 0700), locks it, brings it to the last format. The lock ends
 * with the process, even by kill -9.
 * @throws RC_SYSTEM_DIRECTORY_HELD naming the holder; RC_SYSTEM_DIRECTORY_FOREIGN, _NEWER, _MIGRATION, _UNUSABLE
 */
export const lockDataDirectory = async (
  directory: string,
  { command }: { readonly command: string },
  {
    clock = systemClock,
    migrations = directoryMigrations,
  }: { readonly clock?: Clock; readonly migrations?: readonly DirectoryMigration[] } = {},
): Promise<DataDirectory> => {
  const path = resolve(directory);
  await makeDirectory(path);
  const release = await takeLock(path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw systemErrors.make("RC_SYSTEM_DIRECTORY_UNUSABLE", `cannot lock ${path}: ${reason}`, { cause: error });
  });
  if (release === undefined) throw heldError(path, await readHolder(path));
  const holder: Holder = { pid: process.pid, command, startedAt: new Date(clock()) };
  try {
    // At once: until then readers may take what a killed process left behind for us.
    await writeHolderFile(path, holder);
    await migrateDirectory(path, migrations, clock);
  } catch (error) {
    await removeHolderFile(path);
    release();
    throw error;
  }
  const close = async (): Promise<void> => {
    await removeHolderFile(path);
    release();
  };
  return {
    path,
    announce: (url) => writeHolderFile(path, { ...holder, url }),
    dataKey: () => dataKey(path),
    peopleKey: () => peopleKey(path),
    close,
    [Symbol.asyncDispose]: close,
  };
};
