import type { BytePieces } from "#base";

import { readErrors } from "./errors.ts";
import { lookOf } from "./magic.ts";
import type { Encoding } from "./types.ts";

type Unicode = Exclude<Encoding, "windows-1252">;

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const byMark = (bytes: Uint8Array): Unicode | undefined => {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return "utf-8";
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  return undefined;
};

/** So much of a file's start tells what it is. */
export const sampleBytes = 65_536;

/** UTF-16 without a mark: in Latin text every second byte is zero. */
const byZeros = (sample: Uint8Array): Unicode | "binary" | undefined => {
  let even = 0;
  let odd = 0;
  for (const [index, byte] of sample.entries()) {
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

export const notText = (name: string, where = ""): Error =>
  readErrors.make("RC_ROSTER_NOT_TEXT", `${name} is not a text file: it holds binary data${where}.`);

/**
 * What the first `sampleBytes` of a file say about its encoding: a byte order mark decides, without one UTF-16 is told
 * by its zero bytes. Anything else may be UTF-8; only all of it tells.
 * @throws RC_ROSTER_NOT_TEXT
 */
export const supposeEncoding = (sample: Uint8Array, name: string): Unicode => {
  const look = lookOf(sample);
  if (look !== undefined) throw readErrors.make("RC_ROSTER_NOT_TEXT", `${name} looks like ${look}, not like CSV.`);
  const detected = byMark(sample) ?? byZeros(sample) ?? "utf-8";
  if (detected === "binary") throw notText(name);
  return detected;
};

/** Whether bytes are sound in an encoding, told piece by piece; a character may begin in one and end in the next. */
export const strictly = (encoding: Encoding) => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let fault: "damaged" | "cut off" | undefined;
  return {
    /** The text of a piece, empty from the first damage on. */
    take(piece: Uint8Array): string {
      try {
        return fault === undefined ? decoder.decode(piece, { stream: true }) : "";
      } catch {
        fault = "damaged";
        return "";
      }
    },
    /** What was wrong, after the last piece. */
    end(): typeof fault {
      try {
        if (fault === undefined) decoder.decode();
      } catch {
        fault = "cut off";
      }
      return fault;
    },
  };
};

/** Pieces of text out of pieces of bytes. What cannot be decoded becomes U+FFFD; one mark at the start is removed. */
export const decodePieces = async function* (bytes: BytePieces, encoding: Encoding): AsyncGenerator<string> {
  // Node takes away more than one mark when they come in pieces of their own.
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let isStart = true;
  const decode = (piece?: Uint8Array): string => {
    const text = piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    if (!isStart || text === "") return text;
    isStart = false;
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  };
  for await (const piece of bytes) {
    // Who holds a file in memory hands it over in one piece.
    for (let at = 0; at < piece.length; at += sampleBytes) yield decode(piece.subarray(at, at + sampleBytes));
  }
  yield decode();
};

const endOfFileSign = "\u001A";

/** The text of a file in pieces, without byte order marks at its start and a final DOS end-of-file sign. */
export const decodeText = async function* (bytes: BytePieces, encoding: Encoding): AsyncGenerator<string> {
  let isStart = true;
  // A sign that ends a piece is kept back: only at the end of the file it means nothing.
  let kept = "";
  for await (const piece of decodePieces(bytes, encoding)) {
    const unmarked = isStart ? piece.replace(/^\uFEFF+/, "") : piece;
    if (unmarked === "") continue;
    isStart = false;
    const text = kept + unmarked;
    kept = text.endsWith(endOfFileSign) ? endOfFileSign : "";
    yield kept === "" ? text : text.slice(0, -1);
  }
};

// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000E-\u001F]/g;

/** @throws RC_ROSTER_NOT_TEXT for a text whose start is full of control characters */
export const refuseControls = (start: string, name: string): void => {
  const sample = start.slice(0, sampleBytes);
  const found = sample.match(controls)?.length ?? 0;
  if (found * 100 > sample.length) throw notText(name);
};
