import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

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

const holderSchema = z
  .object({ pid: z.int(), command: z.string(), started_at: z.iso.datetime(), url: z.string().optional() })
  .transform(({ pid, command, started_at, url }): Holder => ({
    pid,
    command,
    startedAt: new Date(started_at),
    ...(url === undefined ? {} : { url }),
  }));

const readHolderFile = (directory: string): Holder | undefined => {
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
    const holder = readHolderFile(directory);
    if (holder !== undefined) return holder;
    await delay(30);
  }
  return undefined;
};
