import assert from "node:assert/strict";
import { test } from "node:test";

import { decodePieces, decodeText, refuseControls } from "./decode.ts";
import { surveyText } from "./survey.ts";
import type { Encoding } from "./types.ts";

const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
};

const windows = new Map(
  Array.from(
    { length: 256 },
    (_, byte) => [new TextDecoder("windows-1252").decode(Uint8Array.of(byte)), byte] as const,
  ),
);

const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(Array.from(text), (character) => {
    const byte = windows.get(character);
    if (byte === undefined) throw new Error(`${character} is not in Windows-1252`);
    return byte;
  });

/** A text as a file would hold it. */
export const encode = (text: string, encoding: Encoding = "utf-8", mark = false): Uint8Array => {
  const marked = mark ? `\uFEFF${text}` : text;
  if (encoding === "utf-16le") return utf16(marked, true);
  if (encoding === "utf-16be") return utf16(marked, false);
  return encoding === "utf-8" ? new TextEncoder().encode(marked) : windows1252(text);
};

/** The text of a file and its encoding, as they are found out. */
const decode = async (bytes: Uint8Array): Promise<{ readonly text: string; readonly encoding: Encoding }> => {
  const { encoding } = await surveyText(() => [bytes], "people.csv", bytes.length);
  let text = "";
  for await (const piece of decodeText([bytes], encoding)) text += piece;
  refuseControls(text, "people.csv");
  return { text, encoding };
};

const people = "Email;Name\r\nrene@acme.test;Ren\u00E9 Wei\u00DFdorn \u2013 \u20AC\r\n";

test("each encoding is told, with and without a byte order mark", async () => {
  const cases: readonly [Encoding, boolean][] = [
    ["utf-8", true],
    ["utf-8", false],
    ["utf-16le", true],
    ["utf-16le", false],
    ["utf-16be", true],
    ["utf-16be", false],
    ["windows-1252", false],
  ];
  for (const [encoding, mark] of cases) {
    assert.deepEqual(await decode(encode(people, encoding, mark)), { text: people, encoding });
  }
});

test("UTF-16 without a mark is told although some characters have a zero on the other side", async () => {
  const text = "Email,Name\nyi@acme.test,\u4E00\u4E00\n";
  assert.equal((await decode(encode(text, "utf-16le"))).text, text);
  assert.equal((await decode(encode(text, "utf-16be"))).text, text);
});

test("a DOS end-of-file sign at the end is dropped", async () => {
  assert.equal((await decode(encode("Email\na@acme.test\n\u001A"))).text, "Email\na@acme.test\n");
});

test("files that are no text say what they look like", async () => {
  const cases: readonly [Uint8Array, RegExp][] = [
    [Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0), /people\.csv looks like an Excel or other Office document/],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /an old Excel workbook/],
    [encode("%PDF-1.7\n"), /a PDF document/],
    [Uint8Array.of(0x1f, 0x8b, 8, 0), /a gzip archive/],
    [encode("<!DOCTYPE html><table>"), /HTML or XML/],
    [encode("<table><tr>", "utf-8", true), /HTML or XML/],
    [Uint8Array.of(69, 0, 0, 1, 2, 0, 0, 9, 0, 0, 0, 0), /binary data/],
    [encode("Email\n\u0001\u0002\u0003\u0004"), /binary data/],
    [Uint8Array.of(0xff, 0xfe, 0x45, 0, 0, 0, 0x0a, 0), /binary data/],
  ];
  for (const [bytes, message] of cases) {
    await assert.rejects(decode(bytes), {
      code: "RC_ROSTER_NOT_TEXT",
      message,
      fix: /export it as CSV/,
    });
  }
});

test("UTF-8 that is cut off or damaged in one place is refused, not misread as Windows-1252", async () => {
  const whole = encode("Email,Name\na@acme.test,J\u00E9r\u00E9mie\nb@acme.test,Zo\u00EB");
  await assert.rejects(decode(whole.subarray(0, -1)), {
    code: "RC_ROSTER_ENCODING",
    message: /cut off.*line 3/,
  });
  const mixed = Uint8Array.from([...whole, ...encode("\nc@acme.test,Ren\u00E9\n", "windows-1252")]);
  await assert.rejects(decode(mixed), {
    code: "RC_ROSTER_ENCODING",
    message: /not everywhere \(line 4\)/,
  });
});

test("UTF-16 with half a character is refused", async () => {
  const bytes = encode(people, "utf-16le", true).subarray(0, -1);
  await assert.rejects(decode(bytes), { code: "RC_ROSTER_ENCODING", message: /UTF-16LE/ });
});

test("one accented letter at the end of an old file does not make it UTF-8", async () => {
  const bytes = encode("Email,Name\na@acme.test,Ren\u00E9", "windows-1252");
  assert.equal((await decode(bytes)).encoding, "windows-1252");
});

test("of several byte order marks the first is the file's, in whatever pieces they come", async () => {
  for (const encoding of ["utf-8", "utf-16le", "utf-16be"] as const) {
    const mark = encode("", encoding, true);
    for (const pieces of [[mark, mark, mark], [Buffer.concat([mark, mark, mark])]]) {
      let text = "";
      for await (const piece of decodePieces(pieces, encoding)) text += piece;
      assert.equal(text, "\uFEFF\uFEFF", encoding);
    }
  }
});
