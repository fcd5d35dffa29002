import { createHash } from "node:crypto";

import { atMost } from "#base";

import { decodePieces, notText, sampleBytes, strictly, supposeEncoding } from "./decode.ts";
import { readErrors } from "./errors.ts";
import { lineOfFirst } from "./lines.ts";
import { firstBytes, type OpenBytes, tooLarge } from "./open-bytes.ts";
import type { Encoding } from "./types.ts";

/** What can only be said of a text after a look at all of it. */
export interface Survey {
  readonly encoding: Encoding;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
}

const damage = "\uFFFD";
const isNotAscii = /[^\u0000-\u007F\uFFFD]/g; // oxlint-disable-line no-control-regex

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Bytes that are not UTF-8: an old Windows code page, unless most of the file *is* UTF-8 (then a part is damaged). */
const judgeLegacy = async (open: OpenBytes, name: string, isCut: boolean): Promise<Encoding> => {
  let [damaged, sound] = [0, 0];
  for await (const text of decodePieces(open(), "utf-8")) {
    damaged += countOf(text, /\uFFFD/g);
    sound += countOf(text, isNotAscii);
  }
  if (sound <= damaged) return "windows-1252";
  const line = await lineOfFirst(decodePieces(open(), "utf-8"), damage);
  const what = isCut ? "is cut off in the middle of a character" : "is UTF-8, but not everywhere";
  throw readErrors.make("RC_ROSTER_ENCODING", `${name} ${what} (line ${line}).`);
};

const refuseUtf16 = async (open: OpenBytes, name: string, encoding: Encoding): Promise<never> => {
  const line = await lineOfFirst(decodePieces(open(), encoding), damage);
  const what = `looks like ${encoding.toUpperCase()}, but is damaged or cut off`;
  throw readErrors.make("RC_ROSTER_ENCODING", `${name} ${what} (line ${line}).`);
};

/**
 * Looks at every byte of a text once: its encoding is only sure when all of it is sound. A byte order mark decides;
 * without one UTF-16 is told by its zero bytes, then valid UTF-8 is UTF-8, and anything else Windows-1252.
 * @throws RC_ROSTER_NOT_TEXT, RC_ROSTER_ENCODING, RC_ROSTER_TOO_BIG
 */
export const surveyText = async (open: OpenBytes, name: string, maxBytes: number): Promise<Survey> => {
  const supposed = supposeEncoding(await firstBytes(open, sampleBytes), name);
  const isWide = supposed !== "utf-8";
  const hash = createHash("sha256");
  const sound = strictly(supposed);
  let hasNul = false;
  for await (const piece of atMost(open(), maxBytes, () => tooLarge(name, maxBytes))) {
    hash.update(piece);
    const text = sound.take(piece);
    hasNul ||= isWide ? text.includes("\0") : piece.includes(0);
  }
  const fault = sound.end();
  if (fault !== undefined && isWide) return await refuseUtf16(open, name, supposed);
  const encoding = fault === undefined ? supposed : await judgeLegacy(open, name, fault === "cut off");
  if (hasNul) throw notText(name, ` (line ${await lineOfFirst(decodePieces(open(), encoding), "\0")})`);
  return { encoding, sha256: hash.digest("hex") };
};
