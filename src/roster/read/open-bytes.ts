import { createHash } from "node:crypto";

import { allOf, atMost, type BytePieces } from "#base";

import { readErrors } from "./errors.ts";

/** Hands out the bytes of a file, from the first one on, as often as it is called. */
export type OpenBytes = () => BytePieces;

export const megabyte = 1_048_576;

/** So many of the first bytes, or all of a smaller file. */
export const firstBytes = async (open: OpenBytes, size: number): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of open()) {
    pieces.push(Buffer.from(piece));
    length += piece.length;
    if (length >= size) break;
  }
  return Buffer.concat(pieces).subarray(0, size);
};

export const tooLarge = (
  name: string,
  maxBytes: number,
  more: { readonly what?: string; readonly fix?: string } = {},
) =>
  readErrors.make(
    "RC_ROSTER_TOO_BIG",
    `${name} is too large: the limit is ${(maxBytes / megabyte).toFixed(1)} MB${more.what ?? ""}.`,
    more.fix === undefined ? {} : { fix: more.fix },
  );

/** All bytes at once, for kinds of files that cannot be read in pieces. `kind` is named when there are too many. */
export const allBytes = async (
  open: OpenBytes,
  { name, kind, maxBytes }: { readonly name: string; readonly kind: string; readonly maxBytes: number },
): Promise<Uint8Array> => {
  const refuse = (): Error =>
    tooLarge(name, maxBytes, {
      what: ` for ${kind}, read whole`,
      fix: "Write it as CSV or as NDJSON (one JSON object a line), which are read in pieces, or split it.",
    });
  return await allOf(atMost(open(), maxBytes, refuse));
};

/** Names a content: SHA-256, hexadecimal. */
export const digestOf = async (open: OpenBytes): Promise<string> => {
  const hash = createHash("sha256");
  for await (const piece of open()) hash.update(piece);
  return hash.digest("hex");
};
