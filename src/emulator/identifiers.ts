import { randomFillSync } from "node:crypto";

import { randomFrom } from "#base";

/** Where the emulator's ids and secrets come from. */
export interface Identifiers {
  /** 22 characters [A-Za-z0-9_-]: 16 random bytes, as Zoom's user, account and group ids. */
  id(): string;
  /** A secret of 32 random bytes in the same alphabet. */
  secret(): string;
  /** A personal meeting id: ten digits, not beginning with 0 or 1. */
  pmi(): number;
}

const poolBytes = 8192;
/** An id in the text they are cut from: 16 bytes and two of nothing, which are 24 characters. */
const idStride = { bytes: 18, characters: 24 } as const;
const idLength = 22;
/** Ids that are made at a time. What lives longest keeps the others' text (6 KB) alive. */
const idsAtOnce = 256;

/** Deterministic bytes for tests; never for secrets that guard anything. */
const seededFill = (seed: number): ((pool: Buffer) => void) => {
  const random = randomFrom(seed);
  return (pool) => {
    for (let at = 0; at < pool.length; at += 4) pool.writeUInt32LE(random() * 0x1_0000_0000, at);
  };
};

/** One call to the system's random source serves hundreds of ids (per-id calls were a third of a POST's cost), and so does one that writes text. */
export const createIdentifiers = (seed?: number): Identifiers => {
  const pool = Buffer.alloc(poolBytes);
  const fill = seed === undefined ? (bytes: Buffer): void => void randomFillSync(bytes) : seededFill(seed);
  let used = poolBytes;
  const take = (bytes: number): number => {
    if (used + bytes > poolBytes) {
      fill(pool);
      used = 0;
    }
    used += bytes;
    return used - bytes;
  };
  const text = (bytes: number): string => {
    const at = take(bytes);
    return pool.toString("base64url", at, at + bytes);
  };
  const idPool = Buffer.alloc(idsAtOnce * idStride.bytes);
  let ids = "";
  let cut = 0;
  const id = (): string => {
    if (cut === ids.length) {
      fill(idPool);
      // What is left of an id's last character once 16 bytes are written: no bits, as in Zoom's.
      for (let at = 16; at < idPool.length; at += idStride.bytes) idPool[at] = 0;
      ids = idPool.toString("base64url");
      cut = 0;
    }
    cut += idStride.characters;
    return ids.slice(cut - idStride.characters, cut - idStride.characters + idLength);
  };
  return {
    id,
    secret: () => text(32),
    pmi: () => 2_000_000_000 + (pool.readUIntLE(take(6), 6) % 8_000_000_000),
  };
};
