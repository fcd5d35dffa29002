/**
 * Bytes in pieces of any size, such as those of a file. A piece may be written over by the next one: whoever keeps one
 * copies it.
 */
export type BytePieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Passes on so many bytes, then throws what `refuse` makes. A pipe has no size and a file may grow: what arrives is counted. */
export const atMost = async function* (
  pieces: BytePieces,
  maxBytes: number,
  refuse: () => Error,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > maxBytes) throw refuse();
    yield piece;
  }
};

/** All of them in one. */
export const allOf = async (pieces: BytePieces): Promise<Uint8Array> => {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    kept.push(new Uint8Array(piece));
    size += piece.length;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of kept) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
};
