import type { Picture } from "../belongings.ts";

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const startOfImage = [0xff, 0xd8, 0xff] as const;

const beginsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

/** What the first bytes say the file is; undefined = neither of the two. The file's name says nothing. */
export const pictureType = (bytes: Uint8Array): Picture["type"] | undefined => {
  if (beginsWith(bytes, pngSignature)) return "image/png";
  return beginsWith(bytes, startOfImage) ? "image/jpeg" : undefined;
};

/** A PNG begins with its header chunk, which tells a size, and ends with its end chunk. */
const isPng = (file: Uint8Array): boolean => {
  if (file.length < 45) return false;
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  return (
    bytes.readUInt32BE(8) === 13 &&
    bytes.toString("latin1", 12, 16) === "IHDR" &&
    bytes.readUInt32BE(16) > 0 &&
    bytes.readUInt32BE(20) > 0 &&
    bytes.includes("IEND", -12, "latin1")
  );
};

/** Markers of frames: those that tell a size. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Segment by segment to the frame, which tells a size. */
const isJpeg = (bytes: Uint8Array): boolean => {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const size = (first: number): number => (bytes[first] ?? 0) * 256 + (bytes[first + 1] ?? 0);
    if (isFrame(marker)) return size(at + 5) > 0 && size(at + 7) > 0;
    const length = size(at + 2);
    if (length < 2) return false;
    at += 2 + length;
  }
  return false;
};

/** Whether there is a picture behind the first bytes, as far as its structure tells; pixels are not decoded. */
export const isPicture = (type: Picture["type"], bytes: Uint8Array): boolean =>
  type === "image/png" ? isPng(bytes) : isJpeg(bytes);
