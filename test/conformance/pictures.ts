import { crc32, deflateSync } from "node:zlib";

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, check]);
};

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A real PNG of one grey pixel; `padding` bytes of a private chunk make it as large as a test needs. */
export const png = (padding = 0): Uint8Array<ArrayBuffer> => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(1, 0);
  head.writeUInt32BE(1, 4);
  head.writeUInt8(8, 8);
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk("IHDR", head),
      ...(padding === 0 ? [] : [chunk("paDd", Buffer.alloc(padding))]),
      chunk("IDAT", deflateSync(Buffer.from([0, 128]))),
      chunk("IEND", Buffer.alloc(0)),
    ]),
  );
};

/** The beginning of a PNG and nothing behind it. */
export const brokenPng = new Uint8Array(Buffer.concat([signature, Buffer.from("no picture")]));

/** Start, JFIF segment, frame of 2 by 3 pixels, end: what a JPEG is made of, without its pixels. */
export const jpeg = new Uint8Array([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 3, 0, 2,
  1, 1, 0x11, 0, 0xff, 0xd9,
]);

/** A form with one file, as a browser or a library sends it. */
export const form = (bytes: Uint8Array<ArrayBuffer>, fileName = "me.png", part = "pic_file"): FormData => {
  const data = new FormData();
  data.set(part, new Blob([bytes]), fileName);
  return data;
};
