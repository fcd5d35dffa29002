// Files of 100 MB, made while they are read: each with what comes of it. corpus.test.ts reads them.
import type { Specimen } from "./corpus-files.test.ts";
import type { OpenBytes } from "./open-bytes.ts";

export type LargeSpecimen = Omit<Specimen, "bytes"> & { readonly open: OpenBytes };

const pieceBytes = 1_000_000;
const pieces = 100;
/** A hundred bytes. */
const line = `mona@acme.test;Mona;${"x".repeat(79)}\n`;
const header = "Email;First Name;Notes\nola@acme.test;Ola;";

/** A header and the same line over and over, a million people, with some bytes replaced from an offset on. */
const million = (offset = 0, replaced: readonly number[] | string = ""): OpenBytes =>
  function* () {
    const bytes = typeof replaced === "string" ? Buffer.from(replaced) : Buffer.from(replaced);
    for (let at = 0; at < pieces * pieceBytes; at += pieceBytes) {
      const piece = Buffer.alloc(pieceBytes, line);
      if (at === 0) piece.write(header);
      if (offset >= at && offset < at + pieceBytes) piece.set(bytes, offset - at);
      yield piece;
    }
  };

const oneLine: OpenBytes = function* () {
  for (let at = 0; at < pieces; at += 1) yield Buffer.alloc(pieceBytes, "a");
};

const far = 60_000_050;
const limit = { limit: 1 };
const people = ["ola@acme.test"];

export const largeFiles: readonly LargeSpecimen[] = [
  { name: "one-line.csv", open: oneLine, refused: ["RC_ROSTER_TOO_BIG", /begins on line 1 is longer than 1 MB/] },
  { name: "million.csv", open: million(), refused: ["RC_ROSTER_TOO_BIG", /than 100,000 rows \(line 100002\); a plan/] },
  { name: "million-limit.csv", open: million(), options: limit, people },
  {
    name: "quote-on-line-3.csv",
    open: million(120, '"'),
    refused: ["RC_ROSTER_TOO_BIG", /the record that begins on line 3 is longer than 1 MB/],
  },
  { name: "nul-far-away.csv", open: million(far, [0]), options: limit, refused: ["RC_ROSTER_NOT_TEXT", /line 600002/] },
  // One é of an old code page after 60 MB of ASCII: all of it is in that code page.
  { name: "code-page-far-away.csv", open: million(far, [0xe9]), options: limit, people },
  {
    name: "damage-far-away.csv",
    open: million(far, [0xc3, 0xa9, 0xc3, 0xa9, 0xe9]),
    options: limit,
    refused: ["RC_ROSTER_ENCODING", /is UTF-8, but not everywhere \(line 600002\)/],
  },
];
