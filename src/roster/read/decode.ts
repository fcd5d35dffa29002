import { readErrors } from "./errors.ts";
import { lookOf } from "./magic.ts";
import type { Encoding } from "./types.ts";

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const byMark = (bytes: Uint8Array): Encoding | undefined => {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return "utf-8";
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  return undefined;
};

const sampleBytes = 65_536;

/** UTF-16 without a mark: in Latin text every second byte is zero. */
const byZeros = (bytes: Uint8Array): Encoding | "binary" | undefined => {
  let even = 0;
  let odd = 0;
  for (const [index, byte] of bytes.subarray(0, sampleBytes).entries()) {
    if (byte === 0) {
      if (index % 2 === 0) even += 1;
      else odd += 1;
    }
  }
  if (even + odd === 0) return undefined;
  // A few zeros on the wrong side are real characters such as U+4E00.
  if (odd > 3 * even) return "utf-16le";
  return even > 3 * odd ? "utf-16be" : "binary";
};

const tryDecode = (bytes: Uint8Array, encoding: string, stream = false): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
};

const lineOfOffset = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n|\n|\r/).length;

/** Bytes that are not UTF-8: an old Windows code page, unless most of the file *is* UTF-8 (then a part is damaged). */
const decodeLegacy = (bytes: Uint8Array, name: string): DecodedText => {
  const lossy = new TextDecoder("utf-8").decode(bytes);
  const damaged = lossy.match(/\uFFFD/g)?.length ?? 0;
  // oxlint-disable-next-line no-control-regex
  const sound = lossy.match(/[^\u0000-\u007F\uFFFD]/g)?.length ?? 0;
  if (sound > damaged) {
    const line = lineOfOffset(lossy, lossy.indexOf("\uFFFD"));
    const cut = tryDecode(bytes, "utf-8", true) !== undefined;
    const what = cut ? "is cut off in the middle of a character" : "is UTF-8, but not everywhere";
    throw readErrors.make("RC_ROSTER_ENCODING", `${name} ${what} (line ${line}).`);
  }
  return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
};

const decodeUtf16 = (bytes: Uint8Array, encoding: Encoding, name: string): DecodedText => {
  const text = tryDecode(bytes, encoding);
  if (text !== undefined) return { text, encoding };
  throw readErrors.make(
    "RC_ROSTER_ENCODING",
    `${name} looks like ${encoding.toUpperCase()}, but is damaged or cut off.`,
  );
};

const endOfFileSign = "\u001A";

const withoutMarks = (text: string): string => {
  const unmarked = text.replace(/^\uFEFF+/, "");
  return unmarked.endsWith(endOfFileSign) ? unmarked.slice(0, -1) : unmarked;
};

// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000E-\u001F]/g;

const refuseBinary = (text: string, name: string): void => {
  const sample = text.slice(0, sampleBytes);
  const found = sample.match(controls)?.length ?? 0;
  if (text.includes("\u0000") || found * 100 > sample.length) {
    throw readErrors.make("RC_ROSTER_NOT_TEXT", `${name} is not a text file: it holds binary data.`);
  }
};

/**
 * The text of a file and the encoding it was in. A byte order mark decides; without one UTF-16 is told by its zero
 * bytes, then valid UTF-8 is UTF-8, and anything else Windows-1252. Marks and a final DOS end-of-file sign are removed.
 * @throws RC_ROSTER_NOT_TEXT, RC_ROSTER_ENCODING
 */
export const decodeText = (bytes: Uint8Array, name: string): DecodedText => {
  const look = lookOf(bytes);
  if (look !== undefined) throw readErrors.make("RC_ROSTER_NOT_TEXT", `${name} looks like ${look}, not like CSV.`);
  const detected = byMark(bytes) ?? byZeros(bytes);
  if (detected === "binary") {
    throw readErrors.make("RC_ROSTER_NOT_TEXT", `${name} is not a text file: it holds binary data.`);
  }
  const decoded =
    detected === "utf-16le" || detected === "utf-16be" ? decodeUtf16(bytes, detected, name) : decodeBytes(bytes, name);
  const text = withoutMarks(decoded.text);
  refuseBinary(text, name);
  return { ...decoded, text };
};

const decodeBytes = (bytes: Uint8Array, name: string): DecodedText => {
  const text = tryDecode(bytes, "utf-8");
  return text === undefined ? decodeLegacy(bytes, name) : { text, encoding: "utf-8" };
};
