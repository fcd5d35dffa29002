import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { systemErrors } from "./errors.ts";
import { writeFileAtomically } from "./files.ts";

const keyBytes = 32;
const keyFile = "key";
/** The first key of a directory whose key was changed: people are known by it in the audit log. */
const peopleFile = "people-key";

/** Where what is sealed lies: a change that was interrupted must go on in the same place. */
export type SealedPlace = "files" | "postgres";
const nextFile = (place: SealedPlace): string => `${keyFile}.next-${place}`;

const readKey = (path: string): Uint8Array => {
  const key = readFileSync(path);
  if (key.length !== keyBytes)
    throw systemErrors.make("RC_SYSTEM_KEY_BROKEN", `${path} has ${key.length} bytes instead of ${keyBytes}`);
  return key;
};

/** The key that seals a directory's secrets; made at first use, in the file `key` (mode 0600). */
export const dataKey = (directory: string): Uint8Array => {
  const path = join(directory, keyFile);
  if (!existsSync(path)) {
    writeFileSync(`${path}.tmp`, randomBytes(keyBytes), { mode: 0o600, flush: true });
    renameSync(`${path}.tmp`, path);
  }
  return readKey(path);
};

/** The key that names people without naming them. It outlives changes of the other: old entries would lose theirs. */
export const peopleKey = (directory: string): Uint8Array => {
  const path = join(directory, peopleFile);
  return existsSync(path) ? readKey(path) : dataKey(directory);
};

/**
 * A key that comes as text, from the environment.
 * @param text 64 hexadecimal digits, or 32 bytes as base64
 * @throws RC_SYSTEM_KEY_TEXT, which does not repeat it
 */
export const keyOfText = (text: string, name: string): Uint8Array => {
  const key = /^[\da-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (key.length === keyBytes) return key;
  throw systemErrors.make("RC_SYSTEM_KEY_TEXT", `${name} is no key`);
};

/** A new name in a directory outlives a power cut only when the directory is written too. */
const syncDirectory = async (directory: string): Promise<void> => {
  if (process.platform === "win32") return;
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** A change of a directory's key, under way. */
export interface KeyChange {
  readonly current: Uint8Array;
  readonly next: Uint8Array;
  /** The next key becomes the key, once nothing needs the old one any more. */
  commit(): Promise<void>;
  /** Forgets the next key. Only before anything is sealed with it. */
  discard(): Promise<void>;
}

const openChange = (directory: string, place: SealedPlace): KeyChange => ({
  current: dataKey(directory),
  next: readKey(join(directory, nextFile(place))),
  async commit() {
    await rename(join(directory, nextFile(place)), join(directory, keyFile));
    await syncDirectory(directory);
  },
  discard: () => rm(join(directory, nextFile(place))),
});

/**
 * The change that a process did not live to finish.
 * @throws RC_SYSTEM_KEY_CHANGE where it was begun in the other place
 */
export const interruptedKeyChange = (directory: string, place: SealedPlace): KeyChange | undefined => {
  const other = place === "files" ? "postgres" : "files";
  if (existsSync(join(directory, nextFile(other))))
    throw systemErrors.make(
      "RC_SYSTEM_KEY_CHANGE",
      `the key of ${directory} was being changed ${other === "postgres" ? "with DATABASE_URL set" : "without DATABASE_URL"}, and is not yet`,
    );
  return existsSync(join(directory, nextFile(place))) ? openChange(directory, place) : undefined;
};

/** Makes the next key and keeps it beside the old one (mode 0600). Until `commit` both are needed. */
export const beginKeyChange = async (directory: string, place: SealedPlace): Promise<KeyChange> => {
  await writeFileAtomically(join(directory, peopleFile), peopleKey(directory), 0o600);
  await writeFileAtomically(join(directory, nextFile(place)), randomBytes(keyBytes), 0o600);
  await syncDirectory(directory);
  return openChange(directory, place);
};
