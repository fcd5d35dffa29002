import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Clock } from "#base";

import { lockFile } from "./directory-lock.ts";
import { systemErrors } from "./errors.ts";
import { writeFileAtomically } from "./files.ts";
import { holderFile } from "./holder.ts";

/** Brings a directory from one format to the next. It runs under the directory's lock, after a backup. */
export type DirectoryMigration = (directory: string) => Promise<void>;

/** The first entry leads from format 1 to 2. Today's format is 1. */
export const directoryMigrations: readonly DirectoryMigration[] = [];

const formatFile = "format";
const isOwn = (name: string): boolean => name === lockFile || name.startsWith(`${lockFile}-`) || name === holderFile;

/** Written by hand or by `account add`, perhaps before the first command that opens the directory. */
const early: ReadonlySet<string> = new Set(["accounts.json", "secrets"]);

/** Refuses a directory with files in it that Rollcall did not make: the user probably named the wrong one. */
export const refuseForeign = async (directory: string): Promise<void> => {
  if (existsSync(join(directory, formatFile))) return;
  const stranger = (await readdir(directory)).find(
    (name) => !isOwn(name) && !early.has(name) && !name.endsWith(".tmp"),
  );
  if (stranger !== undefined)
    throw systemErrors.make(
      "RC_SYSTEM_DIRECTORY_FOREIGN",
      `${directory} is not a Rollcall data directory: it has no file "${formatFile}" but has "${stranger}"`,
    );
};

const backUp = async (directory: string, version: number, clock: Clock): Promise<string> => {
  const stamp = new Date(clock()).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const backup = join(directory, `backup-v${version}-${stamp}`);
  await mkdir(backup, { mode: 0o700 });
  // The lock file must not be copied: reading it would drop our own lock on it.
  const names = (await readdir(directory)).filter((name) => !isOwn(name) && !name.startsWith("backup-v"));
  for (const name of names) await cp(join(directory, name), join(backup, name), { recursive: true });
  return backup;
};

const readFormat = async (directory: string): Promise<number | undefined> => {
  if (!existsSync(join(directory, formatFile))) return undefined;
  const text = (await readFile(join(directory, formatFile), "utf8")).trim();
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw systemErrors.make(
    "RC_SYSTEM_DIRECTORY_FOREIGN",
    `${join(directory, formatFile)} does not hold a format number but ${JSON.stringify(text.slice(0, 40))}`,
  );
};

/** Brings a locked directory to the last format, with a backup of what was there before. */
export const migrateDirectory = async (
  directory: string,
  migrations: readonly DirectoryMigration[],
  clock: Clock,
): Promise<void> => {
  const write = async (format: number): Promise<void> => {
    await writeFileAtomically(join(directory, formatFile), `${format}\n`);
  };
  const newest = migrations.length + 1;
  const found = await readFormat(directory);
  if (found === undefined) {
    await write(newest);
    return;
  }
  if (found === newest) return;
  if (found > newest)
    throw systemErrors.make(
      "RC_SYSTEM_DIRECTORY_NEWER",
      `${directory} has format ${found}; this Rollcall knows formats up to ${newest}`,
    );
  const backup = await backUp(directory, found, clock);
  for (const [index, migration] of migrations.entries()) {
    const from = index + 1;
    if (from < found) continue;
    try {
      await migration(directory);
      await write(from + 1);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw systemErrors.make(
        "RC_SYSTEM_DIRECTORY_MIGRATION",
        `${directory} could not be brought from format ${from} to ${from + 1}: ${reason}; backup: ${backup}`,
        { cause: error },
      );
    }
  }
};
