const lf = 10;
const cr = 13;

/**
 * The number of line ends among the first `length` bytes. CR, LF and CRLF each end one line, also inside quotes
 * (csv-parse counts a quoted CRLF twice, so its own numbers are not used).
 */
export const lineEndsIn = (bytes: Uint8Array, length: number): number => {
  let ends = 0;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at];
    if (byte === lf || (byte === cr && bytes[at + 1] !== lf)) ends += 1;
  }
  return ends;
};

/** The line, 1-based, on which a character first stands; the last line when it is not there. */
export const lineOfFirst = async (pieces: AsyncIterable<string>, character: string): Promise<number> => {
  let line = 1;
  let endsInCr = false;
  for await (const piece of pieces) {
    if (piece === "") continue;
    const at = piece.indexOf(character);
    const before = at < 0 ? piece : piece.slice(0, at);
    line += before.match(/\r\n|\n|\r/g)?.length ?? 0;
    // The end of line that two pieces share was counted by the first.
    if (endsInCr && before.startsWith("\n")) line -= 1;
    if (at >= 0) return line;
    endsInCr = piece.endsWith("\r");
  }
  return line;
};

/** A line of a text, without its end. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
}

/** The lines of a text that comes in pieces, a handful at a time. `refuse` makes the error for one that is too long. */
export const readLines = async function* (
  pieces: AsyncIterable<string>,
  { maxCharacters, refuse }: { readonly maxCharacters: number; readonly refuse: (line: number) => Error },
): AsyncGenerator<readonly Line[]> {
  let number = 1;
  let rest = "";
  for await (const piece of pieces) {
    // A CR at the end may be the first half of a CRLF: it stays with the rest.
    const texts = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = texts.pop() ?? "";
    const lines = texts.map((text, at) => ({ number: number + at, text }));
    const long = lines.findIndex(({ text }) => text.length > maxCharacters);
    yield long < 0 ? lines : lines.slice(0, long);
    if (long >= 0) throw refuse(number + long);
    number += lines.length;
    if (rest.length > maxCharacters + 1) throw refuse(number);
  }
  const text = rest.replace(/\r$/, "");
  if (text.length > maxCharacters) throw refuse(number);
  yield [{ number, text }];
};
