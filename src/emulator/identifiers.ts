import { randomFillSync } from "node:crypto";

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

/** Deterministic bytes for tests (mulberry32); never for secrets that guard anything. */
const seededFill = (seed: number): ((pool: Buffer) => void) => {
  let state = seed >>> 0;
  return (pool) => {
    for (let at = 0; at < pool.length; at += 4) {
      state = (state + 0x6d2b79f5) >>> 0;
      let word = Math.imul(state ^ (state >>> 15), state | 1);
      word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
      pool.writeUInt32LE((word ^ (word >>> 14)) >>> 0, at);
    }
  };
};

/** One call to the system's random source serves hundreds of ids: per-id calls were a third of a POST's cost. */
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
  return {
    id: () => text(16),
    secret: () => text(32),
    pmi: () => 2_000_000_000 + (pool.readUIntLE(take(6), 6) % 8_000_000_000),
  };
};
