import { lineEndsIn } from "./lines.ts";

/** The record that is being read: what has come of it so far, and where it stands. */
export interface OpenRecord {
  /** Everything that has come since the last record ended. */
  readonly bytes: Buffer;
  /** Offset of its first byte in the text. */
  readonly start: number;
  /** Line of its first byte, 1-based. */
  readonly line: number;
  add(piece: Buffer): void;
  /** Ends it at an offset of the text; the next one begins there. */
  end(offset: number): void;
  /** The bytes between two offsets of the text. */
  slice(from: number, to: number): Buffer;
  lineAt(offset: number): number;
}

/** Holds the bytes of one record at a time. */
export const openRecord = (): OpenRecord => {
  let bytes: Buffer = Buffer.alloc(0);
  let start = 0;
  let line = 1;
  const lineAt = (offset: number): number => line + lineEndsIn(bytes, offset - start);
  return {
    get bytes() {
      return bytes;
    },
    get start() {
      return start;
    },
    get line() {
      return line;
    },
    add(piece) {
      bytes = bytes.length === 0 ? piece : Buffer.concat([bytes, piece]);
    },
    end(offset) {
      line = lineAt(offset);
      bytes = bytes.subarray(offset - start);
      start = offset;
    },
    slice: (from, to) => bytes.subarray(from - start, to - start),
    lineAt,
  };
};
