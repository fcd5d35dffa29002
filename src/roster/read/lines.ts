const lf = 10;
const cr = 13;

/**
 * Tells the line number of byte offsets, which must be asked for in rising order. CR, LF and CRLF each end one line,
 * also inside quotes (csv-parse counts a quoted CRLF twice, so its own numbers are not used).
 */
export const lineCounter = (bytes: Uint8Array, firstLine: number): ((offset: number) => number) => {
  let line = firstLine;
  let position = 0;
  return (offset) => {
    for (; position < offset; position += 1) {
      const byte = bytes[position];
      if (byte === lf || (byte === cr && bytes[position + 1] !== lf)) line += 1;
    }
    return line;
  };
};
