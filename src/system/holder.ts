import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { isLocked } from "./directory-lock.ts";
import { writeFileAtomically } from "./files.ts";

/** The process that uses a data directory. */
export interface Holder {
  readonly pid: number;
  /** What it was started as, such as "rollcall start". */
  readonly command: string;
  readonly startedAt: Date;
  /** Where it listens, once it does. */
  readonly url?: string;
}

export const holderFile = "holder.json";

const readHolderFile = async (directory: string): Promise<Holder | undefined> => {
  // Loaded when a file is read: zod is a hundred modules, and an emulator alone starts without them.
  const { holderSchema } = await import("./holder-schema.ts");
  try {
    return holderSchema.parse(JSON.parse(readFileSync(join(directory, holderFile), "utf8")));
  } catch {
    return undefined;
  }
};

export const writeHolderFile = async (directory: string, { startedAt, ...rest }: Holder): Promise<void> => {
  const text = JSON.stringify({ ...rest, started_at: startedAt.toISOString() });
  await writeFileAtomically(join(directory, holderFile), `${text}\n`, 0o600);
};

export const removeHolderFile = async (directory: string): Promise<void> => {
  await rm(join(directory, holderFile), { force: true });
};

/**
 * Who uses the data directory right now; undefined when nobody does (what a killed process left behind does not count),
 * or when the holder has not introduced itself within about 300 ms.
 */
export const readHolder = async (directory: string): Promise<Holder | undefined> => {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (!(await isLocked(directory))) return undefined;
    const holder = await readHolderFile(directory);
    if (holder !== undefined) return holder;
    await delay(30);
  }
  return undefined;
};
