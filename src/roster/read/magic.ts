const signatures: readonly { readonly look: string; readonly start: string }[] = [
  { look: "an Excel or other Office document (.xlsx, .ods: a zip archive)", start: "PK\u0003\u0004" },
  { look: "an empty zip archive", start: "PK\u0005\u0006" },
  { look: "an old Excel workbook (.xls)", start: "\u00D0\u00CF\u0011\u00E0" },
  { look: "a PDF document", start: "%PDF" },
  { look: "a gzip archive", start: "\u001F\u008B" },
  { look: "a SQLite database", start: "SQLite format 3" },
  { look: "an RTF document", start: "{\\rtf" },
];

const markup = /^(?:\u00EF\u00BB\u00BF)?\s*<(?:!doctype html|html|table|\?xml)/i;

/** A zip archive, as Excel workbooks (.xlsx) are. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** What a file that is no text table looks like, judged by its first bytes; undefined when nothing speaks against CSV. */
export const lookOf = (bytes: Uint8Array): string | undefined => {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  const found = signatures.find((signature) => start.startsWith(signature.start));
  if (found !== undefined) return found.look;
  if (markup.test(start)) return "HTML or XML (some systems give such files the ending .xls or .csv)";
  return undefined;
};
